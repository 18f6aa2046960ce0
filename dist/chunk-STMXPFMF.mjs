import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-65QXQN3K.mjs";
import "./chunk-L7PUTFH2.mjs";
import "./chunk-XPU5GVYY.mjs";
import {
  readPlanWords
} from "./chunk-E4DV4IB3.mjs";
import "./chunk-DV5MPJZL.mjs";
import "./chunk-AE5M77JZ.mjs";
import "./chunk-HFUBWJX5.mjs";
import "./chunk-W7KR4CGL.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-GNG3VBNH.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-PV4WTWJQ.mjs";
import "./chunk-PCSWTVUA.mjs";
import "./chunk-V2QVPB3J.mjs";
import "./chunk-VIZA5EN3.mjs";
import "./chunk-NLR6IMD4.mjs";
import "./chunk-EEVK5F6W.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-SWRECV5W.mjs";
import "./chunk-MNIUANZF.mjs";
import "./chunk-ETG7JAH4.mjs";
import {
  readRunWords,
  withoutBug
} from "./chunk-D725AKF3.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-WSD3DXY5.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-HLCF4QVL.mjs";
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
