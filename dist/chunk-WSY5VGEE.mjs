import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  openSchedule
} from "./chunk-F7J46VB2.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-TOUVOPKP.mjs";
import "./chunk-KYFPJ72H.mjs";
export {
  openSchedule
};
