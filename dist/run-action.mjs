import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-ROEMHPMZ.mjs";
import "./chunk-MHAEUS4O.mjs";
import "./chunk-WOF5ZBVB.mjs";
import "./chunk-YBXVGBPG.mjs";
import "./chunk-FI5OPV34.mjs";
import {
  checkPlaces
} from "./chunk-KYV7YECM.mjs";
import "./chunk-UMRV2IWP.mjs";
import "./chunk-PB6GXCMD.mjs";
import {
  readPlanWords
} from "./chunk-E7MLZRHA.mjs";
import "./chunk-5ASI3AO6.mjs";
import {
  planFlow
} from "./chunk-FR2PV4HI.mjs";
import "./chunk-MMUKTKEK.mjs";
import "./chunk-H6PAXGIK.mjs";
import "./chunk-T7YTATNC.mjs";
import "./chunk-L7O3QTB4.mjs";
import "./chunk-BQCIQEDX.mjs";
import "./chunk-JIIJ2D7U.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-CBHBNRQS.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-W2BXTPER.mjs";
import "./chunk-HSPTZMUL.mjs";
import "./chunk-Z2R2V4WH.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-IZ6ACDX2.mjs";
import "./chunk-TJIPKF25.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-Y6QYGGUE.mjs";
import "./chunk-M7R37BPJ.mjs";
import "./chunk-I5MDC3IV.mjs";
import "./chunk-2C7UXZRT.mjs";
import {
  leaveResults
} from "./chunk-HZAWO2CU.mjs";
import "./chunk-X7DDWTMT.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-WQKBFYAC.mjs";
import "./chunk-KAVA7HIQ.mjs";
import "./chunk-YTSOFD7G.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-BGNIUGKP.mjs";
import "./chunk-RHN2BEJE.mjs";
import "./chunk-RROBFQMJ.mjs";
import "./chunk-BX5PJ7WW.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-UI74HQMP.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-2RQWMXPH.mjs";
import "./chunk-2HGC2DYG.mjs";
import "./chunk-B42GDP44.mjs";
import {
  readRunWords
} from "./chunk-XOF4NKN2.mjs";
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
} from "./chunk-SMAOWKWH.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-CWJ3NAO4.mjs";
import {
  nodeFiles
} from "./chunk-YX3RRO2I.mjs";
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
