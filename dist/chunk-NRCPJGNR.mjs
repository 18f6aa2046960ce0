import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  diffLines,
  diffPipeline
} from "./chunk-TOFDCCKN.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-YO4XZWF5.mjs";
import "./chunk-LJ73ZQ33.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-KEVKQLZW.mjs";
import "./chunk-UCXAO73E.mjs";
import "./chunk-MDZMTXPR.mjs";
import "./chunk-CNW4FPZ4.mjs";
import "./chunk-EIJUJCYP.mjs";
import "./chunk-SFUXMS5R.mjs";
import "./chunk-L4BMGXXX.mjs";
import "./chunk-5HAJAYMJ.mjs";
import "./chunk-R3OUAUSI.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-25O3MFKH.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-G6TUKZ2H.mjs";
import "./chunk-UYZOF7ME.mjs";
import "./chunk-XEE3SCI3.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-KPW6JYXL.mjs";
import "./chunk-TJIPKF25.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-BGNIUGKP.mjs";
import "./chunk-O4AHYE4J.mjs";
import "./chunk-AO5KYWZG.mjs";
import "./chunk-4TDVTILY.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-6FLHN57Z.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-SFWYS3A2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-E2KMZVSB.mjs";
import "./chunk-3R5GHZM7.mjs";
import "./chunk-MQ6PL7WM.mjs";
import "./chunk-RJD7ZMWU.mjs";
import "./chunk-2L2GS676.mjs";
import "./chunk-TSCTG37Z.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-QAVIOJBG.mjs";
import "./chunk-VGBL4AE2.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-PF5MVQRH.mjs";
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
