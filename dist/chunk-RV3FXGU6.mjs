import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";

// src/flow/columns.ts
function aboutOf({ description, owner, source, partitions, contract }) {
  return { description, owner, source: redactUrl(source.shownUrl), partitions, contract };
}
async function addColumns(context, conversion) {
  await context.columnsTurn(async () => {
    const known = new Set(context.evolved.map((column) => column.name));
    const added = conversion.evolved.filter((column) => !known.has(column.name));
    const about = aboutOf(context.pipeline);
    const record = await context.ledger.dataset();
    const isKept = JSON.stringify(record?.about) === JSON.stringify(about);
    if (added.length === 0 && isKept) return;
    const evolved = [...context.evolved, ...added].map((column) => ({ ...column, type: "string" }));
    await context.ledger.saveDataset({ about, evolved, columns: conversion.columns });
    context.evolved.push(...added);
  });
}
async function closeFailure(context, head) {
  if (head.failed === void 0 || head.published === void 0) return;
  const { publication } = head.published;
  const { head: next } = await context.ledger.append(head.partition, head, { kind: "published", publication });
  context.heads.set(head.partition, next);
}

export {
  aboutOf,
  addColumns,
  closeFailure
};
