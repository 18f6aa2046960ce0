import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  openSchedule
} from "./chunk-6FN5LCKS.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KYFPJ72H.mjs";
export {
  openSchedule
};
