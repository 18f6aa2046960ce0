import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createGroupWorker
} from "./chunk-BQCIQEDX.mjs";
import "./chunk-JIIJ2D7U.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-CBHBNRQS.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-IZ6ACDX2.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-BX5PJ7WW.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-UI74HQMP.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
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
