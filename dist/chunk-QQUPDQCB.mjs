import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  checkLines,
  checksHeadline,
  examinePipeline,
  exitCodeOf
} from "./chunk-3VEAFIDZ.mjs";
import "./chunk-4AG7GZRY.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-CYIP6WHT.mjs";
import "./chunk-TWZMDKMR.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-RXER3GMB.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import {
  readConcurrency
} from "./chunk-ALK7XEVD.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
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
