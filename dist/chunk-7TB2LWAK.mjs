import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-XS3LGLVD.mjs";
import "./chunk-3KHTUK6R.mjs";
import "./chunk-6STVHKDC.mjs";
import "./chunk-VZC4TRWK.mjs";
import "./chunk-VC3LAKQU.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-VK7JQG4O.mjs";
import "./chunk-XATA6M4F.mjs";
import {
  readPlanWords
} from "./chunk-6FG4LVRC.mjs";
import "./chunk-HF5VFTZL.mjs";
import "./chunk-3HRATOE7.mjs";
import "./chunk-ACLMZN7I.mjs";
import "./chunk-OZZCJ7PX.mjs";
import "./chunk-EJKXYP67.mjs";
import "./chunk-KD3LJTWB.mjs";
import "./chunk-GCIFKODI.mjs";
import "./chunk-SEF3YMI5.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-GG2U7HCQ.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-W2BXTPER.mjs";
import "./chunk-R5RSCEAD.mjs";
import "./chunk-6PJVQA42.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-VLHBQOPZ.mjs";
import "./chunk-KH6GZ3HZ.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-Y6QYGGUE.mjs";
import "./chunk-6ZEI64QP.mjs";
import "./chunk-I5MDC3IV.mjs";
import "./chunk-4F7M4GKG.mjs";
import "./chunk-HC5J3HCW.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-7BQFH56S.mjs";
import "./chunk-ATH5ZXPU.mjs";
import "./chunk-FHML2IEK.mjs";
import "./chunk-EMIAIDES.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-FCRXV6VZ.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-WYCKEAFW.mjs";
import "./chunk-HLQLNJ6S.mjs";
import {
  readRunWords
} from "./chunk-35CJ562S.mjs";
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
} from "./chunk-RCHYFBQ3.mjs";
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
