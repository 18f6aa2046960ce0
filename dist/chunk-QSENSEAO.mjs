import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  copyFile,
  copyObject,
  download,
  dropTransfer,
  localPath,
  onDisk
} from "./chunk-RMRQY3QR.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  withDeadline
} from "./chunk-VL3R7PO3.mjs";
import {
  withRetries
} from "./chunk-S3LT26JY.mjs";
import {
  formatDuration
} from "./chunk-TZELW4TJ.mjs";

// src/source/fetch.ts
import { dirname } from "node:path";
async function fetchSource(options) {
  const { policy, clock, log, subject, files, into } = options;
  const isObject = /^gs:/i.test(options.url);
  const path = isObject ? void 0 : localPath(options.url, options.shownUrl);
  const transfer = {};
  const folder = dirname(into);
  await onDisk(folder, () => files.makeFolder(folder));
  try {
    return await withDeadline(
      `the fetch of ${redactUrl(options.shownUrl)}`,
      policy.timeoutMs,
      options.signal,
      (signal) => withRetries(
        { retries: policy.retries, delay: policy.retryDelay },
        clock,
        signal,
        async (attempt) => {
          const outcome = isObject ? await copyObject(options, signal) : path === void 0 ? await download(options, transfer, signal) : await copyFile(options, path, signal);
          if (outcome.kind !== "fetched") return outcome;
          delete transfer.partial;
          await onDisk(folder, () => files.syncFolder(folder));
          return { ...outcome, attempts: attempt };
        },
        ({ attempt, tries, error, waitMs }) => log.warn(
          `${subject}: try ${attempt} of ${tries} failed: ${error.message}; next in ${formatDuration(waitMs)}`
        )
      )
    );
  } finally {
    await dropTransfer(transfer);
  }
}

export {
  fetchSource
};
