import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createGroupWorker
} from "./chunk-5HAJAYMJ.mjs";
import "./chunk-R3OUAUSI.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-25O3MFKH.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-KPW6JYXL.mjs";
import "./chunk-4TDVTILY.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-6FLHN57Z.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/worker/main.ts
import { parentPort, workerData } from "node:worker_threads";
var worker = createGroupWorker(workerData);
parentPort?.on("message", (job) => {
  let answer;
  let transfer = [];
  try {
    const done = worker.work(job);
    answer = { reply: done.reply };
    transfer = done.transfer;
  } catch (error) {
    answer = { failure: error instanceof Error ? error.stack ?? error.message : String(error) };
  }
  parentPort?.postMessage(answer, transfer);
});
