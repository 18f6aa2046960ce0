import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  askConsent
} from "./chunk-SCF6SG36.mjs";
import "./chunk-KYV7YECM.mjs";
import {
  textTable
} from "./chunk-OFNTBMMB.mjs";
import {
  surplusPrefix
} from "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  cacheEntries,
  closeContext,
  openContext,
  readPipeline
} from "./chunk-E2KMZVSB.mjs";
import {
  removeFolder
} from "./chunk-3R5GHZM7.mjs";
import "./chunk-MQ6PL7WM.mjs";
import "./chunk-RJD7ZMWU.mjs";
import "./chunk-2L2GS676.mjs";
import "./chunk-TSCTG37Z.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-QAVIOJBG.mjs";
import "./chunk-VGBL4AE2.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-U37NQODY.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-5TBAR4MG.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/flow/prune.ts
async function findSurplus(context) {
  const history = await listByPartition(context, "history");
  const quarantine = await listByPartition(context, "quarantine");
  const surplus = [];
  for (const partition of [.../* @__PURE__ */ new Set([...history.keys(), ...quarantine.keys()])].sort()) {
    const head = context.heads.get(partition);
    if (head === void 0 || isBusy(head)) continue;
    const versions = history.get(partition) ?? [];
    const rejects = quarantine.get(partition) ?? [];
    surplus.push(...await surplusOf(context, head, versions, rejects));
  }
  return surplus;
}
async function removeSurplus({ store, signal }, surplus) {
  for (const { name } of surplus) {
    signal.throwIfAborted();
    await store.delete(name);
  }
}
function isBusy({ open, failed, published }) {
  return open !== void 0 || failed !== void 0 || published === void 0;
}
async function listByPartition({ store, pipeline }, what) {
  const prefix = surplusPrefix(pipeline.name, what);
  const found = /* @__PURE__ */ new Map();
  for await (const { name, bytes } of store.list(prefix)) {
    const [, partition, sha256] = /^([^/]+)\/([0-9a-f]{64})\.parquet$/.exec(name.slice(prefix.length)) ?? [];
    if (partition === void 0 || sha256 === void 0) continue;
    found.set(partition, [...found.get(partition) ?? [], { name, bytes, partition, what, sha256 }]);
  }
  return found;
}
async function surplusOf(context, head, versions, rejects) {
  const { ledger, pipeline } = context;
  const current = head.published?.publication;
  const mayBeTooMany = versions.length > pipeline.history || rejects.some(({ sha256 }) => sha256 !== current?.quarantine?.sha256);
  if (!mayBeTooMany) return [];
  const published = (await ledger.entries(head.partition)).flatMap(
    (entry) => entry.kind === "published" ? [entry] : []
  );
  const age = (sha256) => published.findLastIndex(({ publication }) => publication.object.sha256 === sha256);
  const kept = [...versions].filter(({ sha256 }) => sha256 !== current?.object.sha256 || head.held?.drops === true).sort((a, b) => age(b.sha256) - age(a.sha256)).slice(0, Math.max(pipeline.history, head.held?.drops === true ? 1 : 0));
  const shas = new Set(kept.map(({ sha256 }) => sha256));
  const needed = new Set(
    published.filter(({ publication }) => publication === published.at(-1)?.publication || shas.has(publication.object.sha256)).map(({ publication }) => publication.quarantine?.sha256)
  );
  return [
    ...versions.filter((each) => !kept.includes(each)),
    ...rejects.filter(({ sha256 }) => !needed.has(sha256))
  ].map(({ sha256: _, ...each }) => each);
}

// src/cli/prune-command.ts
async function pruneCommand(session) {
  const { inputs, log, host } = session;
  const dryRun = inputs.bool("dry-run", false);
  const cache = inputs.bool("cache", false);
  const yes = inputs.bool("yes", false);
  const pipeline = await readPipeline(session);
  inputs.check();
  const context = await openContext(session, pipeline);
  try {
    const surplus = await findSurplus(context);
    const bytes = surplus.reduce((sum, each) => sum + each.bytes, 0);
    session.answer({ dataset: pipeline.name, dryRun, removed: surplus, bytes });
    const rows = surplus.map((each) => [each.partition, each.what, formatBytes(each.bytes), each.name]);
    const what = `${formatCount(surplus.length)} objects, ${formatBytes(bytes)}`;
    const title = `${pipeline.name}: ${dryRun ? "would remove" : "removing"} ${what}`;
    if (rows.length === 0) log.info(`${pipeline.name}: nothing to remove from the lake`);
    else log.group(title, textTable(["partition", "of", "size", "object"], rows, { right: [2] }));
    if (dryRun) return 0;
    if (surplus.length > 0) {
      await askConsent(session, pipeline, { partitions: new Set(surplus.map(({ partition }) => partition)).size, yes });
      await removeSurplus(context, surplus);
    }
    if (cache) {
      await removeFolder(cacheEntries(host));
      log.info("the local cache is empty");
    }
    return 0;
  } finally {
    await closeContext(context);
  }
}
export {
  pruneCommand
};
