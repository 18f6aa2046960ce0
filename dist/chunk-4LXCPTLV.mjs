import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  publish
} from "./chunk-ETC3XFAV.mjs";
import {
  withPolicy
} from "./chunk-IC2RZV6I.mjs";
import {
  foldEntries,
  partitionPath
} from "./chunk-A6TPTIGH.mjs";
import {
  formatCount
} from "./chunk-5TBAR4MG.mjs";
import {
  ContractError
} from "./chunk-PF5MVQRH.mjs";

// src/tasks/upload.ts
async function uploadPartition(context, target, partition, given) {
  const { pipeline, files } = context;
  const { store, ledger } = target;
  const { conversion, key } = given.converted;
  let last = Promise.resolve();
  return withPolicy(context, { partition, tasks: ["upload"] }, async (signal, attempt) => {
    await last.catch(() => {
    });
    await given.prepare();
    signal.throwIfAborted();
    const published = publish({
      store,
      ledger,
      dataset: pipeline.name,
      partition,
      partitionPath: partitionPath(partition),
      head: attempt === 1 ? given.head : await readHead(ledger, partition),
      parquet: conversion.parquet,
      ...conversion.quarantine === void 0 ? {} : { quarantine: conversion.quarantine },
      publication: {
        source: given.source,
        rowsRead: conversion.rowsRead,
        rows: conversion.rows,
        rejected: conversion.rejected,
        rejectedBy: conversion.rejectedBy,
        columns: conversion.columns,
        report: conversion.report,
        taskKey: key
      },
      history: pipeline.history,
      files,
      signal
    });
    last = published;
    return published;
  });
}
async function readHead(ledger, partition) {
  const entries = await ledger.entries(partition);
  return entries.length === 0 ? void 0 : foldEntries(entries);
}

// src/flow/volume.ts
var LOOKED_AT = 6;
var FEWEST = 2;
function checkVolume(context, partition, rows) {
  const { pipeline, heads, log } = context;
  const within = pipeline.expect?.rowsWithin;
  if (within === void 0) return;
  const before = [...heads.values()].filter((head) => head.partition < partition && head.published !== void 0 && head.held?.drops !== true).sort((a, b) => a.partition < b.partition ? -1 : 1).slice(-LOOKED_AT);
  if (before.length < FEWEST) {
    log.info(
      `${partition}: expect.rows has nothing to compare with yet: ${before.length} partitions before it are published`
    );
    return;
  }
  const counts = before.map((head) => head.published?.publication.rows ?? 0).sort((a, b) => a - b);
  const usual = ((counts[counts.length - 1 >> 1] ?? 0) + (counts[counts.length >> 1] ?? 0)) / 2;
  const distance = Math.abs(rows - usual);
  if (distance <= usual * within) return;
  const share = usual === 0 ? "" : `, ${Math.round(100 * rows / usual)} % of that`;
  throw new ContractError(
    "EXPECT_ROWS",
    `${partition} has ${formatCount(rows)} rows; the ${before.length} partitions before it have ${formatCount(usual)} in the median${share}, and "expect: { rows: within ${100 * within}% }" stops what is further away; look at the source, or widen the expectation if it is right`,
    { rows, usual, within }
  );
}

export {
  uploadPartition,
  checkVolume
};
