import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  formatBytes
} from "./chunk-2AGBJTL2.mjs";
import {
  ConfigurationError,
  ContractError
} from "./chunk-PF5MVQRH.mjs";

// src/source/format.ts
var MARK_BYTES = 10;
var MARKS = [
  ["gzip", /^\x1f\x8b/],
  ["zip", /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ["zstd", /^\x28\xb5\x2f\xfd/],
  ["bzip2", /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/],
  ["xz", /^\xfd7zXZ\x00/],
  ["Parquet", /^PAR1[\x15\x19]/]
];
function formatOf(start) {
  const text = Buffer.from(start.subarray(0, MARK_BYTES)).toString("latin1");
  return MARKS.find(([, mark]) => mark.test(text))?.[0] ?? "text";
}
function formatError(name, format) {
  const fix = format === "Parquet" ? 'point "source.url" at the CSV months instead' : "name a source that is plain text or gzip, or unpack it first";
  return new ConfigurationError("FORMAT", `${name} is a ${format} file; plain text and gzip can be read: ${fix}`, {
    name,
    format
  });
}
function isMarkup(start) {
  const text = Buffer.from(start.subarray(0, 512)).toString("latin1").replace(/^\xef\xbb\xbf/, "");
  return /^\s*<(?:!doctype\b|!--|\?xml\b|html\b|head\b|body\b|title\b|error\b|center\b|h1\b|rss\b)/i.test(text);
}
function mismatch(name, format) {
  const path = name.replace(/[?#].*$/, "").toLowerCase();
  if (format === "text" && /\.(?:gz|gzip)$/.test(path)) {
    return `${name} is named like gzip, but its bytes are plain text: read as plain text`;
  }
  if (format === "gzip" && /\.(?:csv|tsv|txt|dat)$/.test(path)) {
    return `${name} is named like plain text, but its bytes are gzip: unpacked`;
  }
  return void 0;
}

// src/source/gunzip.ts
import { createGunzip } from "node:zlib";
var CHUNK_BYTES = 512 * 1024;
var RATIO_FREE_BYTES = 1 << 20;
async function* gunzip(input, options) {
  const engine = createGunzip({ chunkSize: CHUNK_BYTES });
  const counts = { fed: 0 };
  const feeding = feed(engine, input, counts, options.name);
  let text = 0;
  try {
    for await (const chunk of engine) {
      text += chunk.length;
      checkLimits(text, engine.bytesWritten, options);
      yield chunk;
    }
    await feeding;
  } catch (error) {
    throw gzipError(error, options.name, counts.fed);
  } finally {
    engine.destroy();
    feeding.catch(() => {
    });
  }
}
async function feed(engine, input, counts, name) {
  let used;
  let release = () => {
  };
  for (const event of ["end", "close", "error"]) engine.once(event, () => release());
  try {
    for await (const chunk of input) {
      counts.fed += chunk.length;
      if (used === void 0 && chunk.length > 0) {
        if (engine.destroyed) return;
        await new Promise((resolve) => {
          release = resolve;
          engine.write(chunk, () => resolve());
        });
        if (engine.bytesWritten < counts.fed) used = engine.bytesWritten;
        if (engine.errored) return;
      }
      if (used !== void 0) refuseTrailing(chunk, counts.fed - used, name);
    }
    if (used === void 0) engine.end();
  } catch (error) {
    if (used !== void 0) throw error;
    engine.destroy(error);
  }
}
function refuseTrailing(chunk, behind, name) {
  const rest = chunk.subarray(Math.max(0, chunk.length - behind));
  if (rest.every((byte) => byte === 0)) return;
  throw new ContractError("GZIP_TRAILING", `${name}: there are bytes behind the end of the gzip data; fetch it anew`, {
    name
  });
}
function checkLimits(text, compressed, options) {
  const { name, limits } = options;
  checkText(text, name, limits);
  if (text > RATIO_FREE_BYTES && text > compressed * limits.ratio) {
    throw new ContractError(
      "LIMIT_RATIO",
      `${name} unpacks to more than ${limits.ratio} times its size, like a decompression bomb; if the file is sound, raise "limits.ratio"`,
      { name, ratio: limits.ratio }
    );
  }
}
function checkText(text, name, limits) {
  if (text <= limits.text) return;
  throw new ContractError(
    "LIMIT_TEXT",
    `${name} holds more text than ${formatBytes(limits.text)}; if the file is sound, raise "limits.text"`,
    { name, limit: limits.text }
  );
}
function gzipError(error, name, fed) {
  const code = error.code;
  if (code === "Z_BUF_ERROR") {
    return new ContractError("GZIP_TRUNCATED", `${name}: the gzip data ends too early, after ${fed} bytes`, {
      name,
      bytes: fed
    });
  }
  if (code === "Z_DATA_ERROR" || code === "Z_NEED_DICT") {
    return new ContractError("GZIP_CORRUPT", `${name}: the gzip data is damaged (found within ${fed} bytes)`, {
      name,
      bytes: fed
    });
  }
  return error;
}

// src/source/decompress.ts
async function* decompress(raw, options) {
  yield* unpack(raw, options, (format) => {
    if (format !== "text" && format !== "gzip") throw formatError(options.name, format);
  });
}
async function* unpack(raw, options, onFormat) {
  const { name, limits } = options;
  const { start, rest } = await split(raw);
  const format = formatOf(start);
  try {
    onFormat(format);
  } catch (error) {
    await rest.return?.();
    throw error;
  }
  const whole = joined(start, rest);
  if (format === "gzip") {
    yield* gunzip(whole, { name, limits });
    return;
  }
  let text = 0;
  for await (const chunk of whole) {
    text += chunk.length;
    checkText(text, name, limits);
    yield chunk;
  }
}
async function split(raw) {
  const rest = raw[Symbol.asyncIterator]();
  const pieces = [];
  for (let length = 0; length < MARK_BYTES; ) {
    const next = await rest.next();
    if (next.done) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  return { start: pieces.length === 1 ? pieces[0] : Buffer.concat(pieces), rest };
}
async function* joined(start, rest) {
  try {
    if (start.length > 0) yield start;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

// src/source/shown-url.ts
var SECRET_NAME = "x-(?:goog|amz)-(?:signature|credential|security-token)|sig|signature|googleaccessid|awsaccesskeyid|[\\w.-]*(?:token|secret|password|passwd|passphrase|credential|apikey|api[_-]key|access[_-]?key)|pwd|key|auth|authorization";
var SECRET_VALUE = new RegExp(`([?&;](?:${SECRET_NAME})=)(?!\\$\\{\\w+\\}(?:[&;#]|$))[^&;#]*`, "gi");
function redactUrl(shownUrl) {
  return shownUrl.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1***@").replace(SECRET_VALUE, "$1***");
}
function showTarget(target, hasSecrets) {
  if (target.protocol !== "http:" && target.protocol !== "https:") return `${target.protocol} URL`;
  return hasSecrets ? target.origin : `${target.origin}${target.pathname}`;
}

export {
  formatError,
  isMarkup,
  mismatch,
  gunzip,
  decompress,
  unpack,
  redactUrl,
  showTarget
};
