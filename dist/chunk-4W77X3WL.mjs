import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-6EAWC4B3.mjs";
import "./chunk-S6UUBLCW.mjs";
import "./chunk-XPU5GVYY.mjs";
import {
  readPlanWords
} from "./chunk-5AS52DVB.mjs";
import "./chunk-GIVKEORZ.mjs";
import "./chunk-AE5M77JZ.mjs";
import "./chunk-ALDLGAGH.mjs";
import "./chunk-RB4XNEWS.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-GNG3VBNH.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-LIBYFBL3.mjs";
import "./chunk-PCSWTVUA.mjs";
import "./chunk-F4RF3YGJ.mjs";
import "./chunk-63Y3MDUU.mjs";
import "./chunk-LHRRYB4X.mjs";
import "./chunk-3VJGQPLE.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-7FMF7GEK.mjs";
import "./chunk-MNIUANZF.mjs";
import "./chunk-SCTOVWQ2.mjs";
import {
  readRunWords,
  withoutBug
} from "./chunk-HBUPXANG.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-WSD3DXY5.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-5JNLQVE2.mjs";
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
