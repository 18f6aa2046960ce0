import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-6EAWC4B3.mjs";
import {
  checkPlaces
} from "./chunk-EMG3FJTS.mjs";
import "./chunk-S6UUBLCW.mjs";
import "./chunk-XPU5GVYY.mjs";
import {
  readPlanWords
} from "./chunk-5AS52DVB.mjs";
import {
  planFlow
} from "./chunk-GIVKEORZ.mjs";
import "./chunk-AE5M77JZ.mjs";
import "./chunk-ALDLGAGH.mjs";
import "./chunk-RB4XNEWS.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-GNG3VBNH.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-LIBYFBL3.mjs";
import "./chunk-PCSWTVUA.mjs";
import "./chunk-F4RF3YGJ.mjs";
import {
  leaveResults
} from "./chunk-MVETNNJG.mjs";
import "./chunk-63Y3MDUU.mjs";
import "./chunk-LHRRYB4X.mjs";
import "./chunk-LOZWIGIJ.mjs";
import "./chunk-F3RHEUK4.mjs";
import {
  worst
} from "./chunk-3VJGQPLE.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-7FMF7GEK.mjs";
import "./chunk-MNIUANZF.mjs";
import "./chunk-AI722NLN.mjs";
import "./chunk-SCTOVWQ2.mjs";
import {
  readRunWords,
  toEntry
} from "./chunk-HBUPXANG.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  runAction,
  stepFolder
} from "./chunk-IGS6A7BH.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-WSD3DXY5.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-5JNLQVE2.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-AMWTNTQP.mjs";
import {
  nodeFiles
} from "./chunk-2AGBJTL2.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KWSXI53I.mjs";
import "./chunk-3UZALZAA.mjs";
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
    const entries = [
      ...results.map((result) => toEntry(result, { withHead: words.samples !== "none" })),
      ...words.dryRun ? [] : hadNothing(plan, planned)
    ];
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
function hadNothing(plan, { selection }) {
  const named = new Set(selection.kind === "list" ? selection.partitions : []);
  for (const { partition } of plan.work) named.delete(partition);
  return plan.decisions.filter(({ partition }) => named.has(partition)).map(({ partition, reason, status }) => ({
    partition,
    task: "fetch",
    outcome: status === "done" ? "cached" : "skipped",
    because: reason,
    notes: [status === "done" ? "done already" : status],
    milliseconds: 0
  }));
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
