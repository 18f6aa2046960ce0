import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-I54UDOYL.mjs";
import "./chunk-BGK3AXJM.mjs";
import "./chunk-OMGXVYJQ.mjs";
import "./chunk-Q455RX5D.mjs";
import "./chunk-3WFMXCOJ.mjs";
import {
  checkPlaces
} from "./chunk-OY6PDFW4.mjs";
import "./chunk-OQWUDFFL.mjs";
import "./chunk-BAWA3VKY.mjs";
import {
  readPlanWords
} from "./chunk-TLCPLHP6.mjs";
import "./chunk-UEPNT2AJ.mjs";
import {
  planFlow
} from "./chunk-XATWLZZ2.mjs";
import "./chunk-YLGCV4GE.mjs";
import "./chunk-QABPFS3Y.mjs";
import "./chunk-WTOQM3TL.mjs";
import "./chunk-IO2LF5G6.mjs";
import "./chunk-4N6FC3QS.mjs";
import "./chunk-GZCBZVGQ.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-BJWZNF3Z.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-Y54BJPMQ.mjs";
import "./chunk-EFI27PIR.mjs";
import "./chunk-E77VOYLW.mjs";
import "./chunk-2KZO4ZEM.mjs";
import "./chunk-RGSSVL7J.mjs";
import "./chunk-I4JO6WWO.mjs";
import "./chunk-UTQJKOVO.mjs";
import "./chunk-4WYMNDAV.mjs";
import "./chunk-AAJP7PW4.mjs";
import "./chunk-NO7DN4AQ.mjs";
import {
  leaveResults
} from "./chunk-HI43W25E.mjs";
import "./chunk-4HJYKND6.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-5RUCCB7Z.mjs";
import "./chunk-T35CVQHY.mjs";
import "./chunk-XGYQOCZ6.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-3Y35YYFI.mjs";
import "./chunk-JVMEA3BT.mjs";
import "./chunk-UQOZ2XKD.mjs";
import "./chunk-TNHF7PXH.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-VA7IEELJ.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-3E2G4LIP.mjs";
import "./chunk-MM3VW5TQ.mjs";
import "./chunk-XNAWRI3B.mjs";
import "./chunk-JWFCICBQ.mjs";
import {
  readRunWords
} from "./chunk-OQDKSB2F.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  stepFolder
} from "./chunk-NXM2GJR4.mjs";
import {
  toEntry
} from "./chunk-CUFA7CI2.mjs";
import "./chunk-I2DRW4F5.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction
} from "./chunk-VHRNT3JW.mjs";
import "./chunk-QUFXYG6M.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-UOZFI5R2.mjs";
import {
  nodeFiles
} from "./chunk-KQUGNXJH.mjs";
import "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import "./chunk-WNKWN6Y6.mjs";
import "./chunk-6BN765J6.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import "./chunk-UEZ476QA.mjs";
import "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
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
