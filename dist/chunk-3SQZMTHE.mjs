import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-V6CXPGGW.mjs";
import "./chunk-KXKAH6LH.mjs";
import "./chunk-QT6EVAI4.mjs";
import {
  readPlanWords
} from "./chunk-KNRXEF57.mjs";
import "./chunk-DOEGFC6D.mjs";
import "./chunk-GBTZ7USW.mjs";
import "./chunk-H4GSJKQO.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-YKE2L5H4.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-RIHRMEW5.mjs";
import "./chunk-VARJ7HWF.mjs";
import "./chunk-6JJA3SWV.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-DQ364W5F.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-W275JTZL.mjs";
import "./chunk-N4ZIZHA2.mjs";
import "./chunk-VB26S4Z7.mjs";
import "./chunk-LURPTE3U.mjs";
import "./chunk-3YCLNQJ5.mjs";
import "./chunk-2FENSZB2.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-64XLHJQV.mjs";
import "./chunk-3PYIA44T.mjs";
import "./chunk-TB2OVU2F.mjs";
import {
  readRunWords
} from "./chunk-IJKPM6F4.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  withoutBug
} from "./chunk-423X2A2G.mjs";
import "./chunk-CSNB5OPC.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-R3VLDDXI.mjs";
import "./chunk-Z5LBQQT3.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-MYKJVQL7.mjs";
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
