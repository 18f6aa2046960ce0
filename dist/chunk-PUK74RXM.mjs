import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  diffLines,
  diffPipeline
} from "./chunk-I5QRK5P7.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-QB6MPZIL.mjs";
import "./chunk-AGAFCTC2.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-H23BMLSV.mjs";
import "./chunk-VSU3DOGW.mjs";
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
import "./chunk-RFANFFWV.mjs";
import "./chunk-7BQFH56S.mjs";
import "./chunk-252INMGK.mjs";
import "./chunk-Q4P2HFTN.mjs";
import "./chunk-GL6FGI67.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-FKZAG3F6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-WYCKEAFW.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-V2IWHQSW.mjs";
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
