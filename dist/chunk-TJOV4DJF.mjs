import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-IWA2ZTUW.mjs";
import "./chunk-JY7WUKCU.mjs";
import "./chunk-T7ORELX6.mjs";
import "./chunk-JAQRDRPQ.mjs";
import "./chunk-TQXNTZ57.mjs";
import {
  readPlanWords
} from "./chunk-GFUS5S42.mjs";
import "./chunk-FDVCNJAX.mjs";
import "./chunk-7XQKNRA6.mjs";
import "./chunk-BDG3LIMA.mjs";
import "./chunk-YKE2L5H4.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-RIHRMEW5.mjs";
import "./chunk-27S72QZD.mjs";
import "./chunk-CNXIWIRH.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-GIKCCCDY.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-W7WN5LKT.mjs";
import "./chunk-75DMMFW6.mjs";
import "./chunk-IZ4FLZSJ.mjs";
import "./chunk-PNWSTJY5.mjs";
import "./chunk-NVQZSBOG.mjs";
import "./chunk-YN4R4ZZ6.mjs";
import "./chunk-YPL7HON5.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-F4ES6WKA.mjs";
import "./chunk-IC2RZV6I.mjs";
import "./chunk-6GYWPUGA.mjs";
import {
  readRunWords
} from "./chunk-R4KGYZSX.mjs";
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
} from "./chunk-W7N4CVAB.mjs";
import "./chunk-2S6XI5UM.mjs";
import "./chunk-RB7ALFDG.mjs";
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
