import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  cacheEntries,
  closeContext,
  isCi,
  laptop,
  openContext,
  openSession,
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
export {
  cacheEntries,
  closeContext,
  isCi,
  laptop,
  openContext,
  openSession,
  readPipeline
};
