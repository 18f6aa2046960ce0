import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-PGB2JYDH.mjs";
import "./chunk-JAOQBZVP.mjs";
import "./chunk-QT6EVAI4.mjs";
import {
  readPlanWords
} from "./chunk-HZVTRYTE.mjs";
import "./chunk-BRCW5LN4.mjs";
import "./chunk-GBTZ7USW.mjs";
import "./chunk-AOFTMO2Y.mjs";
import "./chunk-YKE2L5H4.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-RIHRMEW5.mjs";
import "./chunk-WDU543GV.mjs";
import "./chunk-CW46PU37.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-CKQMEOFX.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-JW72PKGX.mjs";
import "./chunk-LVSQLHMX.mjs";
import "./chunk-Z6YR5MJW.mjs";
import "./chunk-NOSCI2GM.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-PSBANCAU.mjs";
import "./chunk-3PYIA44T.mjs";
import "./chunk-H4CS3AUP.mjs";
import {
  readRunWords
} from "./chunk-5MWRJXNR.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  withoutBug
} from "./chunk-423X2A2G.mjs";
import "./chunk-CSNB5OPC.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-4WALVEMQ.mjs";
import "./chunk-Z5LBQQT3.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-U37NQODY.mjs";
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
