import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-VMZYHRC6.mjs";
import "./chunk-YO4XZWF5.mjs";
import "./chunk-LJ73ZQ33.mjs";
import "./chunk-SCF6SG36.mjs";
import "./chunk-VRN5URGM.mjs";
import {
  checkPlaces
} from "./chunk-KYV7YECM.mjs";
import "./chunk-KEVKQLZW.mjs";
import "./chunk-UCXAO73E.mjs";
import {
  readPlanWords
} from "./chunk-E7MLZRHA.mjs";
import "./chunk-5ASI3AO6.mjs";
import {
  planFlow
} from "./chunk-MDZMTXPR.mjs";
import "./chunk-CNW4FPZ4.mjs";
import "./chunk-EIJUJCYP.mjs";
import "./chunk-SFUXMS5R.mjs";
import "./chunk-L4BMGXXX.mjs";
import "./chunk-5HAJAYMJ.mjs";
import "./chunk-R3OUAUSI.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-25O3MFKH.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-G6TUKZ2H.mjs";
import "./chunk-UYZOF7ME.mjs";
import "./chunk-XEE3SCI3.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-KPW6JYXL.mjs";
import "./chunk-TJIPKF25.mjs";
import "./chunk-Y6QYGGUE.mjs";
import "./chunk-3MCRAHU3.mjs";
import "./chunk-I5MDC3IV.mjs";
import "./chunk-VD7KZCX7.mjs";
import {
  leaveResults
} from "./chunk-6DTBJEGJ.mjs";
import "./chunk-X7DDWTMT.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-WQKBFYAC.mjs";
import "./chunk-KAVA7HIQ.mjs";
import "./chunk-YTSOFD7G.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-BGNIUGKP.mjs";
import "./chunk-O4AHYE4J.mjs";
import "./chunk-AO5KYWZG.mjs";
import "./chunk-4TDVTILY.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-6FLHN57Z.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-SFWYS3A2.mjs";
import "./chunk-Q2426VNM.mjs";
import "./chunk-B42GDP44.mjs";
import {
  readRunWords
} from "./chunk-NMZPMRKM.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  stepFolder
} from "./chunk-NXM2GJR4.mjs";
import {
  toEntry
} from "./chunk-44NHMVDZ.mjs";
import "./chunk-K33QWNSB.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction
} from "./chunk-HMS2P24G.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-E2KMZVSB.mjs";
import {
  nodeFiles
} from "./chunk-3R5GHZM7.mjs";
import "./chunk-MQ6PL7WM.mjs";
import "./chunk-RJD7ZMWU.mjs";
import "./chunk-2L2GS676.mjs";
import "./chunk-TSCTG37Z.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-QAVIOJBG.mjs";
import "./chunk-VGBL4AE2.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-PF5MVQRH.mjs";
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
