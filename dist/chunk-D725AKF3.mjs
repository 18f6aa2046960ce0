import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  FAIL_ON
} from "./chunk-7F4TKAYL.mjs";
import {
  SAMPLES
} from "./chunk-WSD3DXY5.mjs";
import {
  isCi
} from "./chunk-HLCF4QVL.mjs";
import {
  parseDuration
} from "./chunk-2AGBJTL2.mjs";
import {
  ConfigurationError
} from "./chunk-PF5MVQRH.mjs";

// src/tasks/result.ts
var OUTCOMES = ["done", "cached", "skipped", "not_ready", "failed"];
function describeObject(lakeUrl, published) {
  const { number, publication } = published;
  const { name, generation, sha256 } = publication.object;
  return {
    uri: `${lakeUrl.replace(/\/$/, "")}/${name}`,
    generation,
    sha256,
    rows: publication.rows,
    publication: number
  };
}
function toEntry(result, options) {
  const { conversion, failure, load, object, ...rest } = result;
  const task = failure?.task ?? (load === void 0 ? object === void 0 ? "fetch" : "upload" : "load");
  return {
    ...rest,
    task,
    ...conversion === void 0 ? {} : { cleaning: withoutFiles(conversion, options) },
    ...object === void 0 ? {} : { object },
    ...load === void 0 ? {} : { load },
    ...failure === void 0 ? {} : { failure: withoutBug(failure) }
  };
}
function withoutFiles(cleaning, { withHead }) {
  const { rowsRead, rows, rejected, rejectedBy, blankLines, droppedExtra, columns, report, header, evolved } = cleaning;
  const head = withHead ? cleaning.head : [];
  return { rowsRead, rows, rejected, rejectedBy, blankLines, droppedExtra, columns, report, header, evolved, head };
}
function withoutBug({ bug: _, ...failure }) {
  return failure;
}

// src/session/run-words.ts
import { availableParallelism, totalmem } from "node:os";
var BYTES_PER_PARTITION = 512 * 2 ** 20;
function readRunWords({ inputs, host }) {
  const auto = defaultConcurrency();
  return {
    concurrency: inputs.parsed("concurrency", (text) => text === "auto" ? auto : parseCount(text), auto),
    timeBudget: inputs.parsed("time-budget", parseDuration, parseDuration("5h")),
    dryRun: inputs.bool("dry-run", false),
    from: inputs.choice("from", ["source", "lake"], "source"),
    samples: readSamples({ inputs, host }),
    failOn: readFailOn({ inputs }),
    cache: inputs.bool("cache", true),
    refreshCache: inputs.bool("refresh-cache", false)
  };
}
function defaultConcurrency() {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / 4 / BYTES_PER_PARTITION)));
}
function readSamples({ inputs, host }) {
  return inputs.choice("samples", SAMPLES, isCi(host) ? "none" : "full");
}
function readFailOn({ inputs }) {
  return inputs.choices("fail-on", FAIL_ON, ["failed", "late"]);
}
function parseCount(text) {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new ConfigurationError("CONCURRENCY", `"${text}" is not a whole number from 1 to 9999, or auto`);
}

export {
  OUTCOMES,
  describeObject,
  toEntry,
  withoutFiles,
  withoutBug,
  readRunWords,
  defaultConcurrency,
  readSamples,
  readFailOn
};
