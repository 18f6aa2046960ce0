import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/arrow/arrow.ts
async function createArrowFile(options) {
  const { createWriter } = await import("./chunk-GUZU674N.mjs");
  return createWriter(options);
}
async function openArrow(options) {
  const { openReader } = await import("./chunk-N4OLIRFU.mjs");
  return openReader(options);
}

export {
  createArrowFile,
  openArrow
};
