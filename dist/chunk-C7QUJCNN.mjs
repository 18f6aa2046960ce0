import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  cleanFile
} from "./chunk-75PAQFZ7.mjs";
import {
  createParquetSink,
  withParquet
} from "./chunk-7YF2HRS3.mjs";

// src/convert/convert.ts
async function convert(options) {
  const { pipeline, files, output, partition, log, signal } = options;
  const { written, cleaning } = await cleanFile({
    ...options,
    open: (schema) => createParquetSink({ files, path: output, schema, codec: pipeline.codec, partition, log, signal })
  });
  return withParquet(cleaning, written);
}

export {
  convert
};
