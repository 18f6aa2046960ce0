import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-IGV2U62Y.mjs";
import {
  checkPlaces
} from "./chunk-EMG3FJTS.mjs";
import "./chunk-WK5RDBOA.mjs";
import "./chunk-SLA3ILAA.mjs";
import {
  readPlanWords
} from "./chunk-TOW5RVDZ.mjs";
import {
  planFlow
} from "./chunk-VXL63P2J.mjs";
import "./chunk-ZZHEIYOL.mjs";
import "./chunk-U4LFLXRG.mjs";
import "./chunk-ZTHWWCQV.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-GNG3VBNH.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-IIUCSV2W.mjs";
import "./chunk-PCSWTVUA.mjs";
import "./chunk-LVSZO7QX.mjs";
import {
  leaveResults
} from "./chunk-CH7KRWVN.mjs";
import "./chunk-LPVAWYVL.mjs";
import "./chunk-6IEJ6YDX.mjs";
import "./chunk-TAPICYIA.mjs";
import "./chunk-56V4N3YJ.mjs";
import {
  worst
} from "./chunk-EKA4BNQP.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-MAV2TFH7.mjs";
import "./chunk-MNIUANZF.mjs";
import "./chunk-XS6YUZ2Y.mjs";
import "./chunk-CHI5T6EP.mjs";
import {
  readRunWords,
  toEntry
} from "./chunk-37MDFPPZ.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  runAction,
  stepFolder
} from "./chunk-3FO7R2U7.mjs";
import "./chunk-NOJ33JJX.mjs";
import "./chunk-WSD3DXY5.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-IJ4P7XY3.mjs";
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
