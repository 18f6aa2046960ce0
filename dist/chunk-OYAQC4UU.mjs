import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/table/column.ts
var MAX_DICTIONARY = 65535;
function valueCount(values) {
  if (values.physical === "bytes") return values.data.starts.length;
  if (values.physical === "decimal") return values.data.length / 16;
  return values.data.length;
}
function allocateValues(physical, count) {
  switch (physical) {
    case "int64":
      return { physical, data: new BigInt64Array(count) };
    case "int32":
      return { physical, data: new Int32Array(count) };
    case "double":
      return { physical, data: new Float64Array(count) };
    case "boolean":
      return { physical, data: new Uint8Array(count) };
    case "decimal":
      return { physical, data: new Uint8Array(count * 16) };
  }
}

export {
  MAX_DICTIONARY,
  valueCount,
  allocateValues
};
