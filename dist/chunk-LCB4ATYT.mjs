import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  require_dist2 as require_dist
} from "./chunk-6XOWXZCQ.mjs";
import "./chunk-KYFPJ72H.mjs";
export default require_dist();
