import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  checkLines,
  checksHeadline,
  examinePipeline,
  exitCodeOf
} from "./chunk-I7IQKADQ.mjs";
import "./chunk-IZ55CAIZ.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-FRPPP4XK.mjs";
import "./chunk-NXWHWZTD.mjs";
import "./chunk-2X4YEQZ4.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-QYCME5X4.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-RBPR4BVE.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-Z5OEH6MO.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-FKZAG3F6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import {
  readConcurrency
} from "./chunk-O2FSAX45.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import {
  readPipeline
} from "./chunk-MIUFZX36.mjs";
import "./chunk-AA3WNAAE.mjs";
import "./chunk-OWCKHJV2.mjs";
import "./chunk-2X6ECDDK.mjs";
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
