import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-GBQV5FAC.mjs";
import "./chunk-QB6MPZIL.mjs";
import "./chunk-AGAFCTC2.mjs";
import "./chunk-2H4UX7FX.mjs";
import "./chunk-BDS5TAOD.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-H23BMLSV.mjs";
import "./chunk-VSU3DOGW.mjs";
import {
  readPlanWords
} from "./chunk-6FG4LVRC.mjs";
import "./chunk-HF5VFTZL.mjs";
import "./chunk-JNMF3YKF.mjs";
import "./chunk-AFNOHXAJ.mjs";
import "./chunk-DN3QMIJP.mjs";
import "./chunk-LTQFGQAP.mjs";
import "./chunk-A3JZQE23.mjs";
import "./chunk-LLGVB565.mjs";
import "./chunk-RWED5DBS.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-QYCME5X4.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-44EOH2PT.mjs";
import "./chunk-54VC7UP5.mjs";
import "./chunk-OSX6T3JE.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-4VK5QBAY.mjs";
import "./chunk-KH6GZ3HZ.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-Y6QYGGUE.mjs";
import "./chunk-6WJW6PO4.mjs";
import "./chunk-I5MDC3IV.mjs";
import "./chunk-OV2UA7D5.mjs";
import "./chunk-HC5J3HCW.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-7BQFH56S.mjs";
import "./chunk-252INMGK.mjs";
import "./chunk-Q4P2HFTN.mjs";
import "./chunk-GL6FGI67.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-FKZAG3F6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-WYCKEAFW.mjs";
import "./chunk-E6EZ3I2K.mjs";
import {
  readRunWords
} from "./chunk-AVOTAZKO.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  withoutBug
} from "./chunk-44NHMVDZ.mjs";
import "./chunk-K33QWNSB.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-V2IWHQSW.mjs";
import "./chunk-FSMMIJQ2.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-QAVIOJBG.mjs";
import "./chunk-TOHMGVE2.mjs";
import "./chunk-UBWM2RLU.mjs";
import "./chunk-VGBL4AE2.mjs";
import "./chunk-GZOUZA7K.mjs";
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
