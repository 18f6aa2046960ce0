import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  withDeadline
} from "./chunk-VL3R7PO3.mjs";
import {
  withRetries
} from "./chunk-S3LT26JY.mjs";
import {
  formatDuration
} from "./chunk-TZELW4TJ.mjs";

// src/tasks/tries.ts
function withPolicy(context, options, work) {
  const { clock, log, pipeline, signal } = context;
  const { partition, tasks } = options;
  return withRetries(
    (error) => {
      const { retries, retryDelay } = pipeline.tasks[taskOf(error, options)];
      return { retries, delay: retryDelay };
    },
    clock,
    signal,
    (attempt) => {
      const limited = tasks.reduce(
        (inner, task) => (outer) => withDeadline(limitOf(task, partition), pipeline.tasks[task].timeoutMs, outer, inner),
        (inner) => work(inner, attempt)
      );
      return limited(signal);
    },
    ({ attempt, tries, error, waitMs }) => log.warn(
      `${partition}: try ${attempt} of ${tries} of ${taskOf(error, options)} failed: ${error.message}; next in ${formatDuration(waitMs)}`
    )
  );
}
function taskOf(error, { partition, tasks, blame }) {
  const timed = tasks.find((task) => error.code === "DEADLINE" && error.data["what"] === limitOf(task, partition));
  return timed ?? (tasks.length === 1 ? tasks[0] : blame?.(error) ?? tasks[0]);
}
function limitOf(task, partition) {
  return `${task} of ${partition}`;
}

export {
  withPolicy,
  taskOf
};
