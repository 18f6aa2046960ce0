import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  OUTCOMES
} from "./chunk-SHBFGQG2.mjs";
import {
  ConfigurationError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/tasks/results-file.ts
import { dirname, join, relative, resolve } from "node:path";
var FORMAT = 1;
async function writeResults(files, path, results) {
  await files.makeFolder(dirname(path));
  const temporary = `${path}.tmp`;
  await files.remove(temporary);
  const file = await files.create(temporary);
  try {
    await file.write(Buffer.from(`${JSON.stringify({ format: FORMAT, ...results }, void 0, 2)}
`));
    await file.sync();
  } finally {
    await file.close();
  }
  await files.rename(temporary, path);
}
async function readResults(files, path) {
  let value;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await files.read(path)));
  } catch (error) {
    const missing = error.code === "ENOENT";
    throw refusal(path, missing ? "there is no such file" : `it cannot be read: ${reasonOf(error)}`, error);
  }
  const { format, dataset, evolved, entries, left } = value ?? {};
  if (format !== FORMAT) throw refusal(path, `its format is ${JSON.stringify(format) ?? "missing"}, not ${FORMAT}`);
  if (typeof dataset !== "string" || !Array.isArray(evolved) || !Array.isArray(entries) || !entries.every(isEntry)) {
    throw refusal(path, "it is damaged");
  }
  return { dataset, evolved, entries, ...Array.isArray(left) ? { left: left.map(String) } : {} };
}
function isEntry(value) {
  const entry = value;
  const isFile = (file) => file === void 0 || typeof file.path === "string" && /^[0-9a-f]{64}$/.test(file.sha256 ?? "");
  return typeof entry?.partition === "string" && OUTCOMES.some((outcome) => outcome === entry.outcome) && typeof entry.task === "string" && Array.isArray(entry.notes) && [entry.raw, entry.arrow, entry.parquet, entry.quarantine].every(isFile);
}
function refusal(path, why, cause) {
  return new ConfigurationError(
    "RESULTS",
    `results: ${path}: ${why}; pass the output "results" of the step before`,
    { path },
    cause
  );
}
function pathOf(resultsPath, file) {
  return resolve(dirname(resultsPath), file.path);
}
function describeFile(resultsPath, file) {
  return { path: relative(dirname(resultsPath), file.path), bytes: file.bytes, sha256: file.sha256 };
}
function rebase(file, from, to) {
  return { ...file, path: relative(dirname(to), join(dirname(from), file.path)) };
}

// src/actions/tally.ts
function tally(entries) {
  const count = (outcome) => String(entries.filter((each) => each.outcome === outcome).length);
  return {
    done: count("done"),
    cached: count("cached"),
    "not-ready": count("not_ready"),
    failed: count("failed"),
    "failed-partitions": entries.filter((each) => each.outcome === "failed").map((each) => each.partition).join(",")
  };
}
function stepState(entries) {
  const has = (outcome) => entries.some((entry) => entry.outcome === outcome);
  if (has("failed")) return "failed";
  if (has("not_ready")) return "not_ready";
  return has("skipped") ? "held" : "done";
}

export {
  writeResults,
  readResults,
  pathOf,
  describeFile,
  rebase,
  tally,
  stepState
};
