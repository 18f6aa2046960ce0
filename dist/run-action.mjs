import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-62XJ2P6T.mjs";
import "./chunk-UNFSKMID.mjs";
import "./chunk-PXNWBSPW.mjs";
import "./chunk-FC74SI7V.mjs";
import "./chunk-PKFSNYKM.mjs";
import {
  checkPlaces
} from "./chunk-OY6PDFW4.mjs";
import "./chunk-WR6HKEJW.mjs";
import "./chunk-CLUHUANU.mjs";
import {
  readPlanWords
} from "./chunk-TLCPLHP6.mjs";
import "./chunk-UEPNT2AJ.mjs";
import {
  planFlow
} from "./chunk-EOWWPDZP.mjs";
import "./chunk-BPDOKHK7.mjs";
import "./chunk-VSF5SJJU.mjs";
import "./chunk-ZW23AMCE.mjs";
import "./chunk-E57TRENL.mjs";
import "./chunk-YAV5324L.mjs";
import "./chunk-KGCHGYSL.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-Z7IETZAU.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-GVAPQ4OV.mjs";
import "./chunk-SBOG5XGV.mjs";
import "./chunk-EB7A6OAI.mjs";
import "./chunk-2KZO4ZEM.mjs";
import "./chunk-AVRXUIKZ.mjs";
import "./chunk-DVJPGW3U.mjs";
import "./chunk-UTQJKOVO.mjs";
import "./chunk-OATSHOKN.mjs";
import "./chunk-QQQ2JTSS.mjs";
import "./chunk-GQAHZOSH.mjs";
import {
  leaveResults
} from "./chunk-7WOTSIVV.mjs";
import "./chunk-4HJYKND6.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-5RUCCB7Z.mjs";
import "./chunk-T35CVQHY.mjs";
import "./chunk-XGYQOCZ6.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-3Y35YYFI.mjs";
import "./chunk-MFFKOLD5.mjs";
import "./chunk-VJU63MYC.mjs";
import "./chunk-3PAYXITV.mjs";
import "./chunk-IOKKB3HP.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BVRU5OEJ.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-RH6P5SWJ.mjs";
import "./chunk-YNYSB47E.mjs";
import "./chunk-7YCTQOSG.mjs";
import {
  readRunWords
} from "./chunk-I4GXJLNW.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  stepFolder
} from "./chunk-NXM2GJR4.mjs";
import {
  toEntry
} from "./chunk-4KSBNFON.mjs";
import "./chunk-I2DRW4F5.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction
} from "./chunk-BMFBMYGT.mjs";
import "./chunk-QUFXYG6M.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-3A4T3TZ4.mjs";
import {
  nodeFiles
} from "./chunk-VL3R7PO3.mjs";
import "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import "./chunk-VHV2WM36.mjs";
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
