import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  FAIL_ON
} from "./chunk-7F4TKAYL.mjs";
import {
  SAMPLES
} from "./chunk-DOPCRQW2.mjs";
import {
  isCi
} from "./chunk-DOUEL7U2.mjs";
import {
  parseDuration
} from "./chunk-TZELW4TJ.mjs";
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";

// src/session/run-words.ts
import { availableParallelism, totalmem } from "node:os";
var BYTES_PER_PARTITION = 512 * 2 ** 20;
function readRunWords({ inputs, host }) {
  return {
    concurrency: readConcurrency({ inputs }),
    workers: inputs.parsed("workers", (text) => text === "auto" ? "auto" : parseCount(text), "auto"),
    timeBudget: inputs.parsed("time-budget", parseDuration, parseDuration("5h")),
    dryRun: inputs.bool("dry-run", false),
    yes: inputs.bool("yes", false),
    from: inputs.choice("from", ["source", "lake"], "source"),
    samples: readSamples({ inputs, host }),
    failOn: readFailOn({ inputs }),
    cache: inputs.bool("cache", true),
    refreshCache: inputs.bool("refresh-cache", false)
  };
}
function readConcurrency({ inputs }) {
  const auto = defaultConcurrency();
  return inputs.parsed("concurrency", (text) => text === "auto" ? auto : parseCount(text), auto);
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
  readRunWords,
  readConcurrency,
  defaultConcurrency,
  readSamples,
  readFailOn
};
