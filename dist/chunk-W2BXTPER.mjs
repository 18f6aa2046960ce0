import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  releaseBuffers
} from "./chunk-LBBWAHLC.mjs";
import {
  formatBytes
} from "./chunk-5TBAR4MG.mjs";
import {
  ConfigurationError,
  ContractError
} from "./chunk-PF5MVQRH.mjs";

// src/source/format.ts
var MARK_BYTES = 10;
var MARKS = [
  ["gzip", /^\x1f\x8b/],
  ["zip", /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ["zstd", /^(?:\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/],
  ["bzip2", /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/],
  ["xz", /^\xfd7zXZ\x00/],
  ["Parquet", /^PAR1[\x15\x19]/],
  ["encrypted Parquet", /^PARE[\x15\x19]/],
  ["7z", /^7z\xbc\xaf\x27\x1c/],
  ["rar", /^Rar!\x1a\x07/],
  ["lz4", /^\x04\x22\x4d\x18/],
  ["compress", /^\x1f\x9d/],
  ["Arrow", /^ARROW1\x00\x00/],
  ["Avro", /^Obj\x01/],
  ["PDF", /^%PDF-[12]\./],
  ["old Excel", /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/]
];
function formatOf(start) {
  const text = Buffer.from(start.subarray(0, MARK_BYTES)).toString("latin1");
  return MARKS.find(([, mark]) => mark.test(text))?.[0] ?? "text";
}
function isReadable(format) {
  return format === "text" || format === "gzip" || format === "zip" || format === "zstd" || format === "Parquet";
}
function formatError(name, format) {
  const readable = "plain text, gzip, zip, zstd and Parquet can be read";
  const message = isReadable(format) ? `${name} is a ${format} file where text was expected; name it itself as the source` : `${name} is ${/^[aeiou]/i.test(format) ? "an" : "a"} ${format} file; ${readable}: name a source that is one of them, or unpack it first`;
  return new ConfigurationError("FORMAT", message, { name, format });
}
function isMarkup(start) {
  const text = Buffer.from(start.subarray(0, 512)).toString("latin1").replace(/^\xef\xbb\xbf/, "");
  return /^\s*<(?:!doctype\b|!--|\?xml\b|html\b|head\b|body\b|title\b|error\b|center\b|h1\b|rss\b)/i.test(text);
}
function mismatch(name, format) {
  const path = name.replace(/[?#].*$/, "").toLowerCase();
  const packed = /\.(gz|gzip|zip|zst|zstd|parquet)$/.exec(path)?.[1];
  if (format === "text" && packed !== void 0) {
    return `${name} is named like ${packed.startsWith("gz") ? "gzip" : packed}, but its bytes are plain text: read as plain text`;
  }
  if (format !== "text" && /\.(?:csv|tsv|txt|dat|json|jsonl|ndjson)$/.test(path)) {
    return `${name} is named like plain text, but its bytes are ${format}: ${format === "Parquet" ? "read as such" : "unpacked"}`;
  }
  return void 0;
}

// src/source/gunzip.ts
import { createGunzip } from "node:zlib";
var CHUNK_BYTES = 256 * 1024;
var RATIO_FREE_BYTES = 1 << 20;
var UNTOLD_BYTES = 4096;
async function* gunzip(input, options) {
  const engine = createGunzip({ chunkSize: CHUNK_BYTES });
  const counts = { fed: 0 };
  const feeding = feed(engine, input, counts, options.name);
  let text = 0;
  try {
    for await (const chunk of engine) {
      text += chunk.length;
      checkUnpacked(text, engine.bytesWritten + UNTOLD_BYTES, options);
      yield chunk;
      releaseBuffers();
    }
    await feeding;
    checkUnpacked(text, counts.fed, options);
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
function checkUnpacked(text, compressed, options) {
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

// src/source/unzstd.ts
import { constants, createZstdDecompress } from "node:zlib";

// src/source/zstd-frames.ts
var MAGIC = 4;
var BLOCK_HEADER = 3;
var RLE = 1;
var RESERVED = 3;
async function* zstdFrames(input, name) {
  const walk = createWalk(name);
  let held = new Uint8Array(0);
  for await (const piece of input) {
    const chunk = held.length === 0 ? piece : Buffer.concat([held, piece]);
    held = new Uint8Array(0);
    for (let at = 0; at < chunk.length; ) {
      if (walk.isBetween() && chunk.length - at < MAGIC) {
        held = Uint8Array.from(chunk.subarray(at));
        break;
      }
      const { end, kept } = walk.next(chunk, at);
      if (kept) yield chunk.subarray(at, end);
      at = end;
    }
  }
  walk.finish(held.length);
}
function createWalk(name) {
  let wanted = MAGIC;
  let look = onMagic;
  let header = [];
  let passing = 0;
  let afterPassing = startMagic;
  let kept = true;
  let frames = 0;
  let read = 0;
  function corrupt() {
    return new ContractError("ZSTD_CORRUPT", `${name}: the zstd data is damaged (found within ${read} bytes)`, {
      name
    });
  }
  function trailing() {
    const message = `${name}: there are bytes behind the end of the zstd data; fetch it anew`;
    return new ContractError("ZSTD_TRAILING", message, { name });
  }
  function isBetween() {
    return passing === 0 && look === onMagic && header.length === 0;
  }
  function collect(bytes, then) {
    wanted = bytes;
    look = then;
    header = [];
  }
  function pass(bytes, then) {
    if (bytes === 0) {
      then();
      return;
    }
    wanted = 0;
    passing = bytes;
    afterPassing = then;
  }
  function startMagic() {
    collect(MAGIC, onMagic);
  }
  function onMagic(bytes) {
    const magic = new DataView(bytes.buffer).getUint32(0, true);
    if (magic === 4247762216) {
      kept = true;
      frames++;
      collect(1, onDescriptor);
      return;
    }
    if (magic >>> 4 === 25481893) {
      kept = false;
      collect(4, (size) => pass(new DataView(size.buffer).getUint32(0, true), startMagic));
      return;
    }
    throw frames === 0 ? corrupt() : trailing();
  }
  function onDescriptor(bytes) {
    const descriptor = bytes[0];
    const isSingle = (descriptor & 32) !== 0;
    const sizeFlag = descriptor >>> 6;
    const sizeBytes = sizeFlag === 0 ? isSingle ? 1 : 0 : 2 ** sizeFlag;
    const dictionaryBytes = [0, 1, 2, 4][descriptor & 3];
    const checksum = (descriptor & 4) !== 0 ? 4 : 0;
    const startBlock = () => collect(BLOCK_HEADER, (block) => {
      const packed = block[0] | block[1] << 8 | block[2] << 16;
      const type = packed >>> 1 & 3;
      if (type === RESERVED) throw corrupt();
      const isLast = (packed & 1) === 1;
      pass(type === RLE ? 1 : packed >>> 3, isLast ? () => pass(checksum, startMagic) : startBlock);
    });
    pass((isSingle ? 0 : 1) + dictionaryBytes + sizeBytes, startBlock);
  }
  return {
    /** No frame is open. */
    isBetween,
    /** Up to where the bytes from `at` on belong to the frame that they began in, and whether they are wanted. */
    next(chunk, at) {
      let end = at;
      while (end < chunk.length) {
        if (passing > 0) {
          const taken = Math.min(passing, chunk.length - end);
          passing -= taken;
          end += taken;
          read += taken;
          if (passing === 0) afterPassing();
        } else {
          header.push(chunk[end++]);
          read++;
          if (header.length === wanted) look(Uint8Array.from(header));
        }
        if (isBetween()) break;
      }
      return { end, kept };
    },
    finish(left) {
      if (frames > 0 && left > 0 && isBetween()) throw trailing();
      if (frames > 0 && isBetween()) return;
      throw new ContractError("ZSTD_TRUNCATED", `${name}: the zstd data ends too early, after ${read} bytes`, {
        name,
        bytes: read
      });
    }
  };
}

// src/source/unzstd.ts
var CHUNK_BYTES2 = 512 * 1024;
var WINDOW_LOG = 27;
async function* unzstd(input, options) {
  const engine = createZstdDecompress({
    chunkSize: CHUNK_BYTES2,
    params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG }
  });
  const feeding = feed2(engine, zstdFrames(input, options.name));
  let text = 0;
  try {
    for await (const chunk of engine) {
      text += chunk.length;
      checkUnpacked(text, engine.bytesWritten + UNTOLD_BYTES, options);
      yield chunk;
    }
    await feeding;
    checkUnpacked(text, engine.bytesWritten, options);
  } catch (error) {
    throw zstdError(error, options.name);
  } finally {
    engine.destroy();
    feeding.catch(() => {
    });
  }
}
async function feed2(engine, pieces) {
  let release = () => {
  };
  for (const event of ["end", "close", "error"]) engine.once(event, () => release());
  try {
    for await (const piece of pieces) {
      if (engine.destroyed) return;
      await new Promise((resolve) => {
        release = resolve;
        engine.write(piece, () => resolve());
      });
      if (engine.errored) return;
    }
    engine.end();
  } catch (error) {
    engine.destroy(error);
  }
}
function zstdError(error, name) {
  const code = error.code ?? "";
  if (error instanceof ContractError) return error;
  if (code === "ZSTD_error_frameParameter_windowTooLarge") {
    const message = `${name}: the zstd data needs a window larger than 128 MiB; pack it without --long or --ultra`;
    return new ContractError("ZSTD_WINDOW", message, { name });
  }
  if (code.startsWith("ZSTD_error") || code === "Z_BUF_ERROR") {
    return new ContractError("ZSTD_CORRUPT", `${name}: the zstd data is damaged`, { name });
  }
  return error;
}

// src/source/decompress.ts
async function* decompress(raw, options) {
  yield* unpack(raw, options, (format) => {
    if (format !== "text" && format !== "gzip" && format !== "zstd") throw formatError(options.name, format);
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
  if (format === "zstd") {
    yield* unzstd(whole, { name, limits });
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

export {
  MARK_BYTES,
  formatOf,
  isReadable,
  formatError,
  isMarkup,
  mismatch,
  gunzip,
  checkUnpacked,
  decompress,
  unpack
};
