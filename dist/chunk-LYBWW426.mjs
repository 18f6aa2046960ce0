import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  readCheckSource,
  readPlanWords
} from "./chunk-E4DV4IB3.mjs";
import {
  planFlow
} from "./chunk-DV5MPJZL.mjs";
import "./chunk-AE5M77JZ.mjs";
import "./chunk-PV4WTWJQ.mjs";
import "./chunk-PCSWTVUA.mjs";
import {
  statusGrid
} from "./chunk-6C3TJ743.mjs";
import {
  worst
} from "./chunk-EEVK5F6W.mjs";
import "./chunk-SWRECV5W.mjs";
import {
  tellPlan
} from "./chunk-WSD3DXY5.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-HLCF4QVL.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-2X6ECDDK.mjs";
import {
  textTable
} from "./chunk-AMWTNTQP.mjs";
import "./chunk-2AGBJTL2.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KWSXI53I.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-HUVHFUEG.mjs";

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
