import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  SLACK,
  copyBytes,
  theMachine
} from "./chunk-QDS5XJU5.mjs";
import {
  formatBytes
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  ContractError
} from "./chunk-TOUVOPKP.mjs";

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
import { crc32 } from "node:zlib";

// src/kernel/inflate.ts
var STATES = ["hungry", "full", "ended", "damaged"];
var INPUT = 0;
var INPUT_END = 1;
var OUTPUT = 2;
var OUTPUT_END = 3;
var HISTORY = 4;
var STREAM = 5;
var STREAM_END = 10;
var STATE_BYTES = 25280;
var WORD = 8;
var INPUT_BYTES = 128 * 1024 - STATE_BYTES - WORD - SLACK;
var HISTORY_BYTES = 32 * 1024;
var OUTPUT_BYTES = 256 * 1024 - SLACK;
function createInflater({ inputBytes = INPUT_BYTES, outputBytes = OUTPUT_BYTES } = {}) {
  const machine = theMachine();
  const memory = machine.openMemory();
  const own = memory.bytes(STATE_BYTES + WORD + inputBytes);
  const state = new Uint32Array(own.buffer, own.byteOffset, STATE_BYTES / 4);
  const input = own.subarray(STATE_BYTES);
  const output = memory.bytes(outputBytes);
  const at = (word) => state[word];
  const inputAt = input.byteOffset;
  const outputAt = output.byteOffset;
  state.fill(0);
  state[INPUT] = state[INPUT_END] = inputAt;
  state[OUTPUT] = state[HISTORY] = outputAt;
  state[OUTPUT_END] = outputAt + outputBytes;
  let kept = outputAt;
  let written = outputAt;
  let given = 0;
  function text(from) {
    return output.subarray(from - outputAt, at(OUTPUT) - outputAt);
  }
  function rewind() {
    const shift = at(OUTPUT) - outputAt - HISTORY_BYTES;
    copyBytes(output.subarray(shift, shift + HISTORY_BYTES), output);
    state[OUTPUT] = kept = outputAt + HISTORY_BYTES;
    state[HISTORY] = Math.max(outputAt, at(HISTORY) - shift);
  }
  return {
    give(bytes) {
      if (at(INPUT) < at(INPUT_END)) throw new Error("the inflater was given input before it asked for it");
      const piece = bytes.subarray(0, inputBytes);
      const skew = piece.byteOffset % WORD;
      copyBytes(piece, input.subarray(skew));
      state[INPUT] = inputAt + skew;
      state[INPUT_END] = inputAt + skew + piece.length;
      given += piece.length;
      return piece.length;
    },
    rest: () => input.subarray(at(INPUT) - inputAt, at(INPUT_END) - inputAt),
    used: () => given - (at(INPUT_END) - at(INPUT)),
    skip(count) {
      state[INPUT] = at(INPUT) + count;
    },
    begin() {
      state.fill(0, STREAM, STREAM_END);
      state[HISTORY] = at(OUTPUT);
    },
    step() {
      if (at(OUTPUT) === at(OUTPUT_END) && kept === at(OUTPUT)) rewind();
      written = at(OUTPUT);
      return STATES[machine.calls.inflate(state.byteOffset)];
    },
    written: () => text(written),
    take() {
      const taken = text(kept);
      kept = at(OUTPUT);
      return taken;
    },
    close: () => memory.close()
  };
}

// src/source/inflated.ts
import { setImmediate } from "node:timers/promises";
async function* inflated(input, inflater, advance) {
  for await (const chunk of input) {
    for (let at = 0; at < chunk.length; ) {
      at += inflater.give(chunk.subarray(at));
      for (let isFull = true; isFull; ) {
        isFull = advance();
        if (isFull || at === chunk.length) {
          const text = inflater.take();
          if (text.length > 0) yield text;
        }
        await setImmediate();
      }
    }
  }
}

// src/source/gunzip.ts
var RATIO_FREE_BYTES = 1 << 20;
var UNTOLD_BYTES = 4096;
async function* gunzip(input, options) {
  const inflater = createInflater();
  const members = readMembers(inflater, options.name);
  let wants = "input";
  const advance = () => {
    wants = members.next().value;
    return wants === "room";
  };
  let text = 0;
  try {
    for await (const piece of inflated(input, inflater, advance)) {
      text += piece.length;
      checkUnpacked(text, inflater.used() + UNTOLD_BYTES, options);
      yield piece;
    }
    if (wants === "input") throw truncated(options.name, inflater.used());
    checkUnpacked(text, inflater.used(), options);
  } finally {
    inflater.close();
  }
}
function* readMembers(inflater, name) {
  const damaged = () => corrupt(name, inflater.used() + inflater.rest().length);
  for (; ; ) {
    if (!(yield* readHeader(inflater))) throw damaged();
    inflater.begin();
    let crc = 0;
    let size = 0;
    for (let state = inflater.step(); ; state = inflater.step()) {
      if (state === "damaged") throw damaged();
      const text = inflater.written();
      crc = crc32(text, crc);
      size += text.length;
      if (state === "ended") break;
      yield state === "full" ? "room" : "input";
    }
    if ((yield* readNumber(inflater, 4)) !== crc) throw damaged();
    if ((yield* readNumber(inflater, 4)) !== size % 2 ** 32) throw damaged();
    while (inflater.rest().length === 0) yield "more";
    if (inflater.rest()[0] === 0) break;
  }
  for (; ; ) {
    const rest = inflater.rest();
    if (rest.some((byte) => byte !== 0)) throw trailing(name);
    inflater.skip(rest.length);
    yield "more";
  }
}
var MAGIC = 35615;
var DEFLATE = 8;
var HAS_CHECKSUM = 1 << 1;
var HAS_EXTRA = 1 << 2;
var HAS_NAME = 1 << 3;
var HAS_COMMENT = 1 << 4;
var RESERVED = 224;
function* readHeader(inflater) {
  let crc = 0;
  const number = (bytes) => readNumber(inflater, bytes, (byte) => crc = crc32(Uint8Array.of(byte), crc));
  if ((yield* number(2)) !== MAGIC) return false;
  const method = yield* number(2);
  const flags = method >> 8;
  if ((method & 255) !== DEFLATE || (flags & RESERVED) !== 0) return false;
  yield* number(6);
  if ((flags & HAS_EXTRA) !== 0) for (let left = yield* number(2); left > 0; left--) yield* number(1);
  if ((flags & HAS_NAME) !== 0) while ((yield* number(1)) !== 0) ;
  if ((flags & HAS_COMMENT) !== 0) while ((yield* number(1)) !== 0) ;
  if ((flags & HAS_CHECKSUM) === 0) return true;
  const expected = crc & 65535;
  return (yield* number(2)) === expected;
}
function* readNumber(inflater, bytes, onByte = () => {
}) {
  let value = 0;
  for (let at = 0; at < bytes; at++) {
    while (inflater.rest().length === 0) yield "input";
    const byte = inflater.rest()[0];
    inflater.skip(1);
    onByte(byte);
    value += byte * 2 ** (8 * at);
  }
  return value;
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
function truncated(name, bytes) {
  return new ContractError("GZIP_TRUNCATED", `${name}: the gzip data ends too early, after ${bytes} bytes`, {
    name,
    bytes
  });
}
function corrupt(name, bytes) {
  return new ContractError("GZIP_CORRUPT", `${name}: the gzip data is damaged (found within ${bytes} bytes)`, {
    name,
    bytes
  });
}
function trailing(name) {
  return new ContractError("GZIP_TRAILING", `${name}: there are bytes behind the end of the gzip data; fetch it anew`, {
    name
  });
}

// src/source/unzstd.ts
import { constants, createZstdDecompress } from "node:zlib";

// src/source/zstd-frames.ts
var MAGIC2 = 4;
var BLOCK_HEADER = 3;
var RLE = 1;
var RESERVED2 = 3;
async function* zstdFrames(input, name) {
  const walk = createWalk(name);
  let held = new Uint8Array(0);
  for await (const piece of input) {
    const chunk = held.length === 0 ? piece : Buffer.concat([held, piece]);
    held = new Uint8Array(0);
    for (let at = 0; at < chunk.length; ) {
      if (walk.isBetween() && chunk.length - at < MAGIC2) {
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
  let wanted = MAGIC2;
  let look = onMagic;
  let header = [];
  let passing = 0;
  let afterPassing = startMagic;
  let kept = true;
  let frames = 0;
  let read = 0;
  function corrupt2() {
    return new ContractError("ZSTD_CORRUPT", `${name}: the zstd data is damaged (found within ${read} bytes)`, {
      name
    });
  }
  function trailing2() {
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
    collect(MAGIC2, onMagic);
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
    throw frames === 0 ? corrupt2() : trailing2();
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
      if (type === RESERVED2) throw corrupt2();
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
      if (frames > 0 && left > 0 && isBetween()) throw trailing2();
      if (frames > 0 && isBetween()) return;
      throw new ContractError("ZSTD_TRUNCATED", `${name}: the zstd data ends too early, after ${read} bytes`, {
        name,
        bytes: read
      });
    }
  };
}

// src/source/unzstd.ts
var CHUNK_BYTES = 512 * 1024;
var WINDOW_LOG = 27;
async function* unzstd(input, options) {
  const engine = createZstdDecompress({
    chunkSize: CHUNK_BYTES,
    params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG }
  });
  const feeding = feed(engine, zstdFrames(input, options.name));
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
async function feed(engine, pieces) {
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
  let start = new Uint8Array(0);
  while (start.length < MARK_BYTES) {
    const next = await rest.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  return { start, rest };
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
  createInflater,
  inflated,
  gunzip,
  checkUnpacked,
  decompress,
  unpack
};
