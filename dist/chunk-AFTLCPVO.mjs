import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  tellError
} from "./chunk-C5BC4NM7.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";
export {
  tellError
};
