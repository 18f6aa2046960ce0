import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-KKWETRRN.mjs";
import "./chunk-SQKGHY26.mjs";
import "./chunk-OOPK7NEG.mjs";
import {
  checkPlaces
} from "./chunk-KYV7YECM.mjs";
import "./chunk-G5UNCMHO.mjs";
import "./chunk-QQYURDOV.mjs";
import {
  readPlanWords
} from "./chunk-PMUC7F3B.mjs";
import {
  planFlow
} from "./chunk-CWY3DZK5.mjs";
import "./chunk-PDKF74KZ.mjs";
import "./chunk-E52SIX27.mjs";
import "./chunk-YKE2L5H4.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-RIHRMEW5.mjs";
import "./chunk-QC2YDLY4.mjs";
import "./chunk-6JJA3SWV.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-ASSXK4BK.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-Y6QYGGUE.mjs";
import "./chunk-Q3GP4TBV.mjs";
import "./chunk-V4NMD4QU.mjs";
import {
  leaveResults
} from "./chunk-SWTOYGQT.mjs";
import "./chunk-NZMVZVKH.mjs";
import "./chunk-TMX6OIRE.mjs";
import "./chunk-HDKP75PZ.mjs";
import {
  worst
} from "./chunk-UC6ZIUZE.mjs";
import "./chunk-3YCLNQJ5.mjs";
import "./chunk-2FENSZB2.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-F4ES6WKA.mjs";
import "./chunk-IXPNZEUC.mjs";
import "./chunk-QSB5TILI.mjs";
import "./chunk-GAUVXHBQ.mjs";
import {
  readRunWords
} from "./chunk-DS6CRVZB.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  runAction,
  stepFolder
} from "./chunk-42LIHK5C.mjs";
import "./chunk-C5BC4NM7.mjs";
import {
  toEntry
} from "./chunk-PZNEOJP3.mjs";
import "./chunk-K33QWNSB.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-WDJSGWMX.mjs";
import {
  nodeFiles
} from "./chunk-753TGZ6R.mjs";
import "./chunk-RB7ALFDG.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-U37NQODY.mjs";
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
