import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  cleanFile
} from "./chunk-QABPFS3Y.mjs";
import {
  openParquet,
  withParquet
} from "./chunk-EFI27PIR.mjs";

// src/convert/convert.ts
async function convert(options) {
  const { pipeline, files, output, partition, log, signal } = options;
  const { written, cleaning } = await cleanFile({
    ...options,
    open: (schema) => openParquet({ files, path: output, schema, codec: pipeline.codec, partition, log, signal })
  });
  return withParquet(cleaning, written);
}

export {
  convert
};
