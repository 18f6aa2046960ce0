import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-CMH7IXL6.mjs";
import "./chunk-C33N6X5G.mjs";
import "./chunk-C7QUJCNN.mjs";
import "./chunk-CQVWOQOC.mjs";
import "./chunk-L5LZUVHE.mjs";
import "./chunk-OY6PDFW4.mjs";
import "./chunk-J4FXJFWI.mjs";
import "./chunk-QSENSEAO.mjs";
import {
  readPlanWords
} from "./chunk-TLCPLHP6.mjs";
import "./chunk-UEPNT2AJ.mjs";
import "./chunk-RQIG4CVX.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-75PAQFZ7.mjs";
import "./chunk-CYIP6WHT.mjs";
import "./chunk-TWZMDKMR.mjs";
import "./chunk-J3XAFLSH.mjs";
import "./chunk-5QNGOOB6.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-RXER3GMB.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-7YF2HRS3.mjs";
import "./chunk-TPTVVG3Q.mjs";
import "./chunk-2KZO4ZEM.mjs";
import "./chunk-JIHXL7LV.mjs";
import "./chunk-DVJPGW3U.mjs";
import "./chunk-UTQJKOVO.mjs";
import "./chunk-TVAUVTJF.mjs";
import "./chunk-QQQ2JTSS.mjs";
import "./chunk-EA5ZGBIV.mjs";
import "./chunk-4HJYKND6.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-3Y35YYFI.mjs";
import "./chunk-URPALPAV.mjs";
import "./chunk-XCEQ4PZB.mjs";
import "./chunk-3PAYXITV.mjs";
import "./chunk-CXPU67TF.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-RH6P5SWJ.mjs";
import "./chunk-KMIHT5NJ.mjs";
import {
  readRunWords
} from "./chunk-ALK7XEVD.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  withoutBug
} from "./chunk-SHBFGQG2.mjs";
import "./chunk-I2DRW4F5.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
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
