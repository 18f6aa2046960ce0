import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/flow/columns.ts
async function addColumns(context, conversion) {
  await context.columnsTurn(async () => {
    const known = new Set(context.evolved.map((column) => column.name));
    const added = conversion.evolved.filter((column) => !known.has(column.name));
    if (added.length === 0 && await context.ledger.dataset() !== void 0) return;
    const evolved = [...context.evolved, ...added].map((column) => ({ ...column, type: "string" }));
    await context.ledger.saveDataset({ evolved, columns: conversion.columns });
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
  addColumns,
  closeFailure
};
