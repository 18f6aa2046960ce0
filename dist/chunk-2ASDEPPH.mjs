import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
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

// src/cli/validate-command.ts
async function validateCommand(session) {
  const pipeline = await readPipeline(session);
  session.inputs.check();
  session.answer({ valid: true, dataset: pipeline.name });
  session.log.info(
    `${pipeline.file}: valid: ${pipeline.name}, ${pipeline.columns.length} columns, partitions by ${pipeline.partitions.by}`
  );
  return 0;
}
export {
  validateCommand
};
