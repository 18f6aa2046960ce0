import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  closeContext,
  isCi,
  laptop,
  openContext,
  openSession,
  readPipeline
} from "./chunk-R3VLDDXI.mjs";
import "./chunk-Z5LBQQT3.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-MYKJVQL7.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KWSXI53I.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";
export {
  closeContext,
  isCi,
  laptop,
  openContext,
  openSession,
  readPipeline
};
