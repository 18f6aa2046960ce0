import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  diffLines,
  diffPipeline
} from "./chunk-WUNN6AUN.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-UNFSKMID.mjs";
import "./chunk-PXNWBSPW.mjs";
import "./chunk-OY6PDFW4.mjs";
import "./chunk-WR6HKEJW.mjs";
import "./chunk-CLUHUANU.mjs";
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
import "./chunk-RFANFFWV.mjs";
import "./chunk-3Y35YYFI.mjs";
import "./chunk-MFFKOLD5.mjs";
import "./chunk-VJU63MYC.mjs";
import "./chunk-3PAYXITV.mjs";
import "./chunk-IOKKB3HP.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BVRU5OEJ.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-RH6P5SWJ.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-3A4T3TZ4.mjs";
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

// src/cli/diff-command.ts
async function diffCommand(session) {
  const { inputs, log } = session;
  const words = { base: inputs.text("base") ?? "HEAD", sample: inputs.text("sample") };
  inputs.check();
  const { report, code } = await diffPipeline(session, words);
  session.answer(report);
  if (!session.json) for (const { title, lines } of diffLines(report)) log.group(`${report.dataset}: ${title}`, lines);
  return code;
}
export {
  diffCommand
};
