import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/session/fail-on.ts
var FAIL_ON = [
  "failed",
  "late",
  "not_ready",
  "error",
  "timeout",
  "crash",
  "cancelled",
  "schema",
  "none"
];

export {
  FAIL_ON
};
