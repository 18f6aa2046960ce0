import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  conditionsOf,
  fileTag,
  generationTag,
  localPath,
  lookAtObject,
  openUrl,
  statFile,
  validatorsOf
} from "./chunk-RMRQY3QR.mjs";
import {
  staleParts
} from "./chunk-DVJPGW3U.mjs";
import {
  decide
} from "./chunk-3Y35YYFI.mjs";
import {
  inspectObject
} from "./chunk-724YPPG2.mjs";
import {
  objectName
} from "./chunk-XSRHLEL5.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  inParallel
} from "./chunk-DOUEL7U2.mjs";
import {
  withDeadline
} from "./chunk-VL3R7PO3.mjs";
import {
  allPartitions,
  fillUrl,
  partitionPath
} from "./chunk-TI4EOZ5J.mjs";
import {
  ConfigurationError,
  LakeferryError
} from "./chunk-TOUVOPKP.mjs";

// src/plan/select.ts
var WORDS = {
  due: ["failed", "late", "running", "missing", "due", "not_ready"],
  missing: ["missing", "running"],
  failed: ["failed"],
  stale: ["stale"],
  all: ["failed", "late", "running", "missing", "due", "stale", "not_ready"]
};
function selectWork(decisions, selection, options) {
  const named = new Set(
    selection.kind === "list" ? selection.partitions : selection.kind === "last" ? decisions.slice(-selection.count).map((decision) => decision.partition) : []
  );
  const wanted = decisions.flatMap((decision) => {
    if (decision.status === "held") return [];
    if (selection.kind !== "word") {
      if (!named.has(decision.partition)) return [];
      if (decision.status === "done") return options.force ? [forced(decision)] : [];
      return [decision.action === "none" || options.force ? again(decision, options.force) : decision];
    }
    if (!WORDS[selection.word]?.includes(decision.status)) {
      return options.force && decision.status === "done" && selection.word === "all" ? [forced(decision)] : [];
    }
    if (decision.status === "stale") return [again(decision, options.force)];
    return decision.action === "none" ? [] : [options.force ? again(decision, true) : decision];
  });
  if (selection.kind !== "word") return { work: wanted, cut: 0 };
  return { work: wanted.slice(0, options.limit), cut: Math.max(0, wanted.length - options.limit) };
}
function again(decision, force) {
  return { ...decision, action: "run", reusable: decision.reusable && !force };
}
function forced(decision) {
  return { ...again(decision, true), reason: "done, and run again by force" };
}

// src/source/probe.ts
async function probeSource(options) {
  const isObject = /^gs:/i.test(options.url);
  const path = isObject ? void 0 : localPath(options.url, options.shownUrl);
  try {
    if (isObject) return await probeObject(options);
    return path === void 0 ? await probeUrl(options) : await probeFile(options, path);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof ConfigurationError || !(error instanceof LakeferryError)) throw error;
    return { kind: "unknown", why: error.message };
  }
}
async function probeUrl(options) {
  const { previous, settings, policy } = options;
  const conditions = conditionsOf(previous);
  const what = `the look at ${redactUrl(options.shownUrl)}`;
  const { response, where } = await withDeadline(
    what,
    policy.timeoutMs,
    options.signal,
    (signal) => openUrl({ ...options, signal }, conditions)
  );
  await response.discard();
  const { status, headers } = response;
  if (settings.notReady.includes(status)) return { kind: "not_ready", status };
  if (status === 304 && Object.keys(conditions).length > 0) return { kind: "unchanged" };
  if (status !== 200) return { kind: "unknown", why: `${where} answered ${status}` };
  const isCoded = !/^(?:identity)?$/i.test(headers.get("content-encoding") ?? "");
  const length = isCoded ? void 0 : headers.get("content-length");
  return compare(previous, { ...validatorsOf(headers), ...length === void 0 ? {} : { bytes: Number(length) } });
}
async function probeObject(options) {
  const found = await lookAtObject(options, options.url);
  if (found !== void 0) return compare(options.previous, { etag: generationTag(found.generation) });
  return options.settings.notReady.includes(404) ? { kind: "not_ready", status: 404 } : { kind: "unknown", why: `${redactUrl(options.shownUrl)}: there is no such object` };
}
async function probeFile(options, path) {
  const shown = redactUrl(options.shownUrl);
  const stat = await statFile(options.files, path, shown);
  if (stat === void 0) {
    return options.settings.notReady.includes(404) ? { kind: "not_ready", status: 404 } : { kind: "unknown", why: `${shown}: there is no such file` };
  }
  if (options.previous.etag === void 0) {
    return { kind: "unknown", why: `${shown} is reached through a link; name the file itself in "source.url"` };
  }
  return compare(options.previous, { etag: fileTag(stat) });
}
function compare(old, now) {
  const tag = (etag) => etag.replace(/^W\//, "");
  if (old.etag !== void 0 && now.etag !== void 0) {
    return tag(old.etag) === tag(now.etag) ? { kind: "unchanged" } : { kind: "changed", part: "etag", old: old.etag, new: now.etag };
  }
  if (old.lastModified !== void 0 && now.lastModified !== void 0) {
    return old.lastModified === now.lastModified ? { kind: "unchanged" } : { kind: "changed", part: "last-modified", old: old.lastModified, new: now.lastModified };
  }
  if (old.bytes !== void 0 && now.bytes !== void 0 && old.bytes !== now.bytes) {
    return { kind: "changed", part: "length", old: String(old.bytes), new: String(now.bytes) };
  }
  return { kind: "unknown", why: "the server sends neither ETag nor Last-Modified that could be compared" };
}

// src/flow/observe.ts
var FEW = 8;
async function observe(context, partitions, checkSource) {
  const receipts = await context.warehouse?.receipts(context.signal);
  const published = partitions.filter((partition) => context.heads.get(partition)?.published !== void 0);
  const recent = checkSource === "all" ? published : published.slice(-context.pipeline.partitions.recheck);
  const asked = new Set(checkSource === "none" || context.pipeline.partitions.recheck === 0 ? [] : recent);
  const listed = published.length > FEW ? await listGenerations(context) : void 0;
  const known = { ...receipts === void 0 ? {} : { receipts }, ...listed === void 0 ? {} : { listed } };
  return inParallel(partitions, 8, (partition) => observeOne(context, partition, known, asked.has(partition)));
}
async function listGenerations({ store, pipeline }) {
  const generations = /* @__PURE__ */ new Map();
  for await (const { name, generation } of store.list(`${pipeline.name}/`)) generations.set(name, generation);
  return generations;
}
async function observeOne(context, partition, { receipts, listed }, askSource) {
  const head = context.heads.get(partition);
  const { pipeline } = context;
  const publication = head?.published?.publication;
  if (head === void 0 || publication === void 0) return { partition, ...head === void 0 ? {} : { head } };
  const name = objectName(pipeline.name, partitionPath(partition));
  const object = await inspectObject({
    store: context.store,
    name,
    publication,
    files: context.files,
    ...listed === void 0 ? {} : { listed }
  });
  const source = askSource ? await probeSource({
    url: fillUrl(pipeline.source.url, partition),
    shownUrl: fillUrl(pipeline.source.shownUrl, partition),
    headers: pipeline.source.headers,
    settings: pipeline.source,
    policy: pipeline.tasks.fetch,
    subject: partition,
    previous: publication.source,
    http: context.http,
    ...context.bucket === void 0 ? {} : { bucket: context.bucket },
    files: context.files,
    clock: context.clock,
    log: context.log,
    signal: context.signal
  }) : void 0;
  if (source?.kind === "unknown")
    context.log.warn(`${partition}: cannot tell whether its source changed: ${source.why}`);
  return {
    partition,
    head,
    object,
    ...receipts === void 0 ? {} : { receipt: receipts.get(partition) ?? "none" },
    ...source === void 0 || source.kind === "not_ready" ? {} : { source },
    stale: staleParts(pipeline, partition, publication.taskKey)
  };
}

// src/flow/plan.ts
async function planFlow(context, options) {
  const { pipeline, clock } = context;
  const now = clock.now();
  const named = options.selection.kind === "list" ? options.selection.partitions : [];
  const partitions = [.../* @__PURE__ */ new Set([...allPartitions(pipeline.partitions, now), ...named])].sort();
  const seen = await observe(context, partitions, options.checkSource);
  const decisions = seen.map((observation) => decide(observation, pipeline.partitions, now));
  const selected = selectWork(decisions, options.selection, options);
  const work = options.from === "lake" ? fromLake(context, selected.work) : selected.work;
  return { decisions, firstRun: context.heads.size === 0, work, cut: selected.cut };
}
function fromLake({ heads, log }, work) {
  const isPublished = ({ partition }) => heads.get(partition)?.published !== void 0;
  const absent = work.filter((decision) => !isPublished(decision)).map(({ partition }) => partition);
  if (absent.length > 0) {
    const named = absent.length > 5 ? `${absent.slice(0, 5).join(", ")} …` : absent.join(", ");
    log.warn(`${absent.length} partitions are not in the lake and cannot be loaded from it: ${named}`);
  }
  return work.filter(isPublished).map((decision) => ({ ...decision, action: "load" }));
}

export {
  planFlow
};
