import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planAndRun
} from "./chunk-PEGTJZZI.mjs";
import "./chunk-OSULA6JP.mjs";
import "./chunk-MK3DN6LG.mjs";
import "./chunk-HZKH3VY5.mjs";
import "./chunk-QQYURDOV.mjs";
import {
  readPlanWords
} from "./chunk-WSM6GY3U.mjs";
import "./chunk-JSAJA2QR.mjs";
import "./chunk-PDKF74KZ.mjs";
import "./chunk-LLJ5XAT5.mjs";
import "./chunk-YKE2L5H4.mjs";
import "./chunk-MY4D2ZGX.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-RIHRMEW5.mjs";
import "./chunk-27S72QZD.mjs";
import "./chunk-CNXIWIRH.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-AXVHVNYG.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-W7WN5LKT.mjs";
import "./chunk-NOYFIZII.mjs";
import "./chunk-N2FNRAQV.mjs";
import "./chunk-AIOMERWC.mjs";
import "./chunk-IL7DE6JU.mjs";
import "./chunk-YN4R4ZZ6.mjs";
import "./chunk-YPL7HON5.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BULLBLGF.mjs";
import "./chunk-F4ES6WKA.mjs";
import "./chunk-IXPNZEUC.mjs";
import "./chunk-KQ46LXNQ.mjs";
import {
  readRunWords
} from "./chunk-OGAEN5WV.mjs";
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
} from "./chunk-EA7VQ7AR.mjs";
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
