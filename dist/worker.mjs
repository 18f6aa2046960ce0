import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createGroupWorker
} from "./chunk-4N6FC3QS.mjs";
import "./chunk-GZCBZVGQ.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-BJWZNF3Z.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-RGSSVL7J.mjs";
import "./chunk-TNHF7PXH.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-VA7IEELJ.mjs";
import "./chunk-5BRFANHP.mjs";
import "./chunk-UEZ476QA.mjs";
import "./chunk-TOUVOPKP.mjs";
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
