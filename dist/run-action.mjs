import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-65QXQN3K.mjs";
import {
  checkPlaces
} from "./chunk-EMG3FJTS.mjs";
import "./chunk-L7PUTFH2.mjs";
import "./chunk-XPU5GVYY.mjs";
import {
  readPlanWords
} from "./chunk-E4DV4IB3.mjs";
import {
  planFlow
} from "./chunk-DV5MPJZL.mjs";
import "./chunk-AE5M77JZ.mjs";
import "./chunk-HFUBWJX5.mjs";
import "./chunk-W7KR4CGL.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-GNG3VBNH.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-PV4WTWJQ.mjs";
import "./chunk-PCSWTVUA.mjs";
import "./chunk-V2QVPB3J.mjs";
import {
  leaveResults
} from "./chunk-CHMVVTD5.mjs";
import "./chunk-VIZA5EN3.mjs";
import "./chunk-NLR6IMD4.mjs";
import "./chunk-HKSEI2R7.mjs";
import "./chunk-6C3TJ743.mjs";
import {
  worst
} from "./chunk-EEVK5F6W.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-SWRECV5W.mjs";
import "./chunk-MNIUANZF.mjs";
import "./chunk-VSMMEJ5V.mjs";
import "./chunk-ETG7JAH4.mjs";
import {
  readRunWords,
  toEntry
} from "./chunk-D725AKF3.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  runAction,
  stepFolder
} from "./chunk-DYE5T6BA.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-WSD3DXY5.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-HLCF4QVL.mjs";
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
