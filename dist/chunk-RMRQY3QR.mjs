import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  formatError,
  gunzip,
  isMarkup,
  isReadable,
  mismatch,
  unpack
} from "./chunk-ZYABUXPS.mjs";
import {
  redactUrl,
  showTarget
} from "./chunk-PE4XUUB3.mjs";
import {
  isPrivateHost
} from "./chunk-VL3R7PO3.mjs";
import {
  formatBytes
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  ConflictError,
  ContractError,
  LakeferryError,
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/source/partial-file.ts
import { createHash } from "node:crypto";

// src/source/inspector.ts
function createInspector(options) {
  const { tap } = options;
  const channel = createChannel();
  let format;
  let markup = false;
  let textBytes = 0;
  const reading = (async () => {
    const head = [];
    const text = unpack(channel.output, options, (found) => {
      if (!isReadable(found)) throw formatError(options.name, found);
      format = found;
    });
    for await (const chunk of text) {
      if (textBytes < 512) {
        head.push(Buffer.from(chunk.subarray(0, 512)));
        markup = isMarkup(Buffer.concat(head));
      }
      textBytes += chunk.length;
      await tap?.write(chunk);
    }
    tap?.end();
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
      tap?.abandon();
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
      const both = [onDisk(path, () => file.write(chunk)), inspector.write(chunk)];
      for (const one of await Promise.allSettled(both)) if (one.status === "rejected") throw one.reason;
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
var WORDS = {
  401: 'it wants credentials; set "source.headers"',
  403: 'access is denied; check the URL and its credentials, or list 403 in "source.not_ready"',
  404: 'there is no such file; check the URL, or list 404 in "source.not_ready"',
  410: "the file is gone for good",
  416: "the requested range does not exist",
  429: "too many requests"
};
function statusError(where, status, headers, now) {
  const words = WORDS[status] ?? (status >= 500 ? "the server has a problem" : "that is not a file");
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
      files: options.files,
      tap: options.onText?.()
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
  if (error instanceof ContractError && /^(?:GZIP|ZSTD)_/.test(error.code)) {
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

// src/source/content.ts
async function copyContent(options, content, signal) {
  const { files, settings, subject } = options;
  const shown = redactUrl(options.shownUrl);
  const { etag } = content;
  if (options.previous?.etag === etag) return { kind: "unchanged", etag };
  checkDownload(options, shown, content.bytes);
  const temporary = `${options.into}.${Math.floor(options.clock.random() * 2 ** 40).toString(36)}.part`;
  const partial = await createPartialFile({
    path: temporary,
    name: shown,
    limits: options.limits,
    files,
    tap: options.onText?.()
  });
  try {
    for await (const chunk of content.stream()) {
      signal.throwIfAborted();
      await partial.write(chunk);
      checkDownload(options, shown, partial.bytes);
      if (partial.inspector.markup()) throw markupError(shown);
      options.log.progress({ subject, phase: "fetch", done: partial.bytes, total: content.bytes, unit: "bytes" });
    }
    if (partial.bytes === 0 && !settings.allowEmpty) throw emptyError(shown, true);
    if (await content.tagNow() !== etag) throw new OutageError("FETCH_CHANGED", `${shown} changed while it was read`);
    let verifiedBy = "length";
    const { sha256 } = await partial.finish(options.into, (inspection) => {
      if (partial.inspector.markup()) throw markupError(shown);
      if (inspection.format === "gzip") verifiedBy = "gzip";
      const warning = mismatch(shown, inspection.format);
      if (warning !== void 0) options.log.warn(`${subject}: ${warning}`);
    });
    const tag = partial.bytes === content.bytes ? { etag } : {};
    const source = { url: shown, ...tag, bytes: partial.bytes, sha256 };
    return { kind: "fetched", path: options.into, source, verifiedBy };
  } catch (error) {
    await partial.drop();
    throw error;
  }
}

// src/source/bucket-object.ts
function bucketObject(url) {
  const [, bucket, name] = /^(gs:\/\/[^/]+)\/(.+)$/is.exec(url) ?? [];
  return bucket === void 0 || name === void 0 ? void 0 : { bucket, name };
}
var generationTag = (generation) => `"${generation}"`;
async function lookAtObject({ bucket: open, shownUrl }, url) {
  const place = bucketObject(url);
  if (place === void 0 || open === void 0) {
    throw new ConfigurationError(
      "SOURCE_URL",
      `${redactUrl(shownUrl)} is not a URL that can be fetched here; write gs://bucket/name, and download it with a pipeline file`
    );
  }
  return open(place.bucket).get(place.name);
}
async function copyObject(options, signal) {
  const shown = redactUrl(options.shownUrl);
  const found = await lookAtObject(options, options.url);
  if (found === void 0) {
    if (options.settings.notReady.includes(404)) return { kind: "not_ready", status: 404 };
    throw new ConfigurationError("SOURCE_MISSING", `${shown}: there is no such object; check "source.url"`);
  }
  const etag = generationTag(found.generation);
  async function* stream() {
    try {
      for await (const chunk of await found?.open() ?? []) yield chunk;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      throw new OutageError("FETCH_CHANGED", `${shown} changed while it was read`, { cause: error });
    }
  }
  return copyContent(options, { etag, bytes: found.bytes, stream, tagNow: async () => etag }, signal);
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
  return `"${stat.size}-${stat.mtimeNs}-${stat.ctimeNs}"`;
}
async function statFile(files, path, shown) {
  const stat = await files.stat(path);
  if (stat?.isDirectory) {
    throw new ConfigurationError("SOURCE_FOLDER", `${shown} is a folder; name a file in "source.url"`);
  }
  return stat;
}
async function copyFile(options, path, signal) {
  const { files, settings } = options;
  const shown = redactUrl(options.shownUrl);
  const stat = await statFile(files, path, shown);
  if (stat === void 0) {
    if (settings.notReady.includes(404)) return { kind: "not_ready", status: 404 };
    throw new ConfigurationError("SOURCE_MISSING", `${shown}: there is no such file; check "source.url"`);
  }
  return copyContent(
    options,
    {
      etag: fileTag(stat),
      bytes: stat.size,
      stream: () => readable(files, path, shown),
      async tagNow() {
        const after = await files.stat(path);
        return after === void 0 ? void 0 : fileTag(after);
      }
    },
    signal
  );
}
async function* readable(files, path, shown) {
  try {
    yield* files.stream(path);
  } catch (error) {
    throw new ConfigurationError("SOURCE_READ", `cannot read ${shown}: ${reasonOf(error)}`, {}, error);
  }
}

export {
  validatorsOf,
  conditionsOf,
  onDisk,
  openUrl,
  retryAfter,
  dropTransfer,
  download,
  generationTag,
  lookAtObject,
  copyObject,
  localPath,
  fileTag,
  statFile,
  copyFile
};
