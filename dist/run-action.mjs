import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-GDSSPOTT.mjs";
import {
  checkPlaces
} from "./chunk-WRDWCFSW.mjs";
import {
  readPlanWords
} from "./chunk-KVEVC3D4.mjs";
import {
  planFlow
} from "./chunk-MRRUON36.mjs";
import "./chunk-DEXEOL53.mjs";
import "./chunk-PPTEEGNV.mjs";
import "./chunk-SXFON5PN.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-I7F2PRHH.mjs";
import "./chunk-FUFKC4HU.mjs";
import {
  leaveResults
} from "./chunk-6X4PMXKI.mjs";
import "./chunk-76LRCIKM.mjs";
import "./chunk-ALT6IQI7.mjs";
import "./chunk-67JDQJEB.mjs";
import {
  worst
} from "./chunk-JEVS7CSO.mjs";
import "./chunk-F2IV3UEG.mjs";
import "./chunk-WAADTYHW.mjs";
import {
  readRunWords
} from "./chunk-JJWYGXD6.mjs";
import {
  runAction,
  stepFolder
} from "./chunk-4WMJWKIM.mjs";
import {
  closeContext,
  nodeFiles,
  openContext,
  readPipeline,
  toEntry
} from "./chunk-VCIEK2I5.mjs";
import "./chunk-4BBKNSEJ.mjs";
import "./chunk-HUVHFUEG.mjs";

// src/actions/run.ts
import { join } from "node:path";
function main(_, host) {
  return runAction("run", host, run);
}
async function run(session) {
  const { inputs, host } = session;
  const words = readRunWords(session);
  const pipeline = await readPipeline(session);
  const planned = readPlanWords(session, pipeline);
  const ephemeral = inputs.bool("ephemeral", false);
  inputs.check();
  checkPlaces(pipeline, host, { ephemeral, severalJobs: false });
  const context = await openContext(session, pipeline, words);
  try {
    const { plan, results, left, code } = await planAndRun(session, context, planned, words);
    const entries = results.map((result) => toEntry(result, { withHead: words.samples !== "none" }));
    const decisions = results.length === 0 ? plan.decisions : await decideAgain(context);
    const folder = await stepFolder(session, nodeFiles, pipeline.name, "run");
    await leaveResults(session, context, {
      path: join(folder, "results.json"),
      results: { dataset: pipeline.name, evolved: context.evolved, entries, left: notBegun(plan, results) },
      decisions,
      left,
      samples: words.samples,
      // One job of a matrix says what it did; the report says it of all.
      asArtifact: inputs.text("partitions") ?? "due",
      outputs: { state: worst(decisions.map(({ status }) => status)) }
    });
    return code;
  } finally {
    await closeContext(context);
  }
}
function notBegun(plan, results) {
  const begun = new Set(results.map(({ partition }) => partition));
  return plan.work.map(({ partition }) => partition).filter((partition) => !begun.has(partition));
}
async function decideAgain(context) {
  const selection = { kind: "word", word: "all" };
  return (await planFlow(context, { selection, force: false, limit: 0, checkSource: "none" })).decisions;
}
export {
  main
};
