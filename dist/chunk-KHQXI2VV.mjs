import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-KKWETRRN.mjs";
import "./chunk-SQKGHY26.mjs";
import "./chunk-OOPK7NEG.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-G5UNCMHO.mjs";
import "./chunk-QQYURDOV.mjs";
import {
  readPlanWords
} from "./chunk-PMUC7F3B.mjs";
import "./chunk-CWY3DZK5.mjs";
import "./chunk-PDKF74KZ.mjs";
import "./chunk-E52SIX27.mjs";
import "./chunk-YKE2L5H4.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-RIHRMEW5.mjs";
import "./chunk-QC2YDLY4.mjs";
import "./chunk-6JJA3SWV.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-ASSXK4BK.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-Y6QYGGUE.mjs";
import "./chunk-Q3GP4TBV.mjs";
import "./chunk-V4NMD4QU.mjs";
import "./chunk-NZMVZVKH.mjs";
import "./chunk-UC6ZIUZE.mjs";
import "./chunk-3YCLNQJ5.mjs";
import "./chunk-2FENSZB2.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-F4ES6WKA.mjs";
import "./chunk-IXPNZEUC.mjs";
import "./chunk-QSB5TILI.mjs";
import {
  readRunWords
} from "./chunk-DS6CRVZB.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  withoutBug
} from "./chunk-PZNEOJP3.mjs";
import "./chunk-K33QWNSB.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-WDJSGWMX.mjs";
import "./chunk-753TGZ6R.mjs";
import "./chunk-RB7ALFDG.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-CH4FNDDY.mjs";
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
