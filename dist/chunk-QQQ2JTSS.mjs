import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  bodyOf,
  hashObject,
  inspectObject
} from "./chunk-724YPPG2.mjs";
import {
  historyName,
  historyPrefix,
  objectName,
  quarantineName
} from "./chunk-XSRHLEL5.mjs";
import {
  canonicalJson
} from "./chunk-VHV2WM36.mjs";
import {
  ConflictError,
  LakeferryError
} from "./chunk-TOUVOPKP.mjs";

// src/publish/history.ts
async function keepVersion(options, name) {
  const { store, dataset, partition, files } = options;
  const old = await store.get(name);
  if (old === void 0) return void 0;
  const sha256 = await hashObject(old, files);
  try {
    await store.create(historyName(dataset, partition, sha256), await bodyOf(old, sha256));
  } catch (error) {
    if (error instanceof ConflictError && error.code === "STORE_EXISTS") return sha256;
    const now = await store.get(name);
    if (now?.generation === old.generation) throw error;
    return void 0;
  }
  return sha256;
}
async function pruneHistory(options, current, superseded) {
  const { store, ledger, dataset, partition, history } = options;
  try {
    const prefix = historyPrefix(dataset, partition);
    const kept = [];
    for await (const { name } of store.list(prefix)) {
      const sha256 = /^([0-9a-f]{64})\.parquet$/.exec(name.slice(prefix.length))?.[1];
      if (sha256 !== void 0) kept.push(sha256);
    }
    if (kept.length <= history && !kept.includes(current)) return;
    const published = /* @__PURE__ */ new Map();
    for (const entry of await ledger.entries(partition)) {
      if (entry.kind === "published") published.set(entry.publication.object.sha256, entry.number);
    }
    const age = (sha256) => sha256 === superseded ? Number.POSITIVE_INFINITY : published.get(sha256) ?? 0;
    const surplus = kept.filter((sha256) => sha256 !== current).sort((a, b) => age(b) - age(a)).slice(history);
    if (kept.includes(current)) surplus.push(current);
    for (const sha256 of surplus) await store.delete(historyName(dataset, partition, sha256));
  } catch (error) {
    if (!(error instanceof LakeferryError)) throw error;
  }
}

// src/publish/publish.ts
async function publish(options) {
  const { store, ledger, partition, head, parquet, files, signal } = options;
  const name = objectName(options.dataset, options.partitionPath);
  const current = head?.published?.publication;
  signal.throwIfAborted();
  const seen = await inspectObject({ store, name, files, ...current === void 0 ? {} : { publication: current } });
  const holds = shaOf(seen, current);
  if (seen.kind === "same" && head !== void 0 && current !== void 0 && isUnchanged(options, head, current)) {
    await pruneHistory(options, parquet.sha256, void 0);
    return { head, publication: current, unchanged: true };
  }
  if (seen.kind !== "absent" && holds === parquet.sha256) {
    const quarantine2 = await keepQuarantine(options);
    return finish(options, head, { name, generation: seen.generation, bytes: parquet.bytes }, quarantine2);
  }
  const base = seen.kind === "absent" ? "absent" : seen.generation;
  const intent = await ledger.append(partition, head, { kind: "publishing", sha256: parquet.sha256, base });
  signal.throwIfAborted();
  const quarantine = await keepQuarantine(options);
  const superseded = options.history > 0 ? await keepVersion(options, name) : void 0;
  signal.throwIfAborted();
  const object = await replaceObject(options, name, base, intent.head.number);
  return finish(options, intent.head, object, quarantine, superseded);
}
function shaOf(seen, current) {
  if (seen.kind === "absent") return void 0;
  return seen.kind === "altered" ? seen.sha256 : current?.object.sha256;
}
function isUnchanged(options, head, current) {
  if (head.open !== void 0 || head.failed !== void 0 || head.notReady !== void 0) return false;
  if (current.object.sha256 !== options.parquet.sha256) return false;
  if (current.quarantine?.sha256 !== options.quarantine?.sha256) return false;
  const { object: _object, quarantine: _quarantine, ...facts } = current;
  return plainText(facts) === plainText(options.publication);
}
function plainText(value) {
  return canonicalJson(JSON.parse(JSON.stringify(value)));
}
async function replaceObject(options, name, base, intent) {
  const { store, ledger, dataset, partition, parquet, files } = options;
  const body = { file: parquet.path, bytes: parquet.bytes, sha256: parquet.sha256 };
  try {
    return await store.replace(name, body, base);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const last = (await ledger.entries(partition)).at(-1);
    if (last?.number !== intent) {
      throw new ConflictError(
        "PUBLISH_CONFLICT",
        `${dataset} ${partition}: somebody else published ${name} at the same time, so this run did not; run again to see what they did`,
        { partition, name, intent, last: last?.number },
        error
      );
    }
    const moved = await store.get(name);
    if (moved !== void 0 && await hashObject(moved, files) === parquet.sha256) return moved;
    if (moved !== void 0 && options.history > 0) await keepVersion(options, name);
    return store.replace(name, body, moved?.generation ?? "absent");
  }
}
async function keepQuarantine(options) {
  const { store, dataset, partition, quarantine, files } = options;
  if (quarantine === void 0) return void 0;
  const { bytes, sha256, path } = quarantine;
  const name = quarantineName(dataset, partition, sha256);
  const body = { file: path, bytes, sha256 };
  const found = await store.get(name);
  const sound = found !== void 0 && await hashObject(found, files) === sha256;
  const { generation } = sound ? found : await store.replace(name, body, found?.generation ?? "absent");
  return { name, generation, bytes, sha256 };
}
async function finish(options, head, object, quarantine, superseded) {
  const { ledger, partition, parquet } = options;
  const publication = {
    ...options.publication,
    object: { name: object.name, generation: object.generation, bytes: parquet.bytes, sha256: parquet.sha256 },
    ...quarantine === void 0 ? {} : { quarantine }
  };
  await pruneHistory(options, parquet.sha256, superseded);
  const spent = options.spent === void 0 ? {} : { milliseconds: Math.round(options.spent()) };
  const published = await ledger.append(partition, head, { kind: "published", publication, ...spent });
  return { head: published.head, publication, unchanged: false };
}

export {
  keepVersion,
  publish
};
