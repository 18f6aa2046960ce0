import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  openSchedule
} from "./chunk-XACU3MLJ.mjs";
import "./chunk-GZOUZA7K.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KYFPJ72H.mjs";
export {
  openSchedule
};
