import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createGroupWorker
} from "./chunk-YAV5324L.mjs";
import "./chunk-KGCHGYSL.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-Z7IETZAU.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-AVRXUIKZ.mjs";
import "./chunk-IOKKB3HP.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-BVRU5OEJ.mjs";
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
