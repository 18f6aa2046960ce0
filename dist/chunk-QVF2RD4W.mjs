import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-EIANCEKG.mjs";
import "./chunk-WLMRE7FP.mjs";
import "./chunk-JGNT3Q7W.mjs";
import "./chunk-UUXPIB6D.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-6NMGSTGK.mjs";
import "./chunk-3IUZAJ4O.mjs";
import {
  readPlanWords
} from "./chunk-3ITANG3R.mjs";
import "./chunk-CMRF3DXQ.mjs";
import "./chunk-X6EKVA3Z.mjs";
import "./chunk-FRPPP4XK.mjs";
import "./chunk-Q76IHFHU.mjs";
import "./chunk-NXWHWZTD.mjs";
import "./chunk-2X4YEQZ4.mjs";
import "./chunk-RGSJCJD6.mjs";
import "./chunk-RWED5DBS.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-QYCME5X4.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-RBPR4BVE.mjs";
import "./chunk-CYMG5YPY.mjs";
import "./chunk-OSX6T3JE.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-4VK5QBAY.mjs";
import "./chunk-PL4Z2WZV.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-Z5OEH6MO.mjs";
import "./chunk-Y6QYGGUE.mjs";
import "./chunk-D4OZJN2S.mjs";
import "./chunk-4H5ODXCX.mjs";
import "./chunk-QCU7LIA4.mjs";
import "./chunk-4OYQ6PED.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-GHHUI2NC.mjs";
import "./chunk-252INMGK.mjs";
import "./chunk-Q4P2HFTN.mjs";
import "./chunk-GL6FGI67.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-FKZAG3F6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-GVXDVKZF.mjs";
import "./chunk-GWAEXRYN.mjs";
import "./chunk-2FQW5TDS.mjs";
import {
  readRunWords
} from "./chunk-O2FSAX45.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  withoutBug
} from "./chunk-44NHMVDZ.mjs";
import "./chunk-K33QWNSB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-MIUFZX36.mjs";
import "./chunk-AA3WNAAE.mjs";
import "./chunk-OWCKHJV2.mjs";
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
