import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/base/memory.ts
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
var PILE_BYTES = 2 << 20;
var collect;
var kept = 0;
function releaseBuffers() {
  const { external_memory: held } = getHeapStatistics();
  kept = Math.min(kept, held);
  if (held < kept + PILE_BYTES) return;
  if (collect === void 0) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc");
  }
  collect({ type: "minor" });
  kept = getHeapStatistics().external_memory;
}

export {
  releaseBuffers
};
