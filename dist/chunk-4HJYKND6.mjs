import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  exitCodeFor
} from "./chunk-GZKW4ITP.mjs";
import {
  lateAt
} from "./chunk-TI4EOZ5J.mjs";

// src/session/verdict.ts
function exitCode(results, pipeline, failOn, now) {
  const codes = /* @__PURE__ */ new Set();
  for (const { partition, outcome, failure } of results) {
    if (failure !== void 0 && failOn.some((each) => each === "failed" || each === failure.reason)) {
      codes.add(failure.exitCode);
    }
    if (outcome !== "not_ready") continue;
    const isLate = now >= lateAt(pipeline.partitions, partition);
    if (failOn.includes("not_ready") || failOn.includes("late") && isLate) codes.add(1);
  }
  return exitCodeFor(codes);
}

export {
  exitCode
};
