import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createLimits,
  createParquetFile,
  encodeRowGroup,
  limitBytes,
  rangeOf,
  releaseBuffers
} from "./chunk-6JJA3SWV.mjs";
import {
  openFooter,
  readColumns
} from "./chunk-3YCLNQJ5.mjs";
import {
  sha256OfFile
} from "./chunk-RB7ALFDG.mjs";
import {
  formatColumnType
} from "./chunk-U37NQODY.mjs";
import {
  OutageError,
  reasonOf
} from "./chunk-PF5MVQRH.mjs";

// src/parquet/verify.ts
async function verifyParquet(options) {
  const { files, path, schema, expected, signal } = options;
  signal?.throwIfAborted();
  try {
    const { sha256 } = await sha256OfFile(files, path);
    same(path, "its sha256", sha256, expected.sha256);
    const footer = await openFooter(files, path);
    same(path, "the number of columns in its schema", footer.schema.length, schema.length);
    for (const [at, field] of footer.schema.entries())
      same(path, `column ${at + 1}`, shapeOf(field), shapeOf(schema[at]));
    const found = schema.map((field) => createLimits(field.type));
    let rows = 0;
    for (const group of footer.groups) {
      rows += group.rows;
      for await (const { column, at } of readColumns(files, path, footer, group)) {
        signal?.throwIfAborted();
        found[at]?.add(examine(path, schema[at], column, group.columns[at]));
      }
      releaseBuffers();
    }
    same(path, "the number of rows", rows, expected.rows);
    same(path, "the number of columns", schema.length, expected.columns.length);
    for (const [at, column] of expected.columns.entries()) {
      const facts = found[at]?.facts();
      same(path, `the name of column ${at + 1}`, schema[at]?.name, column.name);
      same(path, `the number of nulls in ${column.name}`, facts?.nulls, column.nulls);
      same(path, `the minimum of ${column.name}`, facts?.minimum, column.minimum);
      same(path, `the maximum of ${column.name}`, facts?.maximum, column.maximum);
    }
  } catch (error) {
    if (signal?.aborted || error instanceof OutageError && error.code === "PARQUET_VERIFY") throw error;
    throw differs(path, reasonOf(error), error);
  }
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
  const sink = await openParquet(options);
  let written;
  try {
    for await (const batch of options.batches) {
      signal.throwIfAborted();
      if (batch.rows > 0) await sink.append(batch);
    }
    written = await sink.close();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  await verifyWritten({ ...options, written });
  return written;
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
async function openParquet(options) {
  const { files, path, schema, codec } = options;
  await files.remove(path);
  const file = await createParquetFile({ files, path, schema, codec });
  return { ...file, append: (batch) => file.append(encodeRowGroup(batch, { codec })) };
}
async function verifyWritten(options) {
  const { files, log, partition, schema, signal, written } = options;
  const progress = { subject: partition, phase: "verify", total: written.rows, unit: "rows" };
  log.progress({ ...progress, done: 0 });
  try {
    await verifyParquet({ files, path: written.path, schema, expected: written, signal });
  } catch (error) {
    await files.remove(written.path);
    throw error;
  }
  log.progress({ ...progress, done: written.rows });
}

export {
  writeParquet,
  withParquet,
  openParquet,
  verifyWritten
};
