import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-62XJ2P6T.mjs";
import "./chunk-UNFSKMID.mjs";
import "./chunk-PXNWBSPW.mjs";
import "./chunk-FC74SI7V.mjs";
import "./chunk-PKFSNYKM.mjs";
import "./chunk-OY6PDFW4.mjs";
import "./chunk-WR6HKEJW.mjs";
import "./chunk-CLUHUANU.mjs";
import {
  readPlanWords
} from "./chunk-TLCPLHP6.mjs";
import "./chunk-UEPNT2AJ.mjs";
import "./chunk-EOWWPDZP.mjs";
import "./chunk-BPDOKHK7.mjs";
import "./chunk-VSF5SJJU.mjs";
import "./chunk-ZW23AMCE.mjs";
import "./chunk-E57TRENL.mjs";
import "./chunk-YAV5324L.mjs";
import "./chunk-KGCHGYSL.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-Z7IETZAU.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-GVAPQ4OV.mjs";
import "./chunk-SBOG5XGV.mjs";
import "./chunk-EB7A6OAI.mjs";
import "./chunk-2KZO4ZEM.mjs";
import "./chunk-AVRXUIKZ.mjs";
import "./chunk-DVJPGW3U.mjs";
import "./chunk-UTQJKOVO.mjs";
import "./chunk-OATSHOKN.mjs";
import "./chunk-QQQ2JTSS.mjs";
import "./chunk-GQAHZOSH.mjs";
import "./chunk-4HJYKND6.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-3Y35YYFI.mjs";
import "./chunk-MFFKOLD5.mjs";
import "./chunk-VJU63MYC.mjs";
import "./chunk-3PAYXITV.mjs";
import "./chunk-IOKKB3HP.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BVRU5OEJ.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-RH6P5SWJ.mjs";
import "./chunk-YNYSB47E.mjs";
import {
  readRunWords
} from "./chunk-I4GXJLNW.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  withoutBug
} from "./chunk-4KSBNFON.mjs";
import "./chunk-I2DRW4F5.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-3A4T3TZ4.mjs";
import "./chunk-VL3R7PO3.mjs";
import "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import "./chunk-VHV2WM36.mjs";
import "./chunk-6BN765J6.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import "./chunk-UEZ476QA.mjs";
import "./chunk-TOUVOPKP.mjs";
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
