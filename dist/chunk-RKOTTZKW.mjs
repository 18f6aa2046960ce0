import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-SE7W2OYF.mjs";
import "./chunk-OYYZXU6V.mjs";
import "./chunk-NHUF5DS7.mjs";
import "./chunk-NTUICZ4G.mjs";
import "./chunk-JRYIVT3O.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-BS6PRQ5E.mjs";
import "./chunk-PB6GXCMD.mjs";
import {
  readPlanWords
} from "./chunk-O3JWJC75.mjs";
import "./chunk-2DURHG5J.mjs";
import "./chunk-I3NQQNRN.mjs";
import "./chunk-MMUKTKEK.mjs";
import "./chunk-QU265HRA.mjs";
import "./chunk-6NJUCW6I.mjs";
import "./chunk-JLINMYJ7.mjs";
import "./chunk-TOX6IPKS.mjs";
import "./chunk-GD4VWB44.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-7ZMNZIUV.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-W2BXTPER.mjs";
import "./chunk-FWY437ZV.mjs";
import "./chunk-QSHCZ3XI.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-YHVCNYYY.mjs";
import "./chunk-E3HVWEVY.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-Y6QYGGUE.mjs";
import "./chunk-ZSU3QHHF.mjs";
import "./chunk-I5MDC3IV.mjs";
import "./chunk-5UWYYBX3.mjs";
import "./chunk-HPEYKRVY.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-OPO4ID32.mjs";
import "./chunk-Q2ZFB5TX.mjs";
import "./chunk-VYOTRRI7.mjs";
import "./chunk-NYTN3CMI.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-7GBQ64SS.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-2RQWMXPH.mjs";
import "./chunk-BS65WPOS.mjs";
import {
  readRunWords
} from "./chunk-IXABAVPP.mjs";
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
} from "./chunk-BOZ3DQLY.mjs";
import "./chunk-YX3RRO2I.mjs";
import "./chunk-N5TMYJ5T.mjs";
import "./chunk-RJD7ZMWU.mjs";
import "./chunk-2L2GS676.mjs";
import "./chunk-TSCTG37Z.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-QAVIOJBG.mjs";
import "./chunk-VGBL4AE2.mjs";
import "./chunk-AHEV3SND.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-5TBAR4MG.mjs";
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
