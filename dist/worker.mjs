import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createGroupWorker
} from "./chunk-GCIFKODI.mjs";
import "./chunk-SEF3YMI5.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-GG2U7HCQ.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-VLHBQOPZ.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-EMIAIDES.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-FCRXV6VZ.mjs";
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
