import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createLimits,
  createParquetFile
} from "./chunk-TPTVVG3Q.mjs";
import {
  createColumnRoom,
  encodeRowGroup,
  freeBuffer,
  limitBytes,
  rangeOf,
  releaseBuffers
} from "./chunk-JIHXL7LV.mjs";
import {
  decodeColumns,
  openFooter,
  readRange
} from "./chunk-URPALPAV.mjs";
import {
  formatColumnType
} from "./chunk-5BRFANHP.mjs";
import {
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/parquet/verify.ts
import { createHash } from "node:crypto";
function createVerifier(options) {
  const { files, path, schema, codec, signal } = options;
  const hash = createHash("sha256");
  const found = schema.map((field) => createLimits(field.type));
  const groups = [];
  const room = createColumnRoom();
  let piece = new Uint8Array(0);
  let position = 0;
  let rows = 0;
  async function readNext(end) {
    if (piece.length < end - position) {
      freeBuffer(piece);
      piece = new Uint8Array(end - position);
    }
    const bytes = await readRange(files, path, position, end, piece);
    hash.update(bytes);
    position = end;
    return bytes;
  }
  async function guarded(work) {
    signal?.throwIfAborted();
    try {
      await work();
    } catch (error) {
      if (signal?.aborted || error instanceof OutageError && error.code === "PARQUET_VERIFY") throw error;
      throw differs(path, reasonOf(error), error);
    }
  }
  return {
    close: room.close,
    check: (group) => guarded(async () => {
      if (group.start > position) await readNext(group.start);
      const bytes = await readNext(group.start + group.bytes);
      rows += group.rows;
      for (const { column, at } of decodeColumns({ bytes, path, schema, codec, group, room })) {
        signal?.throwIfAborted();
        found[at]?.add(examine(path, schema[at], column, group.columns[at]));
      }
      groups.push(placesOf(group));
      releaseBuffers();
    }),
    finish: (expected) => guarded(async () => {
      await readNext(expected.bytes);
      same(path, "its sha256", hash.digest("hex"), expected.sha256);
      let seen = 0;
      let wrong;
      const footer = await openFooter(files, path, (group) => {
        const places = placesOf(group);
        if (places !== groups[seen]) wrong ??= { at: seen, places };
        seen++;
        releaseBuffers();
      });
      same(path, "the number of columns in its schema", footer.schema.length, schema.length);
      for (const [at, field] of footer.schema.entries())
        same(path, `column ${at + 1}`, shapeOf(field), shapeOf(schema[at]));
      if (groups.length > 0) same(path, "its codec", footer.codec, codec);
      same(path, "the number of row groups", seen, groups.length);
      if (wrong !== void 0) same(path, `row group ${wrong.at + 1} of its footer`, wrong.places, groups[wrong.at]);
      same(path, "the number of rows", rows, expected.rows);
      same(path, "the number of columns", schema.length, expected.columns.length);
      for (const [at, column] of expected.columns.entries()) {
        const facts = found[at]?.facts();
        same(path, `the name of column ${at + 1}`, schema[at]?.name, column.name);
        same(path, `the number of nulls in ${column.name}`, facts?.nulls, column.nulls);
        same(path, `the minimum of ${column.name}`, facts?.minimum, column.minimum);
        same(path, `the maximum of ${column.name}`, facts?.maximum, column.maximum);
      }
    })
  };
}
function placesOf({ start, bytes, uncompressedBytes, rows, columns }) {
  const chunks = columns.map(
    ({ dictionaryAt, dataAt, nulls, compressedBytes, minimum, maximum }) => [dictionaryAt, dataAt, nulls, compressedBytes, hex(minimum), hex(maximum)].join(" ")
  );
  return [start, bytes, uncompressedBytes, rows, ...chunks].join(", ");
}
function examine(path, field, column, chunk) {
  const range = rangeOf(column);
  const values = column.kind === "dictionary" ? column.dictionary : column.values;
  const limits = typeof range === "string" ? void 0 : range;
  const minimum = limits && limitBytes(values, limits.least, "minimum");
  const maximum = limits && limitBytes(values, limits.greatest, "maximum");
  same(path, `the minimum of ${field.name} in a row group`, hex(minimum), hex(chunk.minimum));
  same(path, `the maximum of ${field.name} in a row group`, hex(maximum), hex(chunk.maximum));
  return {
    nulls: column.nulls,
    unordered: range === "unordered",
    ...minimum === void 0 ? {} : { minimum },
    ...maximum === void 0 ? {} : { maximum }
  };
}
function shapeOf(field) {
  const unit = "unit" in field.type ? ` ${field.type.unit}` : "";
  return `${field.name} ${formatColumnType(field.type)}${unit}${field.required ? " required" : ""}`;
}
function hex(bytes) {
  return bytes === void 0 ? void 0 : Buffer.from(bytes).toString("hex");
}
function same(path, what, found, expected) {
  if (found !== expected) throw differs(path, `${what} is ${found ?? "absent"}, expected ${expected ?? "none"}`);
}
function differs(path, what, cause) {
  return new OutageError("PARQUET_VERIFY", `${path} was read back and differs: ${what}`, {
    data: { path, what },
    ...cause === void 0 ? {} : { cause }
  });
}

// src/convert/parquet-output.ts
async function writeParquet(options) {
  const { signal } = options;
  const sink = await createParquetSink(options);
  try {
    for await (const batch of options.batches) {
      signal.throwIfAborted();
      if (batch.rows > 0) await sink.append(batch);
    }
    return await sink.close();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}
function withParquet(cleaning, written) {
  const limits = new Map(written.columns.map((column) => [column.name, column]));
  return {
    parquet: { path: written.path, bytes: written.bytes, sha256: written.sha256 },
    ...cleaning,
    report: cleaning.report.map((column) => {
      const range = limits.get(column.name);
      return {
        ...column,
        ...range?.minimum === void 0 ? {} : { minimum: range.minimum },
        ...range?.maximum === void 0 ? {} : { maximum: range.maximum }
      };
    })
  };
}
async function createParquetSink(options) {
  const { files, path, codec, log, partition } = options;
  await files.remove(path);
  const file = await createParquetFile(options);
  const verifier = createVerifier(options);
  async function appendEncoded(group) {
    const written = await file.append(group);
    if (written !== void 0) await verifier.check(written);
    freeBuffer(group.bytes);
  }
  return {
    append: (batch) => appendEncoded(encodeRowGroup(batch, { codec })),
    appendEncoded,
    async close() {
      const written = await file.close();
      const progress = { subject: partition, phase: "verify", total: written.rows, unit: "rows" };
      log.progress({ ...progress, done: 0 });
      await verifier.finish(written);
      verifier.close();
      log.progress({ ...progress, done: written.rows });
      return written;
    },
    async abandon() {
      verifier.close();
      await file.abandon();
    }
  };
}

export {
  writeParquet,
  withParquet,
  createParquetSink
};
