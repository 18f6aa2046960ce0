import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  publish
} from "./chunk-QQQ2JTSS.mjs";
import {
  withPolicy
} from "./chunk-RH6P5SWJ.mjs";
import {
  foldEntries
} from "./chunk-DOUEL7U2.mjs";
import {
  partitionPath
} from "./chunk-TI4EOZ5J.mjs";

// src/tasks/upload.ts
async function uploadPartition(context, target, partition, given) {
  const { pipeline, files, clock } = context;
  const { store, ledger } = target;
  const { conversion, key } = given.converted;
  const { begun } = given;
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
        ...conversion.format === void 0 ? {} : { raw: { format: conversion.format, header: [...conversion.header] } },
        taskKey: key
      },
      ...begun === void 0 ? {} : { spent: () => clock.now() - begun },
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

export {
  uploadPartition
};
