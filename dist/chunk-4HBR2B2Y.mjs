import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-ISCFUF6C.mjs";
import "./chunk-JEIVG5HG.mjs";
import "./chunk-EZMRCC5X.mjs";
import {
  readPlanWords
} from "./chunk-7XQIZAPX.mjs";
import "./chunk-JO63C3GL.mjs";
import "./chunk-ZFQIP45M.mjs";
import "./chunk-GSUF6PNB.mjs";
import "./chunk-BJXEXEUK.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-RGJA3FSX.mjs";
import "./chunk-QZ7664U5.mjs";
import "./chunk-4HLPBWKV.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-H4MIZMXI.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-MK4U2VBE.mjs";
import "./chunk-3XHOHKNO.mjs";
import "./chunk-MBT5QBKL.mjs";
import "./chunk-CV7UCCYT.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-RUBZS5AT.mjs";
import "./chunk-XARE6OYH.mjs";
import "./chunk-LMXIVOEK.mjs";
import {
  readRunWords
} from "./chunk-EHTLDAPK.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  withoutBug
} from "./chunk-2MMG5ZXX.mjs";
import "./chunk-2O2Y5I3R.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-IIIK7KH3.mjs";
import "./chunk-UFN4J3NV.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KWSXI53I.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

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
