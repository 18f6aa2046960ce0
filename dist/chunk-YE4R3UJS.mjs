import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  readCheckSource,
  readPlanWords
} from "./chunk-6FG4LVRC.mjs";
import "./chunk-HF5VFTZL.mjs";
import {
  planFlow
} from "./chunk-3HRATOE7.mjs";
import "./chunk-ACLMZN7I.mjs";
import "./chunk-W2BXTPER.mjs";
import "./chunk-KH6GZ3HZ.mjs";
import "./chunk-LBBWAHLC.mjs";
import {
  statusGrid
} from "./chunk-ICIWFS5F.mjs";
import {
  worst
} from "./chunk-7BQFH56S.mjs";
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
} from "./chunk-RCHYFBQ3.mjs";
import "./chunk-FSMMIJQ2.mjs";
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
