import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-IGV2U62Y.mjs";
import "./chunk-WK5RDBOA.mjs";
import "./chunk-SLA3ILAA.mjs";
import {
  readPlanWords
} from "./chunk-TOW5RVDZ.mjs";
import "./chunk-VXL63P2J.mjs";
import "./chunk-ZZHEIYOL.mjs";
import "./chunk-U4LFLXRG.mjs";
import "./chunk-ZTHWWCQV.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-GNG3VBNH.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-IIUCSV2W.mjs";
import "./chunk-PCSWTVUA.mjs";
import "./chunk-LVSZO7QX.mjs";
import "./chunk-LPVAWYVL.mjs";
import "./chunk-6IEJ6YDX.mjs";
import "./chunk-EKA4BNQP.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-MAV2TFH7.mjs";
import "./chunk-MNIUANZF.mjs";
import "./chunk-CHI5T6EP.mjs";
import {
  readRunWords,
  withoutBug
} from "./chunk-37MDFPPZ.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-WSD3DXY5.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-IJ4P7XY3.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-AMWTNTQP.mjs";
import "./chunk-2AGBJTL2.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KWSXI53I.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-HUVHFUEG.mjs";

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
