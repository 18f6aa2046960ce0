import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  diffLines,
  diffPipeline
} from "./chunk-5NRM3GJ5.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-3KHTUK6R.mjs";
import "./chunk-6STVHKDC.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-VK7JQG4O.mjs";
import "./chunk-XATA6M4F.mjs";
import "./chunk-3HRATOE7.mjs";
import "./chunk-ACLMZN7I.mjs";
import "./chunk-OZZCJ7PX.mjs";
import "./chunk-EJKXYP67.mjs";
import "./chunk-KD3LJTWB.mjs";
import "./chunk-GCIFKODI.mjs";
import "./chunk-SEF3YMI5.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-GG2U7HCQ.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-W2BXTPER.mjs";
import "./chunk-R5RSCEAD.mjs";
import "./chunk-6PJVQA42.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-VLHBQOPZ.mjs";
import "./chunk-KH6GZ3HZ.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-7BQFH56S.mjs";
import "./chunk-ATH5ZXPU.mjs";
import "./chunk-FHML2IEK.mjs";
import "./chunk-EMIAIDES.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-FCRXV6VZ.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-WYCKEAFW.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-RCHYFBQ3.mjs";
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
