import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  groupWorkerData
} from "./chunk-J3XAFLSH.mjs";
import "./chunk-5QNGOOB6.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-RXER3GMB.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-JIHXL7LV.mjs";
import "./chunk-CXPU67TF.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import "./chunk-5BRFANHP.mjs";
import "./chunk-UEZ476QA.mjs";
import "./chunk-TOUVOPKP.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/session/workers.ts
import { availableParallelism } from "node:os";

// src/runtime/worker-pool.ts
import { Worker } from "node:worker_threads";
var END_MS = 5e3;
var YOUNG_MB = 6;
function createWorkerPool(options) {
  const { entry, size, data, endMs = END_MS } = options;
  const threads = /* @__PURE__ */ new Set();
  const idle = [];
  const ending = /* @__PURE__ */ new Set();
  const queue = [];
  let isClosed = false;
  function start() {
    const worker = new Worker(entry, {
      workerData: data,
      execArgv: [],
      stdin: false,
      // What works in pieces leaves young dead ones, and V8 would let them fill 32 MiB rather than look for them.
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB }
    });
    const thread = { worker };
    threads.add(thread);
    worker.on("message", (answer) => {
      const { task } = thread;
      delete thread.task;
      worker.unref();
      idle.push(thread);
      if ("failure" in answer) task?.reject(new Error(answer.failure));
      else task?.resolve(answer.reply);
      pump();
    });
    worker.on("error", (error) => lose(thread, error));
    worker.on("messageerror", (error) => {
      lose(thread, error);
      end(thread);
    });
    worker.on("exit", (code) => lose(thread, new Error(`a worker thread ended with code ${code}`)));
    return thread;
  }
  function lose(thread, error) {
    if (!threads.delete(thread)) return;
    const at = idle.indexOf(thread);
    if (at >= 0) idle.splice(at, 1);
    const { task } = thread;
    delete thread.task;
    task?.reject(error);
    pump();
  }
  function end(thread) {
    const ended = thread.worker.terminate();
    ending.add(ended);
    ended.finally(() => ending.delete(ended)).catch(() => {
    });
  }
  function pump() {
    while (queue.length > 0 && !isClosed) {
      const thread = idle.pop() ?? (threads.size < size ? start() : void 0);
      if (thread === void 0) return;
      const task = queue.shift();
      if (task.signal.aborted) {
        idle.push(thread);
        continue;
      }
      thread.task = task;
      thread.worker.ref();
      thread.worker.postMessage(task.job);
    }
  }
  function abort(task) {
    const at = queue.indexOf(task);
    if (at >= 0) queue.splice(at, 1);
    const thread = [...threads].find((each) => each.task === task);
    if (thread !== void 0) {
      lose(thread, task.signal.reason);
      end(thread);
    } else task.reject(task.signal.reason);
  }
  return {
    size,
    warm() {
      while (threads.size < size && !isClosed) {
        const thread = start();
        thread.worker.unref();
        idle.push(thread);
      }
    },
    run(job, signal) {
      if (isClosed) throw new TypeError("the worker threads were ended");
      signal.throwIfAborted();
      return new Promise((resolve, reject) => {
        const onAbort = () => abort(task);
        const settled = () => signal.removeEventListener("abort", onAbort);
        const task = {
          job,
          signal,
          resolve(reply) {
            settled();
            resolve(reply);
          },
          reject(error) {
            settled();
            reject(error);
          }
        };
        signal.addEventListener("abort", onAbort, { once: true });
        queue.push(task);
        pump();
      });
    },
    async close() {
      isClosed = true;
      for (const thread of threads) end(thread);
      let timer;
      const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve("late"), endMs);
      });
      const isLate = await Promise.race([Promise.allSettled([...ending]), late]) === "late";
      clearTimeout(timer);
      if (isLate) process.on("exit", leaveAtOnce);
    }
  };
}
function leaveAtOnce(code) {
  if (process.platform !== "win32" && process.execve !== void 0) {
    process.execve("/bin/sh", ["sh", "-c", `exit ${code}`], {});
  }
  process.kill(process.pid, "SIGKILL");
}

// src/session/workers.ts
var MOST_WORKERS = 4;
function openWorkers(count) {
  const size = count === "auto" ? Math.max(1, Math.min(MOST_WORKERS, availableParallelism() - 1)) : count;
  const entry = new URL(import.meta.url.endsWith(".ts") ? "../worker/main.ts" : "worker.mjs", import.meta.url);
  return createWorkerPool({ entry, size, data: groupWorkerData() });
}
export {
  openWorkers
};
