import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-UDSFDDPL.mjs";
import {
  checkPlaces
} from "./chunk-WRDWCFSW.mjs";
import {
  readPlanWords
} from "./chunk-P4U6QLHG.mjs";
import {
  planFlow
} from "./chunk-GL52YFGU.mjs";
import "./chunk-EBD3NSW4.mjs";
import "./chunk-5QEDZAJS.mjs";
import "./chunk-SXFON5PN.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-EK4QFN5M.mjs";
import "./chunk-7PMBBVRE.mjs";
import {
  leaveResults
} from "./chunk-UTSDBN36.mjs";
import "./chunk-QVPK5Q5U.mjs";
import "./chunk-7LZ4ZIAL.mjs";
import "./chunk-5XNRKXAL.mjs";
import {
  worst
} from "./chunk-T2HCPOLH.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-LIYOMRE4.mjs";
import {
  readRunWords
} from "./chunk-ZVKDRDYY.mjs";
import {
  runAction,
  stepFolder
} from "./chunk-OL7LBNRO.mjs";
import {
  closeContext,
  nodeFiles,
  openContext,
  readPipeline,
  toEntry
} from "./chunk-KAPBDE4M.mjs";
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
