import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  NO_PARTITION,
  PARTITION_FORMS,
  isPartition,
  nextPartition,
  partitionsBetween
} from "./chunk-TI4EOZ5J.mjs";
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";

// src/pipeline/selection.ts
var SELECTION_WORDS = ["due", "missing", "failed", "stale", "all"];
var LONGEST_LIST = 1e5;
function parseSelection(text, settings) {
  const trimmed = text.trim();
  const word = SELECTION_WORDS.find((known) => known === trimmed);
  if (word !== void 0) return { kind: "word", word };
  const last = /^last\s*:\s*(\d{1,6})$/.exec(trimmed);
  if (last !== null) {
    const count = Number(last[1]);
    if (count === 0) throw refusal(settings, `"${trimmed}" selects nothing`);
    return { kind: "last", count };
  }
  const found = /* @__PURE__ */ new Set();
  for (const part of trimmed.split(",").map((each) => each.trim())) {
    for (const partition of range(part, trimmed, settings)) found.add(partition);
    if (found.size > LONGEST_LIST) {
      throw refusal(settings, `"${trimmed}" names more than ${LONGEST_LIST} partitions`);
    }
  }
  return { kind: "list", partitions: [...found].sort() };
}
function range(part, whole, settings) {
  const ends = part.split("..").map((each) => each.trim());
  const [first = "", last = first] = ends;
  if (part === "") throw refusal(settings, `"${whole}" has an empty part`);
  if (ends.length > 2) throw refusal(settings, `"${part}" is not a range`);
  for (const end of ends) {
    if (!isPartition(settings.by, end)) throw refusal(settings, `"${end}" is not ${PARTITION_FORMS[settings.by]}`);
    if (end < settings.start || settings.end !== void 0 && end > settings.end) {
      const bounds = settings.end === void 0 ? `at ${settings.start}` : `at ${settings.start} and end at ${settings.end}`;
      throw refusal(settings, `${end} is outside the pipeline's partitions, which begin ${bounds}`);
    }
  }
  if (last < first) throw refusal(settings, `the range ${first}..${last} runs backwards`);
  return partitionsBetween(first, last, LONGEST_LIST + 1);
}
function refusal({ start }, what) {
  const named = start === NO_PARTITION ? NO_PARTITION : `${start}, ${start}..${nextPartition(start) ?? start}, a list with commas`;
  return new ConfigurationError("SELECTION", `${what}; write ${named}, last:3, ${SELECTION_WORDS.join(", ")}`);
}

export {
  parseSelection
};
