import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-XS3LGLVD.mjs";
import "./chunk-3KHTUK6R.mjs";
import "./chunk-6STVHKDC.mjs";
import "./chunk-VZC4TRWK.mjs";
import "./chunk-VC3LAKQU.mjs";
import {
  checkPlaces
} from "./chunk-KYV7YECM.mjs";
import "./chunk-VK7JQG4O.mjs";
import "./chunk-XATA6M4F.mjs";
import {
  readPlanWords
} from "./chunk-6FG4LVRC.mjs";
import "./chunk-HF5VFTZL.mjs";
import {
  planFlow
} from "./chunk-3HRATOE7.mjs";
import "./chunk-ACLMZN7I.mjs";
import "./chunk-OZZCJ7PX.mjs";
import "./chunk-EJKXYP67.mjs";
import "./chunk-KD3LJTWB.mjs";
import "./chunk-GCIFKODI.mjs";
import "./chunk-SEF3YMI5.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-GG2U7HCQ.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-W2BXTPER.mjs";
import "./chunk-R5RSCEAD.mjs";
import "./chunk-6PJVQA42.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-VLHBQOPZ.mjs";
import "./chunk-KH6GZ3HZ.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-Y6QYGGUE.mjs";
import "./chunk-6ZEI64QP.mjs";
import "./chunk-I5MDC3IV.mjs";
import "./chunk-4F7M4GKG.mjs";
import {
  leaveResults
} from "./chunk-IMJO676U.mjs";
import "./chunk-HC5J3HCW.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-E5ZLC22D.mjs";
import "./chunk-ICIWFS5F.mjs";
import "./chunk-YTSOFD7G.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-7BQFH56S.mjs";
import "./chunk-ATH5ZXPU.mjs";
import "./chunk-FHML2IEK.mjs";
import "./chunk-EMIAIDES.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-FCRXV6VZ.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-WYCKEAFW.mjs";
import "./chunk-HLQLNJ6S.mjs";
import "./chunk-B42GDP44.mjs";
import {
  readRunWords
} from "./chunk-35CJ562S.mjs";
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
} from "./chunk-2WPMMKY2.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-RCHYFBQ3.mjs";
import {
  nodeFiles
} from "./chunk-FSMMIJQ2.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-QAVIOJBG.mjs";
import "./chunk-TOHMGVE2.mjs";
import "./chunk-UBWM2RLU.mjs";
import "./chunk-VGBL4AE2.mjs";
import "./chunk-GZOUZA7K.mjs";
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
