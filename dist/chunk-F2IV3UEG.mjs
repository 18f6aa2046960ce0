import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  sha256OfFile
} from "./chunk-VCIEK2I5.mjs";

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

// src/publish/content.ts
import { createHash } from "node:crypto";
async function hashObject(object, files) {
  if (object.localPath !== void 0) return (await sha256OfFile(files, object.localPath)).sha256;
  const hash = createHash("sha256");
  for await (const chunk of await object.open()) hash.update(chunk);
  return hash.digest("hex");
}
async function bodyOf(object, sha256) {
  if (object.localPath !== void 0) return { file: object.localPath, bytes: object.bytes, sha256 };
  const chunks = [];
  for await (const chunk of await object.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// src/publish/inspect.ts
async function inspectObject(options) {
  const { store, name, publication, files } = options;
  const found = await store.get(name);
  if (found === void 0) return { kind: "absent" };
  const { generation } = found;
  const expected = publication?.object;
  if (expected?.name === name && expected.generation === generation) return { kind: "same", generation };
  const sha256 = await hashObject(found, files);
  return sha256 === expected?.sha256 ? { kind: "same", generation } : { kind: "altered", sha256, generation };
}

export {
  hashObject,
  bodyOf,
  inspectObject,
  addColumns,
  closeFailure
};
