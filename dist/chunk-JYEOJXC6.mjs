import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  diffLines,
  diffPipeline
} from "./chunk-ISSAXPRG.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-OYYZXU6V.mjs";
import "./chunk-NHUF5DS7.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-BS6PRQ5E.mjs";
import "./chunk-PB6GXCMD.mjs";
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
import "./chunk-RFANFFWV.mjs";
import "./chunk-OPO4ID32.mjs";
import "./chunk-Q2ZFB5TX.mjs";
import "./chunk-VYOTRRI7.mjs";
import "./chunk-NYTN3CMI.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-7GBQ64SS.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-2RQWMXPH.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-BOZ3DQLY.mjs";
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
