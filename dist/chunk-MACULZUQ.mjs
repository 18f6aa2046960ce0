import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  diffLines,
  diffPipeline
} from "./chunk-25UYUY2L.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-MHAEUS4O.mjs";
import "./chunk-WOF5ZBVB.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-UMRV2IWP.mjs";
import "./chunk-PB6GXCMD.mjs";
import "./chunk-FR2PV4HI.mjs";
import "./chunk-MMUKTKEK.mjs";
import "./chunk-H6PAXGIK.mjs";
import "./chunk-T7YTATNC.mjs";
import "./chunk-L7O3QTB4.mjs";
import "./chunk-BQCIQEDX.mjs";
import "./chunk-JIIJ2D7U.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-CBHBNRQS.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-W2BXTPER.mjs";
import "./chunk-HSPTZMUL.mjs";
import "./chunk-Z2R2V4WH.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-IZ6ACDX2.mjs";
import "./chunk-TJIPKF25.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-BGNIUGKP.mjs";
import "./chunk-RHN2BEJE.mjs";
import "./chunk-RROBFQMJ.mjs";
import "./chunk-BX5PJ7WW.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-UI74HQMP.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-2RQWMXPH.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-CWJ3NAO4.mjs";
import "./chunk-YX3RRO2I.mjs";
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
