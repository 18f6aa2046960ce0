import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  closeContext,
  isCi,
  laptop,
  openContext,
  openSession,
  readPipeline
} from "./chunk-HLCF4QVL.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-2AGBJTL2.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KWSXI53I.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-HUVHFUEG.mjs";
export {
  closeContext,
  isCi,
  laptop,
  openContext,
  openSession,
  readPipeline
};
