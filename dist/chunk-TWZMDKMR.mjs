import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  byteDialect,
  createBoundScan,
  createGroupReader,
  fieldRoom,
  fieldTooLong,
  headerTooLong,
  invalidUtf8At,
  parseRecord,
  recordTooLong,
  releaseScanBlock,
  tooManyColumns
} from "./chunk-RXER3GMB.mjs";
import {
  createCells
} from "./chunk-MCIXMSU2.mjs";
import {
  MARK_BYTES,
  checkUnpacked,
  createInflater,
  decompress,
  formatOf,
  inflated
} from "./chunk-ZYABUXPS.mjs";
import {
  MAX_ORIGINAL_TEXT
} from "./chunk-TF4KEOCB.mjs";
import {
  copyBytes
} from "./chunk-QDS5XJU5.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  ContractError,
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";
import {
  safeText
} from "./chunk-3UZALZAA.mjs";

// src/source/unzip.ts
import { crc32 } from "node:zlib";

// src/source/zip-entry.ts
var END = { mark: 101010256, bytes: 22 };
var END64 = { mark: 101075792, bytes: 56 };
var LOCATOR64 = { mark: 117853008, bytes: 20 };
var CENTRAL = { mark: 33639248, bytes: 46 };
var LOCAL = { mark: 67324752, bytes: 30 };
var LONGEST_COMMENT = 65535;
var ELSEWHERE_16 = 65535;
var ELSEWHERE_32 = 4294967295;
var ENCRYPTED = 1 << 0;
var STRONG = 1 << 6;
var PATCH = 1 << 5;
var HIDDEN = 1 << 13;
var TYPE_MASK = 61440;
var REGULAR = 32768;
async function zipEntry(file, size, shown) {
  const end = await findEnd(file, size, shown);
  if (end.entries !== 1) {
    throw zipError(
      "ZIP_ENTRIES",
      shown,
      `it holds ${end.entries} files and not one; give each file an archive of its own`
    );
  }
  const view = await part(file, size, end.start, end.bytes, shown);
  if (end.bytes < CENTRAL.bytes || view.getUint32(0, true) !== CENTRAL.mark) throw damaged(shown, "its list of files");
  const flags = view.getUint16(8, true);
  const method = view.getUint16(10, true);
  const nameBytes = view.getUint16(28, true);
  const extraBytes = view.getUint16(30, true);
  const listed = CENTRAL.bytes + nameBytes + extraBytes + view.getUint16(32, true);
  if (listed !== end.bytes) throw damaged(shown, "its list of files");
  const name = nameAt(view, CENTRAL.bytes, nameBytes);
  const sizes = sizesOf(view, CENTRAL.bytes + nameBytes, extraBytes, shown);
  refuse({ shown, name, flags, method, madeBy: view.getUint8(5), attributes: view.getUint32(38, true) });
  const local = await part(file, size, sizes.offset, LOCAL.bytes, shown);
  const dataStart = sizes.offset + LOCAL.bytes + local.getUint16(26, true) + local.getUint16(28, true);
  if (local.getUint32(0, true) !== LOCAL.mark || local.getUint16(8, true) !== method)
    throw damaged(shown, "the header of its file");
  if (((local.getUint16(6, true) ^ flags) & (ENCRYPTED | STRONG | PATCH | HIDDEN)) !== 0)
    throw damaged(shown, "the header of its file");
  const localName = nameAt(
    await part(file, size, sizes.offset + LOCAL.bytes, local.getUint16(26, true), shown),
    0,
    local.getUint16(26, true)
  );
  if (localName !== name) throw damaged(shown, "two names of its file");
  if (dataStart + sizes.compressed > end.start) throw damaged(shown, "the size of its file");
  return {
    name,
    method: method === 0 ? "stored" : "deflated",
    start: dataStart,
    compressed: sizes.compressed,
    size: sizes.size,
    crc: view.getUint32(16, true)
  };
}
function refuse(entry) {
  const { shown, name, flags, method, madeBy, attributes } = entry;
  const quoted = JSON.stringify(name);
  if ((flags & (ENCRYPTED | STRONG | HIDDEN)) !== 0) {
    throw zipError("ZIP_ENCRYPTED", shown, "its file is encrypted; name a source that is not");
  }
  const parts = name.split(/[\\/]/);
  if (name === "" || name.includes("\0") || /^[\\/]|^[a-zA-Z]:/.test(name) || parts.includes("..")) {
    throw zipError("ZIP_NAME", shown, `its file is called ${quoted}, a path that leads out of the archive`);
  }
  const type = madeBy === 3 ? attributes >>> 16 & TYPE_MASK : 0;
  if (parts.at(-1) === "" || type !== 0 && type !== REGULAR) {
    throw zipError("ZIP_KIND", shown, `${quoted} in it is no plain file but a folder, a link or a device`);
  }
  if ((flags & PATCH) !== 0 || method !== 0 && method !== 8) {
    throw zipError(
      "ZIP_METHOD",
      shown,
      `its file is packed by method ${method}; only deflate (8) and stored (0) are read`
    );
  }
}
async function findEnd(file, size, shown) {
  const length = Math.min(size, END.bytes + LONGEST_COMMENT);
  const view = await part(file, size, size - length, length, shown);
  for (let at = length - END.bytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== END.mark || at + END.bytes + view.getUint16(at + 20, true) !== length) continue;
    const position = size - length + at;
    const small = {
      entries: view.getUint16(at + 10, true),
      bytes: view.getUint32(at + 12, true),
      start: view.getUint32(at + 16, true)
    };
    const isSplit = view.getUint16(at + 4, true) !== 0 && view.getUint16(at + 4, true) !== ELSEWHERE_16;
    if (isSplit) throw zipError("ZIP_ENTRIES", shown, "it is one part of an archive of several; join them first");
    const isLarge = small.entries === ELSEWHERE_16 || small.bytes === ELSEWHERE_32 || small.start === ELSEWHERE_32;
    const end = isLarge ? await largeEnd(file, size, position, shown) : { ...small, behind: position };
    if (end.start + end.bytes !== end.behind) throw damaged(shown, "the place of its list of files");
    return end;
  }
  throw damaged(shown, "its end: is it whole?");
}
async function largeEnd(file, size, position, shown) {
  const locator = await part(file, size, position - LOCATOR64.bytes, LOCATOR64.bytes, shown);
  if (locator.getUint32(0, true) !== LOCATOR64.mark) throw damaged(shown, "its 64-bit end");
  const behind = Number(locator.getBigUint64(8, true));
  const view = await part(file, size, behind, END64.bytes, shown);
  if (view.getUint32(0, true) !== END64.mark) throw damaged(shown, "its 64-bit end");
  return {
    entries: Number(view.getBigUint64(32, true)),
    bytes: Number(view.getBigUint64(40, true)),
    start: Number(view.getBigUint64(48, true)),
    behind
  };
}
function sizesOf(view, extraAt, extraBytes, shown) {
  const small = {
    compressed: view.getUint32(20, true),
    size: view.getUint32(24, true),
    offset: view.getUint32(42, true)
  };
  for (let at = extraAt; at + 4 <= extraAt + extraBytes; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const behind = next + view.getUint16(at + 2, true);
    const large = (value) => {
      if (value !== ELSEWHERE_32) return value;
      if (next + 8 > behind || behind > extraAt + extraBytes) throw damaged(shown, "the 64-bit sizes of its file");
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    return { size: large(small.size), compressed: large(small.compressed), offset: large(small.offset) };
  }
  return small;
}
function nameAt(view, at, length) {
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length));
}
var MOST_PART = 256 * 1024;
async function part(file, size, start, length, shown) {
  if (!(start >= 0 && length >= 0 && length <= MOST_PART && start + length <= size))
    throw damaged(shown, "where its parts lie");
  const bytes = new Uint8Array(length);
  try {
    if (await file.read(bytes, start) !== length) throw damaged(shown, "its end: is it whole?");
  } catch (error) {
    if (error instanceof ContractError) throw error;
    throw damaged(shown, reasonOf(error));
  }
  return new DataView(bytes.buffer);
}
function damaged(shown, what) {
  return zipError("ZIP_DAMAGED", shown, `the archive is damaged: ${what}`);
}
function zipError(code, shown, problem) {
  return new ContractError(code, `${shown} is a zip archive that cannot be read: ${problem}`, { name: shown });
}

// src/source/unzip.ts
async function* unzip(options) {
  const { files, path, name } = options;
  const entry = await findEntry(options);
  const packed = stream(options, entry);
  let text = 0;
  let crc = 0;
  const whole = entry.method === "stored" ? packed : inflate(packed, name);
  for await (const chunk of whole) {
    text += chunk.length;
    if (text > entry.size)
      throw zipError("ZIP_SIZE", name, `its file is longer than the ${entry.size} bytes it declares`);
    checkUnpacked(text, entry.compressed, options);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (text !== entry.size) throw zipError("ZIP_SIZE", name, `its file has ${text} bytes and declares ${entry.size}`);
  if (crc !== entry.crc) throw zipError("ZIP_CHECKSUM", name, "its file does not have the checksum that it declares");
  async function findEntry({ limits }) {
    const size = (await files.stat(path))?.size ?? 0;
    const file = await files.open(path);
    try {
      const found = await zipEntry(file, size, name);
      checkUnpacked(Math.min(found.size, 2 ** 53), found.compressed, { name, limits });
      return found;
    } finally {
      await file.close();
    }
  }
}
async function* stream({ files, path, onBytes }, entry) {
  const end = entry.start + entry.compressed;
  if (end === entry.start) return;
  let done = entry.start;
  try {
    for await (const chunk of files.stream(path, { start: entry.start, end })) {
      done += chunk.length;
      onBytes?.(done);
      yield chunk;
    }
  } catch (error) {
    throw new OutageError("RAW_READ", `cannot read ${path}: ${reasonOf(error)}`, { data: { path }, cause: error });
  }
}
async function* inflate(packed, name) {
  const inflater = createInflater();
  let state = "hungry";
  try {
    inflater.begin();
    yield* inflated(packed, inflater, () => {
      if (state !== "ended") state = inflater.step();
      if (state === "damaged") throw damagedData(name);
      if (state === "ended" && inflater.rest().length > 0) {
        throw zipError("ZIP_SIZE", name, "there are bytes behind the end of its file");
      }
      return state === "full";
    });
    if (state !== "ended") throw damagedData(name);
  } finally {
    inflater.close();
  }
}
function damagedData(name) {
  return zipError("ZIP_DAMAGED", name, "the archive is damaged: the data of its file");
}

// src/source/open-text.ts
async function rawFormat({ files, path }) {
  const start = [];
  for await (const chunk of readable(files, path, MARK_BYTES)) start.push(Uint8Array.from(chunk));
  return formatOf(Buffer.concat(start));
}
async function* openText(raw) {
  const format = await rawFormat(raw);
  const text = format === "zip" ? unzip(raw) : decompress(metered(raw), raw);
  if (format === "text") {
    yield* text;
    return;
  }
  let start = new Uint8Array(0);
  for await (const chunk of text) {
    if (start !== void 0) start = Buffer.concat([start, chunk]);
    if (start !== void 0 && start.length < MARK_BYTES) continue;
    if (start !== void 0) refuseInner(raw.name, format, start);
    yield start ?? chunk;
    start = void 0;
  }
  if (start !== void 0 && start.length > 0) yield start;
}
function refuseInner(name, outer, start) {
  const inner = formatOf(start);
  if (inner === "text") return;
  throw new ConfigurationError(
    "FORMAT",
    `${name} is a ${outer} file that holds a ${inner} file; what is inside must be text: unpack it first`,
    { name, format: inner }
  );
}
async function* metered({ files, path, onBytes }) {
  let done = 0;
  for await (const chunk of readable(files, path)) {
    done += chunk.length;
    onBytes?.(done);
    yield chunk;
  }
}
async function* readable(files, path, end) {
  try {
    for await (const chunk of files.stream(path, end === void 0 ? {} : { start: 0, end })) yield chunk;
  } catch (error) {
    throw new OutageError("RAW_READ", `cannot read ${path}: ${reasonOf(error)}`, { data: { path }, cause: error });
  }
}

// src/csv/group-text.ts
var CUT_SLACK = 1024;
function checkCutField(options) {
  const { block, length, limits, file, isHeader } = options;
  if (block.cutField < 0) return;
  const line = options.line + block.lines;
  if (block.cutFields > limits.columns) throw tooManyColumns({ file, line, limit: limits.columns });
  if (isHeader) return;
  if (length - block.cutField > limits.field + CUT_SLACK) throw fieldTooLong({ file, line, limit: limits.field });
  if (length - block.consumed > limits.record + CUT_SLACK) throw recordTooLong({ file, line, limit: limits.record });
}

// src/csv/cutter.ts
var BLOCK_FIELDS = 32 * 1024;
var BLOCK_RECORDS = 16 * 1024;
var SKIPPED_AT_ONCE = 256 * 1024;
function createCutter(options) {
  const { window, csv, limits, file, kernel, memory } = options;
  const scan = createBoundScan(csv, kernel);
  const dialect = byteDialect(csv);
  let block = kernel.createScanBlock(memory, { records: BLOCK_RECORDS, fields: BLOCK_FIELDS });
  async function nextBlock(stopAt, isHeader) {
    let wanted = cutter.position + 1;
    for (; ; ) {
      await window.fill(wanted);
      if (cutter.position === window.length) return false;
      const bounds = { start: cutter.position, end: window.length, final: window.ended, stopAt };
      scan({ text: window.bytes, ...bounds }, block);
      if (isHeader) checkHeaderLength();
      if (block.records > 0) return true;
      if (block.full) {
        growBlock();
        continue;
      }
      checkCutField({ block, length: window.length, line: cutter.line, limits, file, isHeader });
      skipBlock();
      if (!window.ended) wanted = cutter.position + Math.max(1, 2 * (window.length - cutter.position));
    }
  }
  function skipBlock() {
    cutter.position = block.consumed;
    cutter.line += block.lines;
  }
  function growBlock() {
    const fields = fieldRoom(block);
    if (fields > limits.columns) {
      throw tooManyColumns({ file, line: cutter.line + block.lines, limit: limits.columns });
    }
    releaseScanBlock(memory, block);
    block = kernel.createScanBlock(memory, { records: BLOCK_RECORDS, fields: fields * 2 });
  }
  function checkHeaderLength() {
    const isWhole = block.records > 0;
    const start = isWhole ? block.recordStarts[0] : block.consumed;
    const end = isWhole ? block.recordEnds[0] : window.length - CUT_SLACK;
    if (end - start <= limits.header) return;
    const at = cutter.line + (isWhole ? block.recordLines[0] : block.lines);
    throw headerTooLong({ file, line: at, limit: limits.header });
  }
  async function skipRecords(stopAt) {
    if (dialect === void 0) return;
    for (let moved = true; moved; ) {
      const { position } = cutter;
      await window.fill(Math.min(stopAt, position + SKIPPED_AT_ONCE));
      const end = Math.max(position, Math.min(stopAt - 1, window.length));
      cutter.position = kernel.skipRecords({ text: window.bytes, start: position, end, dialect });
      cutter.line += kernel.countLines(window.bytes, position, cutter.position);
      moved = cutter.position > position;
    }
  }
  const cutter = {
    position: 0,
    line: 1,
    blank: 0,
    async toHeader() {
      if (!await nextBlock(0, true)) return void 0;
      const [start, end] = [block.recordStarts[0], block.recordEnds[0]];
      const line = cutter.line + block.recordLines[0];
      cutter.blank += block.blank;
      skipBlock();
      return { start, end, line };
    },
    async toRecordEnd(stopAt) {
      for (; ; ) {
        await skipRecords(stopAt);
        if (!await nextBlock(stopAt, false)) return false;
        skipBlock();
        if (block.stopped) return true;
      }
    },
    restart() {
      cutter.position = 0;
    }
  };
  return cutter;
}

// src/csv/encoding.ts
import { TextDecoder as TextDecoder2 } from "node:util";
var PIECE = 16 * 1024;
async function* toUtf8(text, options) {
  const declared = decoderFor(options.encoding, options.file).encoding;
  let encoding;
  let decoder;
  const encoder = new TextEncoder();
  let head = new Uint8Array(0);
  let read = 0;
  let at = 0;
  function* decode(bytes) {
    if (encoding === "utf-8") {
      if (bytes.length > 0) yield bytes;
      return;
    }
    decoder ??= decoderFor(encoding, options.file);
    for (let from = 0; from < bytes.length; from += PIECE) {
      const piece = bytes.subarray(from, from + PIECE);
      const decoded = attempt(() => decoder.decode(piece, { stream: true }), at, at + piece.length);
      at += piece.length;
      if (decoded.length > 0) yield encoder.encode(decoded);
    }
  }
  function attempt(work, from, to) {
    try {
      return work();
    } catch (error) {
      throw new ContractError(
        "CSV_ENCODING",
        `${options.file}: a byte between offsets ${from} and ${to} is not ${encoding}; set csv.encoding to the encoding the file is written in`,
        { file: options.file, encoding, from, to },
        error
      );
    }
  }
  for await (const chunk of text) {
    read += chunk.length;
    options.onBytes(read);
    if (encoding !== void 0) {
      yield* decode(chunk);
      continue;
    }
    const joined = new Uint8Array(head.length + chunk.length);
    joined.set(head);
    joined.set(chunk, head.length);
    head = joined;
    if (head.length < 3) continue;
    encoding = markOf(head) ?? declared;
    yield* decode(head);
  }
  if (encoding === void 0) {
    encoding = markOf(head) ?? declared;
    yield* decode(head);
  }
  if (decoder !== void 0) {
    const rest = attempt(() => decoder.decode(), at, at);
    if (rest.length > 0) yield encoder.encode(rest);
  }
}
function markOf(head) {
  if (head[0] === 239 && head[1] === 187 && head[2] === 191) return "utf-8";
  if (head[0] === 255 && head[1] === 254) return "utf-16le";
  if (head[0] === 254 && head[1] === 255) return "utf-16be";
  return void 0;
}
function decoderFor(label, file) {
  try {
    return new TextDecoder2(label, { fatal: true, ignoreBOM: true });
  } catch (error) {
    throw new ConfigurationError(
      "CSV_ENCODING_NAME",
      `csv.encoding "${label}" (for ${file}) is not an encoding this Node.js can read: ${reasonOf(error)}; write a label like utf-8, windows-1252, utf-16le or shift_jis`,
      { encoding: label },
      error
    );
  }
}

// src/csv/header.ts
function readHeader(options) {
  const names = options.fields.map((bytes) => Buffer.from(bytes).toString("utf8").trim());
  const unnamed = names.flatMap((name, at) => name === "" ? [at + 1] : []);
  if (unnamed.length > 0) {
    throw headerError(
      options,
      `column ${unnamed.slice(0, 20).join(", ")} of ${names.length} has no name; give every column of the header a name`,
      { unnamed }
    );
  }
  const seen = /* @__PURE__ */ new Set();
  const twice = [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
  if (twice.length > 0) {
    const shown = twice.slice(0, 20).map((name) => `"${safeText(name, 100)}"`);
    throw headerError(
      options,
      `${shown.join(", ")} ${twice.length === 1 ? "occurs" : "occur"} more than once (names are compared trimmed); each column needs a name of its own`,
      { twice }
    );
  }
  return names;
}
function headerError(options, problem, data) {
  return new ContractError("CSV_HEADER", `${options.file}:${options.line}: the header is wrong: ${problem}`, {
    file: options.file,
    line: options.line,
    ...data
  });
}
function notUtf8({ file, line, offset }) {
  return new ContractError(
    "CSV_ENCODING",
    `${file}:${line}: the header is not UTF-8 at offset ${offset}; set csv.encoding to the encoding the file is written in, like windows-1252`,
    { file, line, offset }
  );
}
function nulInHeader(header, file, line) {
  const nuls = [0, 0];
  header.forEach((byte, at) => {
    if (byte === 0) nuls[at % 2] = nuls[at % 2] + 1;
  });
  const [even, odd] = nuls;
  const guess = even + odd < header.length / 3 ? void 0 : odd > even ? "utf-16le" : "utf-16be";
  return guess === void 0 ? new ContractError("NUL", `${file}:${line}: the header holds a NUL byte; is this a CSV file?`, { file, line }) : new ContractError("CSV_ENCODING", `${file}:${line}: this looks like ${guess}; set csv.encoding: ${guess}`, {
    file,
    line,
    guess
  });
}

// src/csv/window.ts
var PIECE2 = 256 * 1024;
function createWindow(source, memory, room) {
  const chunks = source[Symbol.asyncIterator]();
  let chunk = new Uint8Array(0);
  let taken = 0;
  const window = {
    bytes: memory.bytes(PIECE2 * 2),
    length: 0,
    base: 0,
    ended: false,
    drop(count) {
      copyBytes(window.bytes.subarray(count, window.length), window.bytes);
      window.length -= count;
      window.base += count;
    },
    detach(count) {
      const whole = window.bytes;
      window.bytes = memory.bytes(whole.length);
      copyBytes(whole.subarray(count, window.length), window.bytes);
      window.length -= count;
      window.base += count;
      return whole;
    },
    async fill(wanted) {
      while (window.length < wanted && !window.ended) {
        if (taken === chunk.length) {
          const next = await chunks.next();
          if (next.done === true) {
            window.ended = true;
            return;
          }
          chunk = next.value;
          taken = 0;
          continue;
        }
        const piece = chunk.subarray(taken, taken + PIECE2);
        const needed = window.length + piece.length;
        if (needed > window.bytes.length) {
          const grown = memory.bytes(Math.max(needed, window.bytes.length * 2, room));
          copyBytes(window.bytes.subarray(0, window.length), grown);
          memory.release(window.bytes);
          window.bytes = grown;
        }
        copyBytes(piece, window.bytes.subarray(window.length));
        window.length = needed;
        taken += piece.length;
      }
    },
    async close() {
      await chunks.return?.();
    }
  };
  return window;
}

// src/csv/read.ts
var GROUP_BYTES = 10 * 1024 * 1024;
var GROUP_SLACK = 1 << 20;
var BYTE_ORDER_MARK = Buffer.from("\uFEFF");
function readCsv(text, options) {
  const { csv, limits, file, kernel } = options;
  const groupBytes = options.groupBytes ?? GROUP_BYTES;
  const memory = kernel.openMemory();
  const counts = { records: 0, blank: 0, droppedExtra: 0, bytes: 0 };
  const window = createWindow(
    toUtf8(text, {
      encoding: csv.encoding,
      file,
      onBytes: (bytes) => {
        counts.bytes = bytes;
        options.onBytes?.(bytes);
      }
    }),
    memory,
    groupBytes + GROUP_SLACK
  );
  const cutter = createCutter({ window, csv, limits, file, kernel, memory });
  let headerRead;
  async function readHead() {
    await window.fill(BYTE_ORDER_MARK.length);
    if (window.bytes.subarray(0, window.length).indexOf(BYTE_ORDER_MARK) === 0)
      cutter.position = BYTE_ORDER_MARK.length;
    const found = await cutter.toHeader();
    counts.blank += cutter.blank;
    if (found === void 0) {
      if (options.whenEmpty !== void 0) return headOf(options.whenEmpty);
      throw new ContractError("CSV_EMPTY", `${file}: there is no header: the file holds no text`, { file });
    }
    const { start, end, line } = found;
    const bytes = window.bytes.subarray(start, end);
    if (bytes.includes(0)) throw nulInHeader(bytes, file, line);
    const invalid = invalidUtf8At(bytes);
    if (invalid !== void 0) throw notUtf8({ file, line, offset: start + invalid });
    const parsed = parseRecord(bytes, csv);
    if ("rule" in parsed) {
      throw new ContractError(parsed.rule, `${file}:${line}: the header cannot be read: ${parsed.problem}`, {
        file,
        line
      });
    }
    if (parsed.fields.length > limits.columns) throw tooManyColumns({ file, line, limit: limits.columns });
    return headOf(readHeader({ fields: parsed.fields, file, line }));
  }
  function headOf(header) {
    return { header, direct: options.direct(header), csv, limits, file, kernel };
  }
  function head() {
    headerRead ??= readHead().catch(async (error) => {
      await close();
      throw error;
    });
    return headerRead;
  }
  async function close() {
    memory.close();
    await window.close();
  }
  async function* texts() {
    try {
      await head();
      window.drop(cutter.position);
      for (let isOpen = true; isOpen; ) {
        cutter.restart();
        const { base } = window;
        const { line } = cutter;
        const end = (Math.floor(base / groupBytes) + 1) * groupBytes;
        isOpen = await cutter.toRecordEnd(end - base);
        const { position } = cutter;
        let isKept = false;
        yield {
          bytes: window.bytes.subarray(0, position),
          base,
          line,
          more: !(window.ended && position === window.length),
          keep() {
            isKept = true;
            return memory.detach(window.detach(position));
          }
        };
        if (!isKept) window.drop(position);
      }
    } finally {
      await close();
    }
  }
  async function* batches() {
    const reader = createGroupReader(await head());
    try {
      let group = 0;
      for await (const cut of texts()) {
        const read = reader.read(cut, { group, records: counts.records });
        counts.records += read.records;
        counts.blank += read.blank;
        counts.droppedExtra += read.droppedExtra;
        if (read.batch !== void 0) {
          yield read.batch;
          group++;
        }
      }
    } finally {
      reader.close();
    }
  }
  return {
    header: async () => (await head()).header,
    batches,
    texts,
    readerOptions: head,
    counts: () => ({ ...counts }),
    close
  };
}

// src/ndjson/lines.ts
var LF = 10;
async function* linesOf(text, options) {
  let left = [];
  let held = 0;
  let number = 1;
  let end = 0;
  function checkLength(bytes) {
    if (bytes <= options.most) return;
    throw new ContractError(
      "LIMIT_FIELD",
      `${options.file}:${number}: the line is longer than ${formatBytes(options.most)}; if the file is sound, raise limits.field`,
      { file: options.file, line: number, limit: options.most }
    );
  }
  for await (const chunk of text) {
    let at = 0;
    for (let stop = chunk.indexOf(LF); stop >= 0; stop = chunk.indexOf(LF, at)) {
      const piece = chunk.subarray(at, stop);
      const bytes = held === 0 ? piece : Buffer.concat([...left, piece]);
      checkLength(bytes.length);
      left = [];
      held = 0;
      at = stop + 1;
      end += bytes.length + 1;
      yield { number: number++, bytes, end };
    }
    if (at === chunk.length) continue;
    left.push(Uint8Array.from(chunk.subarray(at)));
    held += chunk.length - at;
    checkLength(held);
  }
  if (held > 0) yield { number, bytes: Buffer.concat(left), end: end + held };
}

// src/ndjson/record.ts
var SPACE = /[ \t\r]*/y;
var NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
var STRING = /"(?:[^"\\]|\\.)*"/y;
var WORD = /true|false|null/y;
function parseRecord2(line) {
  let at = 0;
  const record = /* @__PURE__ */ new Map();
  function take(pattern) {
    pattern.lastIndex = at;
    const found = pattern.exec(line)?.[0];
    if (found !== void 0) at += found.length;
    return found;
  }
  function sign(character) {
    take(SPACE);
    if (line[at] !== character) return false;
    at++;
    return true;
  }
  function key() {
    take(SPACE);
    const quoted = take(STRING);
    return quoted === void 0 ? void 0 : unquote(quoted);
  }
  function cell() {
    take(SPACE);
    const first = line[at];
    if (first === '"') {
      const quoted = take(STRING);
      const text = quoted === void 0 ? void 0 : unquote(quoted);
      return text === void 0 ? void 0 : { text, nested: false };
    }
    if (first === "{" || first === "[") {
      const text = nested(line, at);
      if (text === void 0) return void 0;
      at += text.length;
      return { text, nested: true };
    }
    const word = take(WORD);
    if (word !== void 0) return word === "null" ? { nested: false } : { text: word, nested: false };
    const number = take(NUMBER);
    return number === void 0 || number === "" ? void 0 : { text: number, nested: false };
  }
  const broken = () => ({ rule: "JSON_SYNTAX", problem: `it is no JSON from character ${at + 1} on` });
  if (!sign("{")) {
    return isJson(line) ? { rule: "JSON_NOT_OBJECT", problem: "it is JSON but no object" } : broken();
  }
  if (!sign("}")) {
    do {
      const name = key();
      if (name === void 0 || !sign(":")) return broken();
      const value = cell();
      if (value === void 0) return broken();
      if (record.has(name)) return { rule: "JSON_DUPLICATE_KEY", problem: "a key stands twice in it" };
      if (!name.isWellFormed() || value.text?.isWellFormed() === false) {
        return { rule: "JSON_SURROGATE", problem: "it holds half a character (a lone surrogate)" };
      }
      record.set(name, value);
    } while (sign(","));
    if (!sign("}")) return broken();
  }
  take(SPACE);
  return at === line.length ? record : broken();
}
function unquote(quoted) {
  if (!quoted.includes("\\") && !/[\u0000-\u001f]/.test(quoted)) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted);
  } catch {
    return void 0;
  }
}
function nested(line, start) {
  let depth = 0;
  for (let at = start; at < line.length; at++) {
    const character = line[at];
    if (character === '"') {
      STRING.lastIndex = at;
      const string = STRING.exec(line)?.[0];
      if (string === void 0) return void 0;
      at += string.length - 1;
    } else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) {
      const text = line.slice(start, at + 1);
      return isJson(text) ? text : void 0;
    }
  }
  return void 0;
}
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// src/ndjson/read.ts
var GROUP_BYTES2 = 10 * 1024 * 1024;
var utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
var BYTE_ORDER_MARK2 = "\uFEFF";
function readNdjson(options) {
  const { file, limits } = options;
  const groupBytes = options.groupBytes ?? GROUP_BYTES2;
  const counts = { records: 0, blank: 0 };
  let found;
  async function findKeys() {
    const keys = /* @__PURE__ */ new Set();
    let objects = 0;
    for await (const line of lines()) {
      const record = recordOf(line);
      if (record === void 0 || "rule" in record) continue;
      objects++;
      for (const key of record.keys()) keys.add(key);
      if (keys.size > limits.columns) {
        throw new ContractError(
          "LIMIT_COLUMNS",
          `${file}:${line.number}: the objects have more than ${formatCount(limits.columns)} keys; if the file is sound, raise limits.columns`,
          { file, line: line.number, limit: limits.columns }
        );
      }
    }
    if (objects === 0) {
      throw new ContractError("NDJSON_EMPTY", `${file}: no line of it is a JSON object`, { file });
    }
    const names = [...keys];
    return { names, columns: options.bind(names) };
  }
  function head() {
    found ??= findKeys();
    return found;
  }
  function lines() {
    return linesOf(options.open(), { most: limits.field, file });
  }
  async function* batches() {
    const { names, columns } = await head();
    let group = createGroup(names, columns);
    let number = 0;
    let border = groupBytes;
    for await (const line of lines()) {
      const record = recordOf(line);
      if (record === void 0) counts.blank++;
      else group.add(line, record, counts.records++);
      if (line.end < border) continue;
      if (!group.isEmpty()) {
        yield group.finish(number++);
        group = createGroup(names, columns);
      }
      border = (Math.floor(line.end / groupBytes) + 1) * groupBytes;
    }
    if (!group.isEmpty()) yield group.finish(number);
  }
  return { header: async () => (await head()).names, batches, counts: () => ({ ...counts }) };
}
function recordOf({ bytes, number }) {
  let text;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { rule: "ENCODING", problem: "it holds a byte that is not UTF-8" };
  }
  if (number === 1 && text.startsWith(BYTE_ORDER_MARK2)) text = text.slice(1);
  return /^[ \t\r]*$/.test(text) ? void 0 : parseRecord2(text);
}
function createGroup(names, { direct, nested: nested2 }) {
  const cells = names.map((_, at) => createCells(direct[at] === true));
  const lines = [];
  const originals = createOriginals();
  const malformed = [];
  return {
    isEmpty: () => lines.length === 0 && malformed.length === 0,
    add(line, record, place) {
      const text = line.bytes.subarray(0, MAX_ORIGINAL_TEXT);
      const fault = "rule" in record ? record : nestedFault(record, names, nested2);
      if (fault !== void 0) {
        malformed.push({
          line: line.number,
          record: place,
          rule: fault.rule,
          problem: fault.problem,
          text: Uint8Array.from(text)
        });
        return;
      }
      for (const [at, name] of names.entries()) cells[at]?.add(record.get(name)?.text);
      lines.push(line.number);
      originals.add(text);
    },
    finish(number) {
      return {
        group: number,
        rows: lines.length,
        columns: cells.map((column) => column.finish()),
        lines: Uint32Array.from(lines),
        records: originals.finish(),
        malformed
      };
    }
  };
}
function createOriginals() {
  let bytes = Buffer.allocUnsafeSlow(64 * 1024);
  let used = 0;
  const ends = [];
  return {
    add(text) {
      if (used + text.length > bytes.length) {
        const more = Buffer.allocUnsafeSlow(Math.max(used + text.length, bytes.length * 2));
        more.set(bytes.subarray(0, used));
        bytes = more;
      }
      bytes.set(text, used);
      used += text.length;
      ends.push(used);
    },
    finish: () => ({
      bytes: bytes.subarray(0, used),
      starts: Uint32Array.from(ends, (_, row) => row === 0 ? 0 : ends[row - 1]),
      ends: Uint32Array.from(ends)
    })
  };
}
function nestedFault(record, names, nested2) {
  const at = names.findIndex((name, column) => nested2[column] !== true && record.get(name)?.nested === true);
  if (at < 0) return void 0;
  return {
    rule: "JSON_NESTED",
    problem: `${JSON.stringify(names[at])} holds a list or an object, which only a string column takes`
  };
}

// src/convert/text-kind.ts
var BRACE = 123;
var BLANK = /* @__PURE__ */ new Set([32, 9, 10, 13]);
var BYTE_ORDER_MARK3 = Buffer.from("\uFEFF");
var FAR_ENOUGH = 4096;
async function isNdjson(text) {
  let seen = Buffer.alloc(0);
  for await (const chunk of text) {
    seen = Buffer.concat([seen, chunk.subarray(0, FAR_ENOUGH)]);
    if (seen.length < BYTE_ORDER_MARK3.length) continue;
    const first = firstThing(seen);
    if (first !== void 0) return first === BRACE;
    if (seen.length >= FAR_ENOUGH) return false;
  }
  return firstThing(seen) === BRACE;
}
function firstThing(text) {
  const start = text.indexOf(BYTE_ORDER_MARK3) === 0 ? BYTE_ORDER_MARK3.length : 0;
  return text.subarray(start).find((byte) => !BLANK.has(byte));
}
function startsLikeCsv(pieces) {
  const start = Buffer.concat(pieces.map((piece) => piece.subarray(0, FAR_ENOUGH))).subarray(0, FAR_ENOUGH);
  if (formatOf(start.subarray(0, MARK_BYTES)) !== "text") return false;
  return firstThing(start) !== BRACE;
}

export {
  readCsv,
  readNdjson,
  rawFormat,
  openText,
  isNdjson,
  startsLikeCsv
};
