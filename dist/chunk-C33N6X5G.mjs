import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  convert
} from "./chunk-C7QUJCNN.mjs";
import {
  restore
} from "./chunk-J4FXJFWI.mjs";
import {
  conversionKey,
  explainMiss
} from "./chunk-DVJPGW3U.mjs";
import {
  taskOf,
  withPolicy
} from "./chunk-RH6P5SWJ.mjs";

// src/tasks/convert.ts
import { join } from "node:path";
async function convertPartition(context, partition, raw, evolved, made, early) {
  const { pipeline, cache } = context;
  const key = conversionKey(pipeline, partition, evolved, raw.source.sha256);
  const looked = await restore(context, key.key, pipeline.tasks["write-parquet"].cacheExpirationMs);
  const kept = "hit" in looked ? usable(context, looked.hit.record, looked.hit.files) : looked;
  if ("conversion" in kept) {
    return { conversion: kept.conversion, key, cached: true, why: "same source, same settings" };
  }
  const begun = early?.result(evolved);
  const conversion = await withPolicy(context, triesOf(partition), (signal, attempt) => {
    if (attempt === 1 && begun !== void 0) return begun(signal);
    return convert({
      raw: raw.path,
      shownName: raw.source.url,
      pipeline,
      partition,
      evolved,
      // A try that ran out of time removes its own file a moment later, and no other's.
      output: join(context.workFolder, `${partition}.${attempt}.parquet`),
      quarantine: join(context.workFolder, `${partition}.${attempt}.quarantine.parquet`),
      files: context.files,
      log: context.log,
      signal,
      ...context.workers === void 0 ? {} : { workers: context.workers }
    });
  });
  if (cache !== void 0) await cache.save(key.key, cachedFiles(conversion), conversion);
  const why = [kept.miss, explainMiss(made, key.parts, "convert")].filter((text) => text !== "").join("; ");
  return { conversion, key, cached: false, why };
}
function blamedTask(error, partition) {
  return taskOf(error, triesOf(partition));
}
function triesOf(partition) {
  return {
    partition,
    tasks: ["clean", "write-parquet"],
    blame: (error) => error.code.startsWith("PARQUET_") ? "write-parquet" : "clean"
  };
}
function cachedFiles(conversion) {
  return [
    { name: "parquet", ...conversion.parquet },
    ...conversion.quarantine === void 0 ? [] : [{ name: "quarantine", ...conversion.quarantine }]
  ];
}
function usable({ pipeline }, record, files) {
  const find = (name, wanted) => {
    const file = files.find((candidate) => candidate.name === name && candidate.sha256 === wanted.sha256);
    return file && { path: file.path, bytes: file.bytes, sha256: file.sha256 };
  };
  const parquet = find("parquet", record.parquet);
  const quarantine = record.quarantine && find("quarantine", record.quarantine);
  if (parquet === void 0 || record.quarantine !== void 0 && quarantine === void 0) {
    return { miss: "the cached files were incomplete" };
  }
  if (record.rejected > record.rowsRead * pipeline.contract.maxRejected) {
    return { miss: "more rows were rejected than max_rejected allows now" };
  }
  return { conversion: { ...record, parquet, ...quarantine === void 0 ? {} : { quarantine } } };
}

export {
  convertPartition,
  blamedTask
};
