import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  describeFailure
} from "./chunk-KMIHT5NJ.mjs";
import {
  readResults,
  writeResults
} from "./chunk-QNX3PQEQ.mjs";
import {
  defaultConcurrency
} from "./chunk-ALK7XEVD.mjs";
import {
  stepFolder
} from "./chunk-NXM2GJR4.mjs";
import {
  tellEntry,
  withoutBug
} from "./chunk-SHBFGQG2.mjs";
import {
  setOutputs
} from "./chunk-KQEXKSJ7.mjs";
import {
  inParallel
} from "./chunk-DOUEL7U2.mjs";
import {
  createHttp,
  nodeClock,
  nodeFiles
} from "./chunk-VL3R7PO3.mjs";
import {
  ConfigurationError,
  LakeferryError
} from "./chunk-TOUVOPKP.mjs";

// src/actions/step.ts
import { join, resolve } from "node:path";
async function openStep(session, pipeline, task, samples = "none") {
  const given = session.inputs.text("results");
  if (given === void 0) {
    throw new ConfigurationError("INPUTS", 'results: it is missing; pass the output "results" of the step before');
  }
  const from = resolve(session.host.cwd, given);
  const results = await readResults(nodeFiles, from);
  if (results.dataset !== pipeline.name) {
    throw new ConfigurationError(
      "RESULTS_DATASET",
      `results: ${given} is of ${results.dataset}, the pipeline file is of ${pipeline.name}; pass the same "set" to every step`
    );
  }
  return { results, step: await newStep(session, pipeline, task, from, samples) };
}
async function newStep(session, pipeline, task, from, samples = "none") {
  const to = join(await stepFolder(session, nodeFiles, pipeline.name, task), "results.json");
  return {
    from,
    to,
    concurrency: defaultConcurrency(),
    onResult: (entry) => tellEntry(session, pipeline, entry, samples)
  };
}
function plainContext(session, pipeline) {
  const { host, log, platform } = session;
  return {
    pipeline,
    files: nodeFiles,
    http: createHttp(),
    clock: nodeClock,
    log,
    refreshCache: false,
    workFolder: platform.workFolder(host),
    signal: host.signal
  };
}
async function closeStep(session, step, results, outputs) {
  await writeResults(nodeFiles, step.to, results);
  await setOutputs({ results: step.to, ...outputs });
  const failed = results.entries.filter((entry) => entry.outcome === "failed");
  if (failed.length > 0)
    session.log.warn(`${failed.length} of ${results.entries.length} partitions failed; the last step says so too`);
}
function only(values) {
  return values.length === 1 ? values[0] : void 0;
}

// src/flow/steps/step.ts
function takeStep(context, options) {
  const { task } = options;
  return inParallel(options.entries, options.concurrency, async (entry) => {
    if (!options.takes(entry)) return entry;
    const started = context.clock.now();
    const spent = () => entry.milliseconds + context.clock.now() - started;
    let next;
    try {
      next = { ...await options.work(entry), task, milliseconds: spent() };
    } catch (error) {
      const failure = describeFailure(error, task, context.signal);
      const bug = failure.bug instanceof Error ? (failure.bug.stack ?? "").split("\n") : [];
      if (bug.length > 0) context.log.group("This is a bug in Lakeferry:", bug);
      const added = await options.onFailure?.(entry, error) ?? {};
      next = { ...entry, ...added, task, outcome: "failed", failure: withoutBug(failure), milliseconds: spent() };
    }
    context.log.progress({ subject: entry.partition, phase: "end", done: 1, total: 1, unit: "rows" });
    options.onResult(next);
    return next;
  });
}
function doneBy(task) {
  return (entry) => entry.outcome === "done" && entry.task === task;
}
function required(value, entry, what) {
  if (value !== void 0) return value;
  throw new LakeferryError(
    2,
    "RESULTS_ENTRY",
    `the results hold no ${what} of ${entry.partition}; run the steps in order`
  );
}

export {
  takeStep,
  doneBy,
  required,
  openStep,
  newStep,
  plainContext,
  closeStep,
  only
};
