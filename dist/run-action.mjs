import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-V6CXPGGW.mjs";
import {
  checkPlaces
} from "./chunk-EMG3FJTS.mjs";
import "./chunk-KXKAH6LH.mjs";
import "./chunk-QT6EVAI4.mjs";
import {
  readPlanWords
} from "./chunk-KNRXEF57.mjs";
import {
  planFlow
} from "./chunk-DOEGFC6D.mjs";
import "./chunk-GBTZ7USW.mjs";
import "./chunk-H4GSJKQO.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-YKE2L5H4.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-RIHRMEW5.mjs";
import "./chunk-VARJ7HWF.mjs";
import "./chunk-6JJA3SWV.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-DQ364W5F.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-W275JTZL.mjs";
import "./chunk-N4ZIZHA2.mjs";
import {
  leaveResults
} from "./chunk-4V4ZGQ34.mjs";
import "./chunk-VB26S4Z7.mjs";
import "./chunk-WZCSSTVB.mjs";
import "./chunk-NVNWDFJB.mjs";
import {
  worst
} from "./chunk-LURPTE3U.mjs";
import "./chunk-3YCLNQJ5.mjs";
import "./chunk-2FENSZB2.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-64XLHJQV.mjs";
import "./chunk-3PYIA44T.mjs";
import "./chunk-TB2OVU2F.mjs";
import "./chunk-TRIMAMHU.mjs";
import {
  readRunWords
} from "./chunk-IJKPM6F4.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  runAction,
  stepFolder
} from "./chunk-VMRT72UZ.mjs";
import {
  toEntry
} from "./chunk-423X2A2G.mjs";
import "./chunk-CSNB5OPC.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-R3VLDDXI.mjs";
import {
  nodeFiles
} from "./chunk-Z5LBQQT3.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-MYKJVQL7.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-C5BC4NM7.mjs";
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
