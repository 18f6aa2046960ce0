import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  checkLines,
  checksHeadline,
  examinePipeline,
  exitCodeOf
} from "./chunk-QMCAGTY2.mjs";
import "./chunk-5J4AFZQM.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-YLGCV4GE.mjs";
import "./chunk-WTOQM3TL.mjs";
import "./chunk-IO2LF5G6.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-BJWZNF3Z.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-Y54BJPMQ.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-VA7IEELJ.mjs";
import {
  readConcurrency
} from "./chunk-OQDKSB2F.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  readPipeline
} from "./chunk-UOZFI5R2.mjs";
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
