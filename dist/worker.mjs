import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createGroupWorker
} from "./chunk-LLGVB565.mjs";
import "./chunk-RWED5DBS.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-QYCME5X4.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-4VK5QBAY.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-GL6FGI67.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-FKZAG3F6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-U37NQODY.mjs";
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
