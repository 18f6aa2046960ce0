import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  tellError
} from "./chunk-QUFXYG6M.mjs";
import "./chunk-QHH4TWAK.mjs";
import "./chunk-TOUVOPKP.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";
export {
  tellError
};
