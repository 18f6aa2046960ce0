import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/table/batch.ts
var MOST_ROWS = 2 ** 24;
var MAX_ORIGINAL_TEXT = 64 * 1024;

export {
  MOST_ROWS,
  MAX_ORIGINAL_TEXT
};
