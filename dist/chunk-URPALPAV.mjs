import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  readSchema
} from "./chunk-XCEQ4PZB.mjs";
import {
  bytes,
  integer,
  integers,
  readThrift,
  size,
  struct,
  structs,
  texts
} from "./chunk-3PAYXITV.mjs";
import {
  CODEC,
  DECIMAL_BYTES,
  ENCODING,
  MAGIC,
  MOST_PAGE_BYTES,
  PAGE,
  TYPE,
  areOnes,
  decompress,
  readPlain,
  readTexts,
  unpackDelta,
  unpackHybrid,
  unpackSlots
} from "./chunk-CXPU67TF.mjs";
import {
  MOST_ROWS
} from "./chunk-TF4KEOCB.mjs";
import {
  MAX_DICTIONARY,
  allocateValues
} from "./chunk-OYAQC4UU.mjs";
import {
  physicalOf
} from "./chunk-5BRFANHP.mjs";
import {
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/parquet/chunk.ts
import { crc32 } from "node:zlib";
function decodeChunk(options) {
  const { bytes: bytes2, chunk, field, codec, rows, room } = options;
  let at = 0;
  const next = () => {
    const { page, end } = readPage(bytes2, at, codec);
    at = end;
    if (codec !== "none") lent(page.body, room);
    return page;
  };
  const dictionary = chunk.dictionaryAt === void 0 ? void 0 : decodeDictionary(field, next(), room);
  if (dictionary !== void 0 && chunk.dictionaryAt !== void 0 && at !== chunk.dataAt - chunk.dictionaryAt)
    throw new RangeError("the data pages do not follow the dictionary");
  const pages = [];
  for (let seen = 0; seen < rows; ) {
    const page = next();
    if (page.kind !== PAGE.data || page.values === 0 || page.values > rows - seen)
      throw new RangeError("a data page with the wrong number of values");
    seen += page.values;
    pages.push(page);
  }
  if (at !== bytes2.length) throw new RangeError("bytes follow the last page");
  const column = dictionary === void 0 ? decodePlain(field, pages, rows, room) : decodeIndices(field, pages, dictionary, room?.slots(rows) ?? new Uint16Array(rows));
  if (column.nulls !== chunk.nulls) throw new RangeError(`${column.nulls} nulls where the footer says ${chunk.nulls}`);
  return column;
}
function lent(array, room) {
  room?.keep(array);
  return array;
}
function readPage(bytes2, at, codec) {
  const { value: header, end: start } = readThrift(bytes2, at, bytes2.length);
  const kind = integer(header, 1);
  const stored = size(header, 3);
  if (stored > bytes2.length - start) throw new RangeError("a page is cut short");
  const body = bytes2.subarray(start, start + stored);
  if ((crc32(body) | 0) !== integer(header, 4)) throw new RangeError("a page does not have its checksum");
  const inflated = size(header, 2);
  if (inflated > MOST_PAGE_BYTES) throw new RangeError(`a page of ${inflated} bytes`);
  const about = struct(header, kind === PAGE.dictionary ? 7 : 5);
  if (kind !== PAGE.dictionary && (integer(about, 3) !== ENCODING.rle || integer(about, 4) !== ENCODING.rle))
    throw new RangeError("levels in an unknown encoding");
  return {
    page: {
      kind,
      encoding: integer(about, 2),
      values: size(about, 1),
      body: decompress(codec, body, inflated)
    },
    end: start + stored
  };
}
function decodeDictionary(field, page, room) {
  if (page.kind !== PAGE.dictionary || page.encoding !== ENCODING.plain)
    throw new RangeError("the dictionary page is missing");
  if (page.values === 0 || page.values > MAX_DICTIONARY) throw new RangeError(`a dictionary of ${page.values} values`);
  const physical = physicalOf(field.type);
  if (physical === "bytes") {
    const spans = {
      bytes: page.body,
      starts: lent(new Uint32Array(page.values), room),
      ends: lent(new Uint32Array(page.values), room)
    };
    readTexts(spans, page.body, 0, 0, 0, page.values, void 0);
    return { physical, data: spans };
  }
  const values = allocateValues(physical, page.values);
  lent(values.data, room);
  readPlain(values, page.body, 0, 0, page.values, void 0);
  return values;
}
function decodeIndices(field, pages, dictionary, indices) {
  const count = dictionary.physical === "bytes" ? dictionary.data.starts.length : lengthOf(dictionary);
  let row = 0;
  let nulls = 0;
  for (const { encoding, body, values } of pages) {
    if (encoding !== ENCODING.dictionary) throw new RangeError("a page without the dictionary of its column");
    const levels = field.required ? void 0 : levelsIn(body);
    const indicesAt = levels?.end ?? 0;
    nulls += unpackSlots({ body, levels, indicesAt, values, size: count, slots: indices, row });
    row += values;
  }
  return { kind: "dictionary", indices, dictionary, nulls };
}
function lengthOf(values) {
  return values.physical === "decimal" ? values.data.length / DECIMAL_BYTES : values.data.length;
}
function decodePlain(field, pages, rows, room) {
  const physical = physicalOf(field.type);
  let validity;
  const texts2 = physical === "bytes" ? {
    bytes: lent(new Uint8Array(pages.reduce((sum, page) => sum + page.body.length, 0)), room),
    starts: lent(new Uint32Array(rows), room),
    ends: lent(new Uint32Array(rows), room)
  } : void 0;
  const fixed = physical === "bytes" ? void 0 : physical === "int64" && room !== void 0 ? { physical, data: room.int64(rows) } : allocateValues(physical, rows);
  if (fixed !== void 0) lent(fixed.data, room);
  let row = 0;
  let nulls = 0;
  let textBytes = 0;
  for (const page of pages) {
    const { at, present, levels } = readLevels(field, page, room);
    const stop = row + page.values;
    if (levels !== void 0) {
      validity ??= lent(new Uint8Array(rows).fill(1), room);
      validity.set(levels, row);
    }
    const valid = levels === void 0 ? void 0 : validity;
    if (texts2 !== void 0) {
      if (page.encoding !== ENCODING.plain) throw new RangeError(`texts in encoding ${page.encoding}`);
      texts2.bytes.set(page.body, textBytes);
      readTexts(texts2, page.body, at, textBytes, row, stop, valid);
      textBytes += page.body.length;
    } else if (fixed !== void 0 && page.encoding === ENCODING.plain) {
      readPlain(fixed, page.body, at, row, stop, valid);
    } else if (fixed?.physical === "int64" && page.encoding === ENCODING.delta) {
      readDelta(fixed.data, page, at, row, present, valid);
    } else throw new RangeError(`values in encoding ${page.encoding}`);
    nulls += page.values - present;
    row = stop;
  }
  const values = texts2 === void 0 ? fixed : { physical: "bytes", data: texts2 };
  return nulls > 0 && validity !== void 0 ? { kind: "plain", values, validity, nulls } : { kind: "plain", values, nulls };
}
function readDelta(data, page, at, row, present, validity) {
  const dense = validity === void 0 ? data : new BigInt64Array(present);
  const end = unpackDelta(page.body, at, page.body.length, present, dense, validity === void 0 ? row : 0);
  if (end !== page.body.length) throw new RangeError("a page has bytes after its last difference");
  if (validity === void 0) return;
  let next = 0;
  for (let k = row; k < row + page.values; k++) if (validity[k] !== 0) data[k] = dense[next++];
}
function readLevels(field, page, room) {
  if (field.required) return { at: 0, present: page.values };
  const { at, end } = levelsIn(page.body);
  if (areOnes(page.body, at, end, page.values)) return { at: end, present: page.values };
  const levels = lent(new Uint16Array(page.values), room);
  if (unpackHybrid(page.body, at, end, 1, page.values, levels) !== end) throw new RangeError("bytes follow the levels");
  let present = 0;
  for (let k = 0; k < page.values; k++) present += levels[k];
  return present === page.values ? { at: end, present } : { at: end, present, levels };
}
function levelsIn(body) {
  if (body.length < 4) throw new RangeError("a page without levels");
  const length = new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0, true);
  if (length > body.length - 4) throw new RangeError("levels are cut short");
  return { at: 4, end: 4 + length };
}

// src/parquet/footer.ts
function readFooter(footer, end, onGroup) {
  const codecs = /* @__PURE__ */ new Set();
  let schema;
  let position = MAGIC.length;
  let rows = 0;
  const { value: meta } = readThrift(footer, 0, footer.length, {
    id: 4,
    visit(item, before) {
      schema ??= readSchema(structs(before, 2));
      const group = readGroup(item, schema, position, codecs);
      position += group.bytes;
      rows += group.rows;
      onGroup(group);
    }
  });
  structs(meta, 4);
  schema ??= readSchema(structs(meta, 2));
  if (position !== end) throw new RangeError(`the row groups end at byte ${position}, the footer starts at ${end}`);
  if (rows !== size(meta, 3)) throw new RangeError(`the row groups have ${rows} rows, the file says ${size(meta, 3)}`);
  if (codecs.size > 1) throw new RangeError("the columns have different codecs");
  const code = [...codecs][0] ?? CODEC.none;
  const codec = Object.keys(CODEC).find((name) => CODEC[name] === code);
  if (codec === void 0) throw new RangeError(`codec ${code} is not one that lakeferry writes`);
  return { schema, codec, rows };
}
function readGroup(item, schema, start, codecs) {
  const rows = size(item, 3);
  if (rows === 0 || rows > MOST_ROWS) throw new RangeError(`a row group of ${rows} rows`);
  const chunks = structs(item, 1);
  if (chunks.length !== schema.length) throw new RangeError("a row group has not the columns of the schema");
  let position = 0;
  const columns = chunks.map((chunk, at) => {
    const meta = struct(chunk, 3);
    codecs.add(integer(meta, 4));
    const column = readChunk(meta, start, position, rows);
    const field = schema[at];
    if (column.name !== field?.name || texts(meta, 3).length !== 1 || integer(meta, 1) !== TYPE[physicalOf(field.type)])
      throw new RangeError(`column ${at + 1} of a row group is not the one of the schema`);
    position += column.compressedBytes;
    return column;
  });
  return { start, bytes: position, uncompressedBytes: size(item, 2), rows, columns };
}
function readChunk(meta, start, position, rows) {
  const statistics = struct(meta, 12);
  const column = {
    name: texts(meta, 3)[0] ?? "",
    rows: size(meta, 5),
    nulls: size(statistics, 3),
    encodings: integers(meta, 2),
    ...meta.has(11) ? { dictionaryAt: size(meta, 11) - start } : {},
    dataAt: size(meta, 9) - start,
    compressedBytes: size(meta, 7),
    uncompressedBytes: size(meta, 6),
    ...statistics.has(6) ? { minimum: bytes(statistics, 6) } : {},
    ...statistics.has(5) ? { maximum: bytes(statistics, 5) } : {}
  };
  const first = column.dictionaryAt ?? column.dataAt;
  if (first !== position || column.dataAt < first || column.dataAt > position + column.compressedBytes)
    throw new RangeError(`the pages of column ${JSON.stringify(column.name)} lie elsewhere than expected`);
  if (column.rows !== rows || column.nulls > rows)
    throw new RangeError(`column ${JSON.stringify(column.name)} has not as many values as its row group`);
  return column;
}

// src/parquet/read.ts
async function openParquet(options) {
  const { files, path } = options;
  const groups = [];
  const footer = await openFooter(files, path, (group) => groups.push(group));
  return {
    schema: footer.schema,
    rows: footer.rows,
    async *rowGroups() {
      for (const group of groups) {
        const columns = [];
        for await (const { column } of readColumns(files, path, footer, group)) columns.push(column);
        yield { schema: footer.schema, rows: group.rows, columns };
      }
    }
  };
}
async function openFooter(files, path, onGroup) {
  const stat = await files.stat(path);
  if (stat === void 0 || stat.isDirectory) throw damaged(path, "there is no such file");
  const { size: size2 } = stat;
  if (size2 < MAGIC.length * 2 + 4) throw damaged(path, `${size2} bytes are too few for a Parquet file`);
  const head = await readRange(files, path, 0, MAGIC.length);
  const tail = await readRange(files, path, size2 - 8, size2);
  if (Buffer.compare(head, MAGIC) !== 0 || Buffer.compare(tail.subarray(4), MAGIC) !== 0)
    throw damaged(path, "it does not start and end with PAR1");
  const length = new DataView(tail.buffer, tail.byteOffset, 8).getUint32(0, true);
  const start = size2 - 8 - length;
  if (start < MAGIC.length) throw damaged(path, `a footer of ${length} bytes in a file of ${size2}`);
  const bytes2 = await readRange(files, path, start, size2 - 8);
  return checked(path, "", () => readFooter(bytes2, start, onGroup));
}
async function* readColumns(files, path, footer, group) {
  const bytes2 = await readRange(files, path, group.start, group.start + group.bytes);
  yield* decodeColumns({ bytes: bytes2, path, group, ...footer });
}
function* decodeColumns(options) {
  const { path, group, schema, codec, room } = options;
  let position = 0;
  for (const [at, chunk] of group.columns.entries()) {
    const field = schema[at];
    const bytes2 = options.bytes.subarray(position, position + chunk.compressedBytes);
    position += chunk.compressedBytes;
    const column = checked(
      path,
      `column ${JSON.stringify(field.name)}: `,
      () => decodeChunk({ bytes: bytes2, chunk, field, codec, rows: group.rows, ...room === void 0 ? {} : { room } })
    );
    yield { column, at };
    room?.reuse();
  }
}
async function readRange(files, path, start, end, into = new Uint8Array(end - start)) {
  const bytes2 = into.subarray(0, end - start);
  const file = await files.open(path);
  try {
    if (await file.read(bytes2, start) !== bytes2.length) throw damaged(path, "it shrank while it was read");
  } finally {
    await file.close();
  }
  return bytes2;
}
function checked(path, where, work) {
  try {
    return work();
  } catch (error) {
    throw damaged(path, where + reasonOf(error), error);
  }
}
function damaged(path, why, cause) {
  return new OutageError("PARQUET_DAMAGED", `${path} is not a whole Parquet file of lakeferry: ${why}`, {
    data: { path },
    ...cause === void 0 ? {} : { cause }
  });
}

export {
  openParquet,
  openFooter,
  decodeColumns,
  readRange
};
