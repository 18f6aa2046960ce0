import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  cleanFile
} from "./chunk-E52SIX27.mjs";
import {
  openParquet,
  verifyWritten,
  withParquet
} from "./chunk-QC2YDLY4.mjs";

// src/convert/convert.ts
async function convert(options) {
  const { pipeline, files, output } = options;
  const { schema, written, cleaning } = await cleanFile({
    ...options,
    open: (columns) => openParquet({ files, path: output, schema: columns, codec: pipeline.codec })
  });
  try {
    await verifyWritten({ ...options, schema, written });
  } catch (error) {
    await files.remove(options.quarantine);
    throw error;
  }
  return withParquet(cleaning, written);
}

export {
  convert
};
