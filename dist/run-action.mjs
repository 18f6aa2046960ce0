import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-CMH7IXL6.mjs";
import "./chunk-C33N6X5G.mjs";
import "./chunk-C7QUJCNN.mjs";
import "./chunk-CQVWOQOC.mjs";
import "./chunk-L5LZUVHE.mjs";
import {
  checkPlaces
} from "./chunk-OY6PDFW4.mjs";
import "./chunk-J4FXJFWI.mjs";
import "./chunk-QSENSEAO.mjs";
import {
  readPlanWords
} from "./chunk-TLCPLHP6.mjs";
import "./chunk-UEPNT2AJ.mjs";
import {
  planFlow
} from "./chunk-RQIG4CVX.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-75PAQFZ7.mjs";
import "./chunk-CYIP6WHT.mjs";
import "./chunk-TWZMDKMR.mjs";
import "./chunk-J3XAFLSH.mjs";
import "./chunk-5QNGOOB6.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-RXER3GMB.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-7YF2HRS3.mjs";
import "./chunk-TPTVVG3Q.mjs";
import "./chunk-2KZO4ZEM.mjs";
import "./chunk-JIHXL7LV.mjs";
import "./chunk-DVJPGW3U.mjs";
import "./chunk-UTQJKOVO.mjs";
import "./chunk-TVAUVTJF.mjs";
import "./chunk-QQQ2JTSS.mjs";
import "./chunk-EA5ZGBIV.mjs";
import {
  leaveResults
} from "./chunk-3ACXRNZM.mjs";
import "./chunk-4HJYKND6.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-5RUCCB7Z.mjs";
import "./chunk-T35CVQHY.mjs";
import "./chunk-XGYQOCZ6.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-3Y35YYFI.mjs";
import "./chunk-URPALPAV.mjs";
import "./chunk-XCEQ4PZB.mjs";
import "./chunk-3PAYXITV.mjs";
import "./chunk-CXPU67TF.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-RH6P5SWJ.mjs";
import "./chunk-KMIHT5NJ.mjs";
import "./chunk-QNX3PQEQ.mjs";
import {
  readRunWords
} from "./chunk-ALK7XEVD.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  stepFolder
} from "./chunk-NXM2GJR4.mjs";
import {
  toEntry
} from "./chunk-SHBFGQG2.mjs";
import "./chunk-I2DRW4F5.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction
} from "./chunk-KQEXKSJ7.mjs";
import "./chunk-QUFXYG6M.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
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
