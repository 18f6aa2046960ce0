import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/base/memory.ts
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
var PILE_BYTES = 2 << 20;
var OLD_PILE_BYTES = 16 << 20;
var collect;
var kept = 0;
var keptOld = Number.POSITIVE_INFINITY;
function releaseBuffers() {
  const held = heldBytes();
  kept = Math.min(kept, held);
  if (held < kept + PILE_BYTES) return;
  if (collect === void 0) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc");
  }
  collect({ type: "minor" });
  kept = heldBytes();
  if (kept > keptOld + OLD_PILE_BYTES) {
    collect({ type: "major" });
    kept = heldBytes();
    keptOld = kept;
  }
  keptOld = Math.min(keptOld, kept);
}
function heldBytes() {
  return getHeapStatistics().external_memory;
}

export {
  releaseBuffers
};
