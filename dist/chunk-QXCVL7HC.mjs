import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
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
