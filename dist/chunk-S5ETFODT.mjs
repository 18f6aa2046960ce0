import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-NVPP7BQZ.mjs";
import "./chunk-54GNIIXT.mjs";
import "./chunk-XPU5GVYY.mjs";
import {
  readPlanWords
} from "./chunk-NEPJEUKC.mjs";
import "./chunk-SA43ZF7L.mjs";
import "./chunk-AE5M77JZ.mjs";
import "./chunk-R6633IVM.mjs";
import "./chunk-3PBN42MT.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-GNG3VBNH.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-O3LQFJDT.mjs";
import "./chunk-PCSWTVUA.mjs";
import "./chunk-XNFUNXMT.mjs";
import "./chunk-UOG3AHJW.mjs";
import "./chunk-DUGOVT3T.mjs";
import "./chunk-MWZ5IZQQ.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-2LQJD6CP.mjs";
import "./chunk-MNIUANZF.mjs";
import "./chunk-NO4CCV73.mjs";
import {
  readRunWords,
  withoutBug
} from "./chunk-5XW4NSJ7.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-WSD3DXY5.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-VTJF2NSF.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-AMWTNTQP.mjs";
import "./chunk-2AGBJTL2.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KWSXI53I.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-HUVHFUEG.mjs";

// src/cli/run-command.ts
async function runCommand(session) {
  const words = readRunWords(session);
  const pipeline = await readPipeline(session);
  const planned = readPlanWords(session, pipeline);
  session.inputs.check();
  const context = await openContext(session, pipeline, words);
  try {
    const { results, left, code } = await planAndRun(session, context, planned, words);
    session.answer({ dataset: pipeline.name, results: results.map(toJson), left });
    return code;
  } finally {
    await closeContext(context);
  }
}
function toJson(result) {
  const { conversion, failure, ...rest } = result;
  return {
    ...rest,
    ...conversion === void 0 ? {} : {
      rowsRead: conversion.rowsRead,
      rows: conversion.rows,
      rejected: conversion.rejected,
      rejectedBy: conversion.rejectedBy
    },
    ...failure === void 0 ? {} : { failure: withoutBug(failure) }
  };
}
export {
  runCommand
};
