import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/base/version.ts
var VERSION = "0.1.0";
var REPOSITORY = "lakeferry/lakeferry";

export {
  VERSION,
  REPOSITORY
};
