import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  parseSelection
} from "./chunk-UEPNT2AJ.mjs";

// src/session/plan-words.ts
function readPlanWords({ inputs }, pipeline) {
  return {
    selection: inputs.parsed("partitions", (text) => parseSelection(text, pipeline.partitions), {
      kind: "word",
      word: "due"
    }),
    checkSource: readCheckSource(inputs),
    force: inputs.bool("force", false),
    limit: inputs.count("limit", 50)
  };
}
function readCheckSource(inputs) {
  return inputs.choice("check-source", ["recent", "all", "none"], "recent");
}

export {
  readPlanWords,
  readCheckSource
};
