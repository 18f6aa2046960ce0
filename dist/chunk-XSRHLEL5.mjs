import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/lake/names.ts
var OWN_FOLDER = "_lakeferry";
function objectName(dataset, partitionPath) {
  return [dataset, partitionPath, "part-0.parquet"].filter((part) => part !== "").join("/");
}
function historyPrefix(dataset, partition) {
  return `${OWN_FOLDER}/${dataset}/history/${partition}/`;
}
function historyName(dataset, partition, sha256) {
  return `${historyPrefix(dataset, partition)}${sha256}.parquet`;
}
function quarantineName(dataset, partition, sha256) {
  return `${OWN_FOLDER}/${dataset}/quarantine/${partition}/${sha256}.parquet`;
}
function surplusPrefix(dataset, what) {
  return `${OWN_FOLDER}/${dataset}/${what}/`;
}

export {
  objectName,
  historyPrefix,
  historyName,
  quarantineName,
  surplusPrefix
};
