import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-ISCFUF6C.mjs";
import {
  checkPlaces
} from "./chunk-EMG3FJTS.mjs";
import "./chunk-JEIVG5HG.mjs";
import "./chunk-EZMRCC5X.mjs";
import {
  readPlanWords
} from "./chunk-7XQIZAPX.mjs";
import {
  planFlow
} from "./chunk-JO63C3GL.mjs";
import "./chunk-ZFQIP45M.mjs";
import "./chunk-GSUF6PNB.mjs";
import "./chunk-BJXEXEUK.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-RGJA3FSX.mjs";
import "./chunk-QZ7664U5.mjs";
import "./chunk-4HLPBWKV.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-H4MIZMXI.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-MK4U2VBE.mjs";
import {
  leaveResults
} from "./chunk-XCNWIPKF.mjs";
import "./chunk-3XHOHKNO.mjs";
import "./chunk-MBT5QBKL.mjs";
import "./chunk-HU6VBP4P.mjs";
import "./chunk-KRBZFLRS.mjs";
import {
  worst
} from "./chunk-CV7UCCYT.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-RUBZS5AT.mjs";
import "./chunk-XARE6OYH.mjs";
import "./chunk-BT54STKI.mjs";
import "./chunk-LMXIVOEK.mjs";
import {
  readRunWords
} from "./chunk-EHTLDAPK.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  runAction,
  stepFolder
} from "./chunk-2OXAIAF6.mjs";
import "./chunk-C5BC4NM7.mjs";
import {
  toEntry
} from "./chunk-2MMG5ZXX.mjs";
import "./chunk-2O2Y5I3R.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-IIIK7KH3.mjs";
import {
  nodeFiles
} from "./chunk-UFN4J3NV.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KWSXI53I.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

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
