import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  readCheckSource,
  readPlanWords
} from "./chunk-E7MLZRHA.mjs";
import "./chunk-5ASI3AO6.mjs";
import {
  planFlow
} from "./chunk-MDZMTXPR.mjs";
import "./chunk-CNW4FPZ4.mjs";
import "./chunk-G6TUKZ2H.mjs";
import "./chunk-TJIPKF25.mjs";
import {
  statusGrid
} from "./chunk-KAVA7HIQ.mjs";
import {
  worst
} from "./chunk-BGNIUGKP.mjs";
import "./chunk-6FLHN57Z.mjs";
import "./chunk-GRKR7CZ2.mjs";
import {
  tellPlan
} from "./chunk-44NHMVDZ.mjs";
import "./chunk-K33QWNSB.mjs";
import "./chunk-DOPCRQW2.mjs";
import {
  textTable
} from "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-E2KMZVSB.mjs";
import "./chunk-3R5GHZM7.mjs";
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

// src/cli/plan-command.ts
async function planCommand(session) {
  const pipeline = await readPipeline(session);
  const words = readPlanWords(session, pipeline);
  session.inputs.check();
  const context = await openContext(session, pipeline);
  try {
    const plan = await planFlow(context, words);
    session.answer({ ...stateJson(pipeline.name, plan), count: plan.work.length, cut: plan.cut, work: plan.work });
    if (!session.json) tellPlan(session, pipeline.name, plan);
    return 0;
  } finally {
    await closeContext(context);
  }
}
var LONGEST_LIST = 20;
async function statusCommand(session) {
  const pipeline = await readPipeline(session);
  const checkSource = readCheckSource(session.inputs);
  session.inputs.check();
  const context = await openContext(session, pipeline);
  try {
    const everything = {
      selection: { kind: "word", word: "all" },
      force: false,
      limit: Number.POSITIVE_INFINITY
    };
    const plan = await planFlow(context, { ...everything, checkSource });
    session.answer(stateJson(pipeline.name, plan));
    if (session.json) return 0;
    session.log.group(`${pipeline.name}: ${pipeline.description}`, statusGrid(plan.decisions));
    const open = plan.decisions.filter((decision) => decision.status !== "done");
    if (open.length > 0) {
      const shown = open.slice(-LONGEST_LIST);
      const rows = shown.map(({ partition, status, reason }) => [partition, status, reason]);
      const title = shown.length < open.length ? `Not done, the last ${shown.length} of ${open.length}:` : "Not done:";
      session.log.group(title, textTable(["partition", "status", "why"], rows, { reasons: [2] }));
    }
    return 0;
  } finally {
    await closeContext(context);
  }
}
function stateJson(dataset, plan) {
  return {
    dataset,
    state: worst(plan.decisions.map((decision) => decision.status)),
    firstRun: plan.firstRun,
    partitions: plan.decisions
  };
}
export {
  planCommand,
  statusCommand
};
