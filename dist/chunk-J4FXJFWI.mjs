import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  fetchSource
} from "./chunk-QSENSEAO.mjs";
import {
  explainMiss,
  fetchKey
} from "./chunk-DVJPGW3U.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  fillUrl
} from "./chunk-TI4EOZ5J.mjs";

// src/tasks/fetch.ts
import { join } from "node:path";

// src/tasks/restore.ts
async function restore(context, key, expiration) {
  if (context.cache === void 0) return { miss: "the cache is off" };
  if (context.refreshCache) return { miss: "refresh-cache was asked for" };
  const found = await context.cache.restore(key);
  if ("hit" in found && expiration !== void 0 && context.clock.now() - found.hit.savedAt >= expiration) {
    return { miss: `cached ${new Date(found.hit.savedAt).toISOString()}, which is past cache_expiration` };
  }
  return found;
}

// src/tasks/fetch.ts
async function fetchPartition(context, partition, published, onText) {
  const { pipeline, cache, clock } = context;
  const shownUrl = fillUrl(pipeline.source.shownUrl, partition);
  const { key, parts } = fetchKey(pipeline, partition);
  const looked = await restore(context, key, pipeline.tasks.fetch.cacheExpirationMs);
  const found = "hit" in looked ? looked.hit.record : void 0;
  const isOlder = published?.reusable === true && found?.sha256 !== published.publication.source.sha256;
  const cached = isOlder ? void 0 : found;
  const previous = cached ?? (published?.reusable === true ? published.publication.source : void 0);
  const into = join(context.workFolder, `${partition}.raw`);
  const fetched = await fetchSource({
    url: fillUrl(pipeline.source.url, partition),
    shownUrl,
    headers: pipeline.source.headers,
    settings: pipeline.source,
    limits: pipeline.limits,
    policy: pipeline.tasks.fetch,
    subject: partition,
    into,
    http: context.http,
    ...context.bucket === void 0 ? {} : { bucket: context.bucket },
    files: context.files,
    clock,
    log: context.log,
    signal: context.signal,
    ...onText === void 0 ? {} : { onText },
    ...previous === void 0 ? {} : {
      previous: {
        ...previous.etag === void 0 ? {} : { etag: previous.etag },
        ...previous.lastModified === void 0 ? {} : { lastModified: previous.lastModified }
      }
    }
  });
  if (fetched.kind === "not_ready") return { kind: "not_ready", status: fetched.status, url: redactUrl(shownUrl) };
  if (fetched.kind === "unchanged") {
    const file = "hit" in looked ? looked.hit.files[0] : void 0;
    if (cached === void 0 || file === void 0) return { kind: "unchanged" };
    const why2 = "the source says that the cached file is current";
    return { kind: "raw", path: file.path, source: cached, cached: true, why: why2, tries: 1 };
  }
  const { source, attempts: tries } = fetched;
  const why = "miss" in looked ? [looked.miss, explainMiss(published?.publication.taskKey, parts, "fetch")].filter((text) => text !== "").join("; ") : explainSent(looked.hit.record, source);
  if (cache !== void 0) {
    await cache.save(key, [{ name: "raw", path: into, bytes: source.bytes, sha256: source.sha256 }], source);
  }
  return { kind: "raw", path: into, source, cached: false, why, tries };
}
function explainSent(cached, sent) {
  if (cached.sha256 === sent.sha256)
    return "the source sent the cached file again instead of saying that it is current";
  const facts = [
    ["etag", cached.etag, sent.etag],
    ["last-modified", cached.lastModified, sent.lastModified],
    ["sha256", cached.sha256.slice(0, 12), sent.sha256.slice(0, 12)]
  ];
  const [part, old, now] = facts.find(([, a, b]) => a !== void 0 && b !== void 0 && a !== b) ?? facts[2];
  return `the source changed since it was cached: ${part} ${old} → ${now}`;
}

export {
  restore,
  fetchPartition
};
