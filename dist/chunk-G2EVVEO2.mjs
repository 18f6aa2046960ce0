import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  checkLines,
  checksHeadline,
  examinePipeline,
  exitCodeOf
} from "./chunk-I4IOOKQV.mjs";
import "./chunk-KE5N3FPI.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-AFNOHXAJ.mjs";
import "./chunk-LTQFGQAP.mjs";
import "./chunk-A3JZQE23.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-QYCME5X4.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-44EOH2PT.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-FKZAG3F6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import {
  readConcurrency
} from "./chunk-AVOTAZKO.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  readPipeline
} from "./chunk-V2IWHQSW.mjs";
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

// src/cli/doctor-command.ts
async function doctorCommand(session) {
  const pipeline = await readPipeline(session);
  const concurrency = readConcurrency(session);
  session.inputs.check();
  const findings = await examinePipeline(session, pipeline, concurrency);
  const code = exitCodeOf(findings);
  session.answer({ dataset: pipeline.name, exitCode: code, checks: findings });
  if (!session.json) session.log.group(`${pipeline.name}: ${checksHeadline(findings)}`, checkLines(findings));
  return code;
}
export {
  doctorCommand
};
