import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  openParquet
} from "./chunk-URPALPAV.mjs";
import {
  inspectObject
} from "./chunk-724YPPG2.mjs";
import {
  withPolicy
} from "./chunk-RH6P5SWJ.mjs";
import {
  partitionDate
} from "./chunk-TI4EOZ5J.mjs";
import {
  toColumnSpec
} from "./chunk-6BN765J6.mjs";
import {
  ConflictError,
  OutageError
} from "./chunk-TOUVOPKP.mjs";

// src/tasks/load.ts
import { createHash } from "node:crypto";
import { join } from "node:path";
async function loadPartition(context, target, head) {
  const { pipeline } = context;
  const { partition, published } = head;
  if (published === void 0) throw new Error(`${partition} was to be loaded without being published`);
  const { publication } = published;
  const date = partitionDate(partition);
  const outcome = await withPolicy(
    context,
    { partition, tasks: ["load"] },
    (signal) => target.warehouse.load({
      partition,
      ...date === void 0 ? {} : { partitionDate: date },
      publication: published.number,
      sha256: publication.object.sha256,
      rows: publication.rows,
      columns: publication.columns,
      object: {
        uri: `${target.store.url.replace(/\/$/, "")}/${publication.object.name}`,
        isRemote: target.store.url.includes("://"),
        localFile: () => localFile(context, target.store, publication),
        read: () => readObject(context, target.store, publication)
      },
      write: pipeline.write,
      ...pipeline.afterLoad === void 0 ? {} : { afterLoad: pipeline.afterLoad.sql },
      signal
    })
  );
  const known = head.loaded[target.warehouse.id];
  const isSettled = outcome.outcome === "unchanged" && known?.publication === published.number;
  if (isSettled && head.failed === void 0) return { head, outcome };
  const entry = {
    kind: "loaded",
    warehouse: target.warehouse.id,
    warehouseUrl: target.warehouse.url,
    publication: published.number,
    sha256: publication.object.sha256,
    rows: outcome.receipt.rows,
    replaced: outcome.replaced,
    ...pipeline.afterLoad === void 0 || outcome.outcome === "unchanged" ? {} : { afterLoad: pipeline.afterLoad.path }
  };
  return { head: (await target.ledger.append(partition, head, entry)).head, outcome };
}
async function localFile(context, store, publication) {
  const object = await store.get(publication.object.name);
  if (object === void 0)
    throw new OutageError("LAKE_OBJECT_GONE", `${publication.object.name} vanished from the lake before it was loaded`);
  if (object.localPath !== void 0) {
    const { name } = publication.object;
    const seen = await inspectObject({ store, name, publication, files: context.files });
    if (seen.kind !== "same") throw overtaken(publication);
    return object.localPath;
  }
  const path = join(context.workFolder, `${publication.object.sha256}.parquet`);
  await context.files.remove(path);
  const file = await context.files.create(path);
  const hash = createHash("sha256");
  for await (const chunk of await object.open()) {
    hash.update(chunk);
    await file.write(chunk);
  }
  await file.close();
  if (hash.digest("hex") !== publication.object.sha256) throw overtaken(publication);
  return path;
}
async function readObject(context, store, publication) {
  const path = await localFile(context, store, publication);
  const { schema, rowGroups } = await openParquet({ files: context.files, path });
  return { columns: schema.map(toColumnSpec), rowGroups };
}
function overtaken({ object }) {
  return new ConflictError(
    "LAKE_OBJECT_CHANGED",
    `${object.name} changed in the lake before it was loaded: somebody else published it at the same time; run again to see what they did`,
    { name: object.name, expected: object.sha256 }
  );
}

export {
  loadPartition
};
