import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  openNotices
} from "./chunk-VCNEBF4S.mjs";
import {
  askConsent
} from "./chunk-CQVWOQOC.mjs";
import "./chunk-OY6PDFW4.mjs";
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
} from "./chunk-DOUEL7U2.mjs";
import {
  removeFolder
} from "./chunk-VL3R7PO3.mjs";
import "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import "./chunk-VHV2WM36.mjs";
import "./chunk-6BN765J6.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import "./chunk-TOUVOPKP.mjs";
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
  const notices = await openNotices({ ...context, dataset: context.pipeline.name }).superseded();
  return [...surplus, ...notices.map((each) => ({ ...each, what: "notices" }))];
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
