import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  convert
} from "./chunk-EBD3NSW4.mjs";
import {
  conversionKey,
  explainMiss,
  fetchKey,
  formatError,
  gunzip,
  isMarkup,
  mismatch,
  redactUrl,
  showTarget,
  staleParts,
  unpack
} from "./chunk-5QEDZAJS.mjs";
import {
  inspectObject,
  uploadPartition
} from "./chunk-7PMBBVRE.mjs";
import {
  decide,
  loadPartition
} from "./chunk-T2HCPOLH.mjs";
import {
  addColumns,
  closeFailure
} from "./chunk-BULLBLGF.mjs";
import {
  NO_PARTITION,
  PARTITION_FORMS,
  allPartitions,
  describeFailure,
  describeObject,
  fillUrl,
  formatBytes,
  formatDuration,
  inParallel,
  isPartition,
  isPrivateHost,
  nextPartition,
  objectName,
  partitionPath,
  partitionsBetween,
  recordFailure,
  taskOf,
  withDeadline,
  withPolicy,
  withRetries
} from "./chunk-KAPBDE4M.mjs";
import {
  ConfigurationError,
  ContractError,
  LakeferryError,
  OutageError,
  reasonOf
} from "./chunk-4BBKNSEJ.mjs";

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

// src/tasks/convert.ts
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

// src/tasks/convert.ts
async function convertPartition(context, partition, raw, evolved, made) {
  const { pipeline, cache } = context;
  const key = conversionKey(pipeline, partition, evolved, raw.source.sha256);
  const looked = await restore(context, key.key, pipeline.tasks["write-parquet"].cacheExpirationMs);
  const kept = "hit" in looked ? usable(context, looked.hit.record, looked.hit.files) : looked;
  if ("conversion" in kept) {
    return { conversion: kept.conversion, key, cached: true, why: "same source, same settings" };
  }
  const conversion = await withPolicy(
    context,
    triesOf(partition),
    (signal, attempt) => convert({
      raw: raw.path,
      shownName: raw.source.url,
      pipeline,
      partition,
      evolved,
      // A try that ran out of time removes its own file a moment later, and no other's.
      output: join(context.workFolder, `${partition}.${attempt}.parquet`),
      quarantine: join(context.workFolder, `${partition}.${attempt}.quarantine.parquet`),
      files: context.files,
      log: context.log,
      signal
    })
  );
  if (cache !== void 0) await cache.save(key.key, cachedFiles(conversion), conversion);
  const why = [kept.miss, explainMiss(made, key.parts)].filter((text) => text !== "").join("; ");
  return { conversion, key, cached: false, why };
}
function blamedTask(error, partition) {
  return taskOf(error, triesOf(partition));
}
function triesOf(partition) {
  return {
    partition,
    tasks: ["clean", "write-parquet"],
    blame: (error) => error.code.startsWith("PARQUET_") ? "write-parquet" : "clean"
  };
}
function cachedFiles(conversion) {
  return [
    { name: "parquet", ...conversion.parquet },
    ...conversion.quarantine === void 0 ? [] : [{ name: "quarantine", ...conversion.quarantine }]
  ];
}
function usable({ pipeline }, record, files) {
  const find = (name, wanted) => {
    const file = files.find((candidate) => candidate.name === name && candidate.sha256 === wanted.sha256);
    return file && { path: file.path, bytes: file.bytes, sha256: file.sha256 };
  };
  const parquet = find("parquet", record.parquet);
  const quarantine = record.quarantine && find("quarantine", record.quarantine);
  if (parquet === void 0 || record.quarantine !== void 0 && quarantine === void 0) {
    return { miss: "the cached files were incomplete" };
  }
  if (record.rejected > record.rowsRead * pipeline.contract.maxRejected) {
    return { miss: "more rows were rejected than max_rejected allows now" };
  }
  return { conversion: { ...record, parquet, ...quarantine === void 0 ? {} : { quarantine } } };
}

// src/tasks/fetch.ts
import { join as join2 } from "node:path";

// src/source/fetch.ts
import { dirname } from "node:path";

// src/source/facts.ts
function validatorsOf(headers) {
  const [etag, lastModified] = [headers.get("etag"), headers.get("last-modified")];
  return { ...etag ? { etag } : {}, ...lastModified ? { lastModified } : {} };
}
function conditionsOf(previous) {
  return {
    ...previous?.etag === void 0 ? {} : { "if-none-match": previous.etag },
    ...previous?.lastModified === void 0 ? {} : { "if-modified-since": previous.lastModified }
  };
}

// src/source/partial-file.ts
import { createHash } from "node:crypto";

// src/source/inspector.ts
function createInspector(options) {
  const channel = createChannel();
  let format;
  let markup = false;
  let textBytes = 0;
  const reading = (async () => {
    const head = [];
    const text = unpack(channel.output, options, (found) => {
      if (found !== "text" && found !== "gzip" && found !== "Parquet") throw formatError(options.name, found);
      format = found;
    });
    for await (const chunk of text) {
      if (textBytes < 512) {
        head.push(chunk.subarray(0, 512));
        markup = isMarkup(Buffer.concat(head));
      }
      textBytes += chunk.length;
    }
  })();
  reading.catch((error) => channel.break(error));
  return {
    write: channel.write,
    async end() {
      channel.end();
      await reading;
      return { format: format ?? "text", textBytes };
    },
    async abandon() {
      channel.end();
      await reading.catch(() => {
      });
    },
    format: () => format,
    markup: () => markup
  };
}
function createChannel() {
  let item;
  let writer;
  let broken;
  let ended = false;
  let wake = () => {
  };
  async function* output() {
    for (; ; ) {
      if (item !== void 0) {
        const bytes = item;
        item = void 0;
        yield bytes;
        writer?.resolve();
      } else if (ended) return;
      else {
        await new Promise((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  return {
    output: output(),
    write: (bytes) => new Promise((resolve, reject) => {
      if (broken !== void 0) return reject(broken.error);
      writer = { resolve, reject };
      item = bytes;
      wake();
    }),
    end() {
      ended = true;
      wake();
    },
    break(error) {
      broken = { error };
      writer?.reject(error);
    }
  };
}

// src/source/partial-file.ts
async function createPartialFile(options) {
  const { path, files } = options;
  const file = await onDisk(path, () => files.create(path));
  const hash = createHash("sha256");
  const inspector = createInspector(options);
  let bytes = 0;
  let open = file;
  async function close() {
    const closing = open;
    open = void 0;
    await closing?.close();
  }
  return {
    get bytes() {
      return bytes;
    },
    inspector,
    async write(chunk) {
      hash.update(chunk);
      await inspector.write(chunk);
      await onDisk(path, () => file.write(chunk));
      bytes += chunk.length;
    },
    async finish(into, accept) {
      accept(await inspector.end());
      await onDisk(path, async () => {
        await file.sync();
        await close();
        await files.rename(path, into);
      });
      return { sha256: hash.digest("hex") };
    },
    async drop() {
      await inspector.abandon();
      await close().catch(() => {
      });
      await files.remove(path).catch(() => {
      });
    }
  };
}
async function onDisk(path, work) {
  try {
    return await work();
  } catch (error) {
    throw new OutageError("FETCH_DISK", `cannot write ${path}: ${reasonOf(error)}`, {
      data: { path, cause: error.code },
      cause: error,
      retryable: false
    });
  }
}

// src/source/range.ts
function isStrong(etag) {
  return etag !== void 0 && /^".*"$/.test(etag);
}
function rangeHeaders(whole, from) {
  return { range: `bytes=${from}-`, "if-range": whole.etag };
}
function continuedTotal(headers, whole, from) {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get("content-range") ?? "");
  if (match === null) return void 0;
  const [start, end, total] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const etag = headers.get("etag");
  if (start !== from || end !== total - 1 || etag !== void 0 && etag !== whole.etag) return void 0;
  if (whole.total !== void 0 && whole.total !== total) return void 0;
  const length = headers.get("content-length");
  if (length !== void 0 && Number(length) !== total - from) return void 0;
  return headers.has("content-encoding") && headers.get("content-encoding") !== "identity" ? void 0 : total;
}

// src/source/request.ts
var TIMEOUTS = { connect: 1e4, headers: 6e4, idle: 3e4 };
var LONGEST_CHAIN = 10;
var REDIRECTS = /* @__PURE__ */ new Set([301, 302, 303, 307, 308]);
async function openUrl(options, own) {
  const shown = redactUrl(options.shownUrl);
  const first = parseUrl(options.url, shown);
  const hasSecrets = options.url !== options.shownUrl || shown !== options.shownUrl;
  const authorization = basicAuthorization(first);
  let url = first;
  for (let hop = 0; hop <= LONGEST_CHAIN; hop++) {
    const isFirstOrigin = url.origin === first.origin;
    const where = hop === 0 ? shown : `${shown} (redirected to ${showTarget(url, hasSecrets)})`;
    const target = new URL(url);
    target.username = "";
    target.password = "";
    target.hash = "";
    const response = await askFor(options, where, {
      url: target,
      headers: {
        "user-agent": "lakeferry",
        accept: "*/*",
        ...isFirstOrigin ? { ...authorization, ...lowerCase(options.headers) } : {},
        ...own,
        "accept-encoding": "identity"
      },
      // What the user typed is meant; the same address behind somebody else's redirect is not.
      allowPrivate: options.settings.allowPrivate || isFirstOrigin && isPrivateHost(url.hostname)
    });
    const location = response.headers.get("location");
    if (!REDIRECTS.has(response.status) || location === void 0) return { response, where };
    await response.discard();
    url = nextHop(url, location, shown, hasSecrets);
  }
  throw new OutageError("FETCH_REDIRECT", `${shown} redirects more than ${LONGEST_CHAIN} times, perhaps in a loop`, {
    retryable: false
  });
}
async function askFor(options, where, hop) {
  try {
    return await options.http.request({ method: "GET", timeouts: TIMEOUTS, signal: options.signal, ...hop });
  } catch (error) {
    throw withPlace(error, where);
  }
}
function withPlace(error, where) {
  if (!(error instanceof LakeferryError) || error.code === "DEADLINE" || error.message.startsWith(where)) return error;
  const message = `${where}: ${error.message}`;
  const data = { ...error.data };
  if (error instanceof OutageError) {
    return new OutageError(error.code, message, { data, cause: error, retryable: error.retryable });
  }
  return error instanceof ConfigurationError ? new ConfigurationError(error.code, message, data, error) : error;
}
function parseUrl(url, shown) {
  const parsed = URL.parse(url);
  if (parsed !== null) return parsed;
  throw new ConfigurationError(
    "SOURCE_URL",
    `${shown} is not a URL that can be fetched; write https://host/path, file:///folder/name or an absolute path`
  );
}
function nextHop(from, location, shown, hasSecrets) {
  const url = URL.parse(location, from.href);
  const refuse = (why) => {
    const target = url === null ? "something that is no URL" : showTarget(url, hasSecrets);
    throw new OutageError("FETCH_REDIRECT", `${shown} redirects to ${target}, which is refused: ${why}`, {
      retryable: false
    });
  };
  if (url === null) return refuse("it cannot be read");
  if (url.protocol !== "https:" && url.protocol !== "http:") return refuse("only http and https are followed");
  if (from.protocol === "https:" && url.protocol === "http:") return refuse("it leaves https");
  return url;
}
function basicAuthorization(url) {
  if (url.username === "" && url.password === "") return {};
  const pair = `${decode(url.username)}:${decode(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function lowerCase(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

// src/source/status.ts
var LONGEST_WAIT_MS = 5 * 6e4;
var WORDS2 = {
  401: 'it wants credentials; set "source.headers"',
  403: 'access is denied; check the URL and its credentials, or list 403 in "source.not_ready"',
  404: 'there is no such file; check the URL, or list 404 in "source.not_ready"',
  410: "the file is gone for good",
  416: "the requested range does not exist",
  429: "too many requests"
};
function statusError(where, status, headers, now) {
  const words = WORDS2[status] ?? (status >= 500 ? "the server has a problem" : "that is not a file");
  const retryAfterMs = retryAfter(headers.get("retry-after"), now);
  return new OutageError("FETCH_STATUS", `${where} answered ${status}: ${words}`, {
    data: { status, ...retryAfterMs === void 0 ? {} : { retryAfterMs } },
    retryable: isPassing(status)
  });
}
function isPassing(status) {
  if (status === 408 || status === 425 || status === 429) return true;
  return status >= 500 && status !== 501 && status !== 505;
}
function retryAfter(value, now) {
  if (value === void 0) return void 0;
  const text = value.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1e3 : Date.parse(text) - now;
  if (Number.isNaN(ms)) return void 0;
  return Math.min(LONGEST_WAIT_MS, Math.max(0, ms));
}

// src/source/download.ts
async function dropTransfer(transfer) {
  const { partial } = transfer;
  delete transfer.partial;
  delete transfer.whole;
  await partial?.drop();
}
async function download(options, transfer, signal) {
  const { partial, whole } = transfer;
  const request = { ...options, signal };
  if (partial !== void 0 && whole !== void 0 && partial.bytes > 0) {
    const opened = await openUrl(request, rangeHeaders(whole, partial.bytes));
    const { response } = opened;
    if (response.status === 206) {
      const total = continuedTotal(response.headers, whole, partial.bytes);
      if (total !== void 0) return receive(options, transfer, opened, total);
    }
    if (response.status !== 206 && response.status !== 416) return answer(options, transfer, opened, false);
    await response.discard();
    await dropTransfer(transfer);
  }
  const own = conditionsOf(options.previous);
  return answer(options, transfer, await openUrl(request, own), Object.keys(own).length > 0);
}
async function answer(options, transfer, opened, conditional) {
  const { response, where } = opened;
  const { status, headers } = response;
  if (status === 200) {
    await dropTransfer(transfer);
    const length = headers.get("content-length");
    return receive(options, transfer, opened, length === void 0 ? void 0 : Number(length));
  }
  await response.discard();
  if (options.settings.notReady.includes(status)) return { kind: "not_ready", status };
  if (status === 304 && conditional) return { kind: "unchanged", ...options.previous, ...validatorsOf(headers) };
  if (status === 304) {
    throw new OutageError("FETCH_STATUS", `${where} answered 304 (not modified), but nothing was fetched before`, {
      data: { status },
      retryable: false
    });
  }
  throw statusError(where, status, headers, options.clock.now());
}
async function receive(options, transfer, opened, total) {
  const { response, where } = opened;
  try {
    const coding = contentCoding(response, where);
    if (total !== void 0) checkDownload(options, where, total);
    const name = redactUrl(options.shownUrl);
    transfer.partial ??= await createPartialFile({
      path: `${options.into}.${Math.floor(options.clock.random() * 2 ** 40).toString(36)}.part`,
      name,
      limits: options.limits,
      files: options.files
    });
    const { partial } = transfer;
    const validators = validatorsOf(response.headers);
    const resumable = coding === "identity" && response.framed && isStrong(validators.etag);
    if (resumable) transfer.whole ??= { etag: validators.etag, ...total === void 0 ? {} : { total } };
    const wire = { bytes: partial.bytes };
    const body = metered(options, opened, wire, total);
    const content = coding === "gzip" ? gunzip(body, { name, limits: options.limits }) : body;
    for await (const chunk of content) {
      await partial.write(chunk);
      judge(options, opened, partial, coding);
    }
    if (total !== void 0 && wire.bytes !== total) throw shortBody(where, wire.bytes, total);
    if (partial.bytes === 0 && !options.settings.allowEmpty) throw emptyError(where, response.framed);
    let verifiedBy = response.framed ? "length" : "unverified";
    const { sha256 } = await partial.finish(options.into, (inspection) => {
      judge(options, opened, partial, coding);
      if (coding === "gzip" || inspection.format === "gzip") verifiedBy = "gzip";
      const warning = mismatch(name, inspection.format);
      if (warning !== void 0) options.log.warn(`${options.subject}: ${warning}`);
    });
    if (coding === "gzip") {
      options.log.info(
        `${options.subject}: ${where} was sent with gzip coding though none was asked for; decoded once`
      );
    }
    if (verifiedBy === "unverified") {
      options.log.warn(`${options.subject}: nothing proves that ${where} is complete: the server declared no length`);
    }
    const source = { url: name, ...validators, bytes: partial.bytes, sha256 };
    return { kind: "fetched", path: options.into, source, verifiedBy };
  } catch (error) {
    await response.discard();
    throw await failed(transfer, error, where);
  }
}
async function failed(transfer, error, where) {
  const isBroken = error instanceof OutageError && /^(?:HTTP_|FETCH_SHORT)/.test(error.code);
  if (!isBroken || transfer.whole === void 0) await dropTransfer(transfer);
  if (error instanceof ContractError && error.code.startsWith("GZIP_")) {
    return new OutageError(error.code, error.message, { data: { ...error.data }, cause: error });
  }
  return error instanceof LakeferryError ? withPlace(error, where) : error;
}
async function* metered(options, opened, wire, total) {
  const { response, where } = opened;
  const tell = () => options.log.progress({
    subject: options.subject,
    phase: "fetch",
    done: wire.bytes,
    unit: "bytes",
    ...total === void 0 ? {} : { total }
  });
  tell();
  try {
    for await (const chunk of response.body) {
      wire.bytes += chunk.length;
      checkDownload(options, where, wire.bytes);
      yield chunk;
      tell();
    }
  } catch (error) {
    const isCut = error instanceof OutageError && error.code === "HTTP_CUT";
    throw isCut && total !== void 0 ? shortBody(where, wire.bytes, total) : error;
  }
}
function contentCoding(response, where) {
  const coding = (response.headers.get("content-encoding") ?? "").trim().toLowerCase();
  if (coding === "" || coding === "identity") return "identity";
  if (coding === "gzip" || coding === "x-gzip") return "gzip";
  throw new OutageError("FETCH_CODING", `${where} was sent with content coding "${coding}" though none was asked for`, {
    data: { coding },
    retryable: false
  });
}
function judge(options, opened, partial, coding) {
  const { where, response } = opened;
  const { inspector } = partial;
  if (inspector.markup()) throw markupError(where);
  const format = inspector.format();
  const hasProof = response.framed || coding === "gzip" || format === void 0 || format === "gzip";
  if (hasProof || options.settings.allowUnverifiedLength) return;
  throw new ConfigurationError(
    "FETCH_UNVERIFIED",
    `${where} declares no length and is not gzip, so a cut file would look complete; if that is acceptable, set "allow_unverified_length: true" under "source"`
  );
}
function markupError(where) {
  return new OutageError("FETCH_MARKUP", `${where} looks like HTML/XML, perhaps an error page, and not like a table`, {
    retryable: false
  });
}
function emptyError(where, framed) {
  return new OutageError(
    "FETCH_EMPTY",
    `${where} is empty (0 bytes); if that is meant, set "allow_empty: true" under "source"`,
    { retryable: !framed }
  );
}
function shortBody(where, bytes, total) {
  return new OutageError("FETCH_SHORT_BODY", `${where}: short body, ${bytes} of ${total} bytes`, {
    data: { bytes, total }
  });
}
function checkDownload(options, where, bytes) {
  if (bytes <= options.limits.download) return;
  throw new ContractError(
    "LIMIT_DOWNLOAD",
    `${where} is larger than ${formatBytes(options.limits.download)}; if that is meant, raise "limits.download"`,
    { limit: options.limits.download }
  );
}

// src/source/local-file.ts
import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
function localPath(url, shownUrl) {
  if (/^https?:/i.test(url)) return void 0;
  if (isAbsolute(url)) return url;
  try {
    if (/^file:/i.test(url)) return fileURLToPath(url);
  } catch {
  }
  throw new ConfigurationError(
    "SOURCE_URL",
    `${redactUrl(shownUrl)} is not a URL that can be fetched; write https://host/path, file:///folder/name or an absolute path`
  );
}
function fileTag(stat) {
  return `"${stat.size}-${stat.mtimeNs}"`;
}
async function statFile(files, path, shown) {
  const stat = await files.stat(path);
  if (stat?.isDirectory) {
    throw new ConfigurationError("SOURCE_FOLDER", `${shown} is a folder; name a file in "source.url"`);
  }
  return stat;
}
async function copyFile(options, path, signal) {
  const { files, settings, subject } = options;
  const shown = redactUrl(options.shownUrl);
  const stat = await statFile(files, path, shown);
  if (stat === void 0) {
    if (settings.notReady.includes(404)) return { kind: "not_ready", status: 404 };
    throw new ConfigurationError("SOURCE_MISSING", `${shown}: there is no such file; check "source.url"`);
  }
  const etag = fileTag(stat);
  if (options.previous?.etag === etag) return { kind: "unchanged", etag };
  checkDownload(options, shown, stat.size);
  const temporary = `${options.into}.${Math.floor(options.clock.random() * 2 ** 40).toString(36)}.part`;
  const partial = await createPartialFile({ path: temporary, name: shown, limits: options.limits, files });
  try {
    for await (const chunk of readable(files, path, shown)) {
      signal.throwIfAborted();
      await partial.write(chunk);
      checkDownload(options, shown, partial.bytes);
      if (partial.inspector.markup()) throw markupError(shown);
      options.log.progress({ subject, phase: "fetch", done: partial.bytes, total: stat.size, unit: "bytes" });
    }
    if (partial.bytes === 0 && !settings.allowEmpty) throw emptyError(shown, true);
    const after = await files.stat(path);
    if (after === void 0 || fileTag(after) !== etag) {
      throw new OutageError("FETCH_CHANGED", `${shown} changed while it was read`);
    }
    let verifiedBy = "length";
    const { sha256 } = await partial.finish(options.into, (inspection) => {
      if (partial.inspector.markup()) throw markupError(shown);
      if (inspection.format === "gzip") verifiedBy = "gzip";
      const warning = mismatch(shown, inspection.format);
      if (warning !== void 0) options.log.warn(`${subject}: ${warning}`);
    });
    const tag = partial.bytes === stat.size ? { etag } : {};
    const source = { url: shown, ...tag, bytes: partial.bytes, sha256 };
    return { kind: "fetched", path: options.into, source, verifiedBy };
  } catch (error) {
    await partial.drop();
    throw error;
  }
}
async function* readable(files, path, shown) {
  const stream = files.stream(path);
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw new ConfigurationError("SOURCE_READ", `cannot read ${shown}: ${reasonOf(error)}`, {}, error);
  } finally {
    stream.destroy();
  }
}

// src/source/fetch.ts
async function fetchSource(options) {
  const { policy, clock, log, subject, files, into } = options;
  const path = localPath(options.url, options.shownUrl);
  const transfer = {};
  const folder = dirname(into);
  await onDisk(folder, () => files.makeFolder(folder));
  try {
    return await withDeadline(
      `the fetch of ${redactUrl(options.shownUrl)}`,
      policy.timeoutMs,
      options.signal,
      (signal) => withRetries(
        { retries: policy.retries, delay: policy.retryDelay },
        clock,
        signal,
        async (attempt) => {
          const outcome = path === void 0 ? await download(options, transfer, signal) : await copyFile(options, path, signal);
          if (outcome.kind !== "fetched") return outcome;
          delete transfer.partial;
          await onDisk(folder, () => files.syncFolder(folder));
          return { ...outcome, attempts: attempt };
        },
        ({ attempt, tries, error, waitMs }) => log.warn(
          `${subject}: try ${attempt} of ${tries} failed: ${error.message}; next in ${formatDuration(waitMs)}`
        )
      )
    );
  } finally {
    await dropTransfer(transfer);
  }
}

// src/tasks/fetch.ts
async function fetchPartition(context, partition, published) {
  const { pipeline, cache, clock } = context;
  const shownUrl = fillUrl(pipeline.source.shownUrl, partition);
  const { key, parts } = fetchKey(pipeline, partition);
  const looked = await restore(context, key, pipeline.tasks.fetch.cacheExpirationMs);
  const cached = "hit" in looked ? looked.hit.record : void 0;
  const previous = cached ?? (published?.reusable === true ? published.publication.source : void 0);
  const into = join2(context.workFolder, `${partition}.raw`);
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
    files: context.files,
    clock,
    log: context.log,
    signal: context.signal,
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
    return { kind: "raw", path: file.path, source: cached, cached: true, why: why2 };
  }
  const { source } = fetched;
  const why = "miss" in looked ? [looked.miss, explainMiss(published?.publication.taskKey, parts)].filter((text) => text !== "").join("; ") : explainSent(looked.hit.record, source);
  if (cache !== void 0) {
    await cache.save(key, [{ name: "raw", path: into, bytes: source.bytes, sha256: source.sha256 }], source);
  }
  return { kind: "raw", path: into, source, cached: false, why };
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

// src/flow/execute.ts
async function executePartition(context, decision) {
  const started = context.clock.now();
  const { partition } = decision;
  const result = { partition, outcome: "done", because: decision.reason, notes: [], milliseconds: 0 };
  const at = { task: "fetch" };
  try {
    await walk(context, decision, result, at);
  } catch (error) {
    const isPass = at.task === "clean" && error instanceof OutageError;
    const task = isPass ? blamedTask(error, partition) : at.task;
    result.outcome = "failed";
    result.failure = describeFailure(error, task, context.signal);
    await recordFailure(context, partition, result.failure, error);
  }
  result.milliseconds = context.clock.now() - started;
  context.log.progress({ subject: partition, phase: "end", done: 1, total: 1, unit: "rows" });
  return result;
}
async function walk(context, decision, result, at) {
  const { partition } = decision;
  if (decision.action === "run") await bring(context, decision, result, at);
  const head = context.heads.get(partition);
  if (result.outcome === "not_ready" || head?.published === void 0) return;
  result.object = describeObject(context.store.url, head.published);
  const { warehouse } = context;
  if (warehouse === void 0) {
    await closeFailure(context, head);
    return;
  }
  at.task = "load";
  const { rows } = head.published.publication;
  context.log.progress({ subject: partition, phase: "load", done: 0, total: rows, unit: "rows" });
  const loaded = await context.loadTurn(() => loadPartition(context, { ...context, warehouse }, head));
  context.heads.set(partition, loaded.head);
  result.load = loaded.outcome;
  result.notes.push(`load: ${loaded.outcome.outcome} ${loaded.outcome.receipt.rows} rows`);
}
async function bring(context, decision, result, at) {
  const { partition, reusable } = decision;
  const { notes } = result;
  const head = context.heads.get(partition);
  const publication = head?.published?.publication;
  const fetched = await fetchPartition(context, partition, publication && { publication, reusable });
  if (fetched.kind === "not_ready") {
    result.outcome = "not_ready";
    notes.push(`not published yet: the source answered ${fetched.status}`);
    await remember(context, partition, { kind: "not_ready", status: fetched.status, url: fetched.url });
    return;
  }
  if (fetched.kind === "unchanged") {
    result.outcome = "cached";
    notes.push("fetch: the source is unchanged since it was published");
    return;
  }
  notes.push(`fetch: ${fetched.cached ? "cache hit" : "downloaded"} (${fetched.why})`);
  at.task = "clean";
  const converted = await convertPartition(context, partition, fetched, [...context.evolved], publication?.taskKey);
  result.conversion = converted.conversion;
  notes.push(`clean, write-parquet: ${converted.cached ? "cache hit" : "made"} (${converted.why})`);
  at.task = "upload";
  const { bytes } = converted.conversion.parquet;
  context.log.progress({ subject: partition, phase: "upload", done: 0, total: bytes, unit: "bytes" });
  const published = await uploadPartition(context, context, partition, {
    head,
    source: fetched.source,
    converted,
    prepare: () => addColumns(context, converted.conversion)
  });
  context.heads.set(partition, published.head);
  notes.push(`upload: ${published.unchanged ? "unchanged" : "published"} ${published.publication.object.name}`);
}
async function remember(context, partition, entry) {
  const { head } = await context.ledger.append(partition, context.heads.get(partition), entry);
  context.heads.set(partition, head);
}

// src/source/probe.ts
async function probeSource(options) {
  const path = localPath(options.url, options.shownUrl);
  try {
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
async function observe(context, partitions, checkSource) {
  const receipts = await context.warehouse?.receipts(context.signal);
  const published = partitions.filter((partition) => context.heads.get(partition)?.published !== void 0);
  const recent = checkSource === "all" ? published : published.slice(-context.pipeline.partitions.recheck);
  const asked = new Set(checkSource === "none" || context.pipeline.partitions.recheck === 0 ? [] : recent);
  return inParallel(partitions, 8, (partition) => observeOne(context, partition, receipts, asked.has(partition)));
}
async function observeOne(context, partition, receipts, askSource) {
  const head = context.heads.get(partition);
  const { pipeline } = context;
  const publication = head?.published?.publication;
  if (head === void 0 || publication === void 0) return { partition, ...head === void 0 ? {} : { head } };
  const name = objectName(pipeline.name, partitionPath(partition));
  const object = await inspectObject({ store: context.store, name, publication, files: context.files });
  const source = askSource ? await probeSource({
    url: fillUrl(pipeline.source.url, partition),
    shownUrl: fillUrl(pipeline.source.shownUrl, partition),
    headers: pipeline.source.headers,
    settings: pipeline.source,
    policy: pipeline.tasks.fetch,
    subject: partition,
    previous: publication.source,
    http: context.http,
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

// src/flow/run.ts
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
async function runFlow(context, work, options) {
  const { clock, files, log } = context;
  const started = clock.now();
  let left = 0;
  await files.makeFolder(context.workFolder);
  const results = await inParallel(work, options.concurrency, async (decision) => {
    if (clock.now() - started >= options.timeBudget || context.signal.aborted) {
      left += 1;
      return void 0;
    }
    const result = await executePartition(context, decision);
    options.onResult(result);
    return result;
  });
  if (left > 0 && context.signal.aborted) {
    log.warn(`cancelled: ${left} partitions were not begun and stay due for the next run`);
  } else if (left > 0) {
    log.warn(
      `the time budget of ${formatDuration(options.timeBudget)} is used up: ${left} partitions stay due for the next run`
    );
  }
  const finished = results.filter((result) => result !== void 0);
  refuseWrongTemplate(context, finished);
  return { results: finished, left };
}
function refuseWrongTemplate(context, results) {
  const everFound = [...context.heads.values()].some((head) => head.published !== void 0);
  const missing = results.filter((result) => result.outcome === "not_ready" || result.failure?.absent === true);
  if (everFound || missing.length < 2 || missing.length < results.length) return;
  throw new ConfigurationError(
    "URL_TEMPLATE",
    `${context.pipeline.file}: the source had none of the ${results.length} partitions asked for; look at the URL template "${redactUrl(context.pipeline.source.shownUrl)}" in source.url`
  );
}

// src/pipeline/selection.ts
var SELECTION_WORDS = ["due", "missing", "failed", "stale", "all"];
var LONGEST_LIST = 1e5;
function parseSelection(text, settings) {
  const trimmed = text.trim();
  const word = SELECTION_WORDS.find((known) => known === trimmed);
  if (word !== void 0) return { kind: "word", word };
  const last = /^last\s*:\s*(\d{1,6})$/.exec(trimmed);
  if (last !== null) {
    const count = Number(last[1]);
    if (count === 0) throw refusal(settings, `"${trimmed}" selects nothing`);
    return { kind: "last", count };
  }
  const found = /* @__PURE__ */ new Set();
  for (const part of trimmed.split(",").map((each) => each.trim())) {
    for (const partition of range(part, trimmed, settings)) found.add(partition);
    if (found.size > LONGEST_LIST) {
      throw refusal(settings, `"${trimmed}" names more than ${LONGEST_LIST} partitions`);
    }
  }
  return { kind: "list", partitions: [...found].sort() };
}
function range(part, whole, settings) {
  const ends = part.split("..").map((each) => each.trim());
  const [first = "", last = first] = ends;
  if (part === "") throw refusal(settings, `"${whole}" has an empty part`);
  if (ends.length > 2) throw refusal(settings, `"${part}" is not a range`);
  for (const end of ends) {
    if (!isPartition(settings.by, end)) throw refusal(settings, `"${end}" is not ${PARTITION_FORMS[settings.by]}`);
    if (end < settings.start || settings.end !== void 0 && end > settings.end) {
      const bounds = settings.end === void 0 ? `at ${settings.start}` : `at ${settings.start} and end at ${settings.end}`;
      throw refusal(settings, `${end} is outside the pipeline's partitions, which begin ${bounds}`);
    }
  }
  if (last < first) throw refusal(settings, `the range ${first}..${last} runs backwards`);
  return partitionsBetween(first, last, LONGEST_LIST + 1);
}
function refusal({ start }, what) {
  const named = start === NO_PARTITION ? NO_PARTITION : `${start}, ${start}..${nextPartition(start) ?? start}, a list with commas`;
  return new ConfigurationError("SELECTION", `${what}; write ${named}, last:3, ${SELECTION_WORDS.join(", ")}`);
}

export {
  fetchSource,
  fetchPartition,
  planFlow,
  runFlow,
  parseSelection
};
