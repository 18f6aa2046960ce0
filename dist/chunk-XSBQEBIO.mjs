import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  diffLines,
  diffPipeline
} from "./chunk-BJALR4IU.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-BGK3AXJM.mjs";
import "./chunk-OMGXVYJQ.mjs";
import "./chunk-OY6PDFW4.mjs";
import "./chunk-OQWUDFFL.mjs";
import "./chunk-BAWA3VKY.mjs";
import "./chunk-XATWLZZ2.mjs";
import "./chunk-YLGCV4GE.mjs";
import "./chunk-QABPFS3Y.mjs";
import "./chunk-WTOQM3TL.mjs";
import "./chunk-IO2LF5G6.mjs";
import "./chunk-4N6FC3QS.mjs";
import "./chunk-GZCBZVGQ.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-BJWZNF3Z.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-Y54BJPMQ.mjs";
import "./chunk-EFI27PIR.mjs";
import "./chunk-E77VOYLW.mjs";
import "./chunk-2KZO4ZEM.mjs";
import "./chunk-RGSSVL7J.mjs";
import "./chunk-I4JO6WWO.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-3Y35YYFI.mjs";
import "./chunk-JVMEA3BT.mjs";
import "./chunk-UQOZ2XKD.mjs";
import "./chunk-TNHF7PXH.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-VA7IEELJ.mjs";
import "./chunk-3E2G4LIP.mjs";
import "./chunk-MM3VW5TQ.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-UOZFI5R2.mjs";
import "./chunk-KQUGNXJH.mjs";
import "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import "./chunk-WNKWN6Y6.mjs";
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
