import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  bindColumns,
  openRows,
  wantedColumns,
  withoutSpelling
} from "./chunk-CYIP6WHT.mjs";
import {
  createCleaner,
  createGroupWorker,
  createProfile,
  factsOf,
  groupWorkerData
} from "./chunk-J3XAFLSH.mjs";
import {
  createParquetFile
} from "./chunk-TPTVVG3Q.mjs";
import {
  encodeRowGroup,
  releaseBuffers
} from "./chunk-JIHXL7LV.mjs";
import {
  partitionDate
} from "./chunk-TI4EOZ5J.mjs";
import {
  toColumnSpec
} from "./chunk-6BN765J6.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ContractError
} from "./chunk-TOUVOPKP.mjs";

// src/clean/quarantine.ts
import { isUtf8 } from "node:buffer";
var QUARANTINE_SCHEMA = [
  { name: "line", type: { kind: "int64" }, required: true, description: "line of the file on which the row starts" },
  { name: "rule", type: { kind: "string" }, required: true, description: "the rule that it broke" },
  { name: "column", type: { kind: "string" }, required: false, description: "the column whose rule it is" },
  { name: "value", type: { kind: "string" }, required: false, description: "the value that broke it" },
  { name: "text", type: { kind: "string" }, required: true, description: "the row as it stands in the file" }
];
function quarantineBatch(rows) {
  return {
    schema: QUARANTINE_SCHEMA,
    rows: rows.length,
    columns: [
      {
        kind: "plain",
        values: { physical: "int64", data: BigInt64Array.from(rows, (row) => BigInt(row.line)) },
        nulls: 0
      },
      texts(rows.map((row) => Buffer.from(row.rule))),
      texts(rows.map((row) => row.column === void 0 ? void 0 : Buffer.from(row.column))),
      texts(rows.map((row) => row.value === void 0 ? void 0 : Buffer.from(row.value))),
      texts(rows.map((row) => readable(row.text)))
    ]
  };
}
function texts(values) {
  const starts = new Uint32Array(values.length);
  const ends = new Uint32Array(values.length);
  const validity = new Uint8Array(values.length);
  let length = 0;
  let nulls = 0;
  values.forEach((value, at) => {
    starts[at] = length;
    length += value?.length ?? 0;
    ends[at] = length;
    if (value === void 0) nulls++;
    else validity[at] = 1;
  });
  const bytes = Buffer.concat(
    values.filter((value) => value !== void 0),
    length
  );
  const data = { bytes, starts, ends };
  return { kind: "plain", values: { physical: "bytes", data }, ...nulls === 0 ? {} : { validity }, nulls };
}
function readable(text) {
  if (isUtf8(text)) return text;
  const pieces = [];
  for (let at = 0; at < text.length; ) {
    const byte = text[at];
    const length = byte < 128 ? 1 : byte < 224 ? 2 : byte < 240 ? 3 : 4;
    const character = text.subarray(at, at + length);
    if (byte === 92) pieces.push(Buffer.from("\\\\"));
    else if (character.length === length && isUtf8(character)) pieces.push(character);
    else {
      pieces.push(Buffer.from(`\\x${byte.toString(16).padStart(2, "0")}`));
      at++;
      continue;
    }
    at += length;
  }
  return Buffer.concat(pieces);
}

// src/convert/cleaned-groups.ts
import { randomUUID } from "node:crypto";
async function* cleanHere(options) {
  const { source, binding, pipeline } = options;
  const cleaner = createCleaner({ binding, pipeline, knowsNull: source.knowsNull });
  try {
    for await (const text of source.batches()) {
      const cleaned = cleaner.clean(text);
      yield { facts: factsOf(cleaned), ...cleaned.batch.rows > 0 ? { batch: cleaned.batch } : {} };
    }
  } finally {
    cleaner.close();
  }
}
async function* cleanInWorkers(options) {
  const { texts: texts2, workers, onCounts, signal } = options;
  const plan = { id: randomUUID(), ...options.plan };
  const begun = [];
  let isBegun = false;
  async function begin(text) {
    const { bytes, base, line } = text;
    const job = { plan, text: { start: bytes.byteOffset, length: bytes.length, base, line } };
    if (!isBegun && !text.more) {
      const alone = createGroupWorker(groupWorkerData());
      try {
        return alone.work(job).reply;
      } finally {
        alone.close();
      }
    }
    isBegun = true;
    const release = text.keep();
    try {
      const reply = await workers.run(job, signal);
      release();
      return reply;
    } catch (error) {
      if (!signal.aborted) release();
      throw error;
    }
  }
  async function finish() {
    const reply = await begun.shift();
    if ("refused" in reply) throw new ContractError(reply.refused.code, reply.refused.message, reply.refused.data);
    onCounts(reply.counts);
    const { facts, encoded } = reply;
    return facts && { facts, ...encoded === void 0 ? {} : { encoded } };
  }
  try {
    for await (const text of texts2) {
      const group = begun.length < workers.size ? void 0 : await finish();
      const reply = begin(text);
      reply.catch(() => {
      });
      begun.push(reply);
      if (group !== void 0) yield group;
    }
    while (begun.length > 0) {
      const group = await finish();
      if (group !== void 0) yield group;
    }
  } finally {
    await Promise.allSettled(begun);
  }
}
function cleanGroups(options) {
  const { source, header, binding, pipeline, file, workers, signal } = options;
  if (workers === void 0 || source.cut === void 0) return cleanHere(options);
  const { texts: texts2, onCounts } = source.cut;
  return cleanInWorkers({
    texts: texts2(),
    workers,
    plan: { header, binding, pipeline, file },
    onCounts,
    signal
  });
}

// src/convert/memory-limit.ts
function checkMemory(name, limit, taken = process.memoryUsage.rss()) {
  if (taken <= limit) return;
  throw new ContractError(
    "LIMIT_MEMORY",
    `${name}: the process takes ${formatBytes(taken)} of memory, more than ${formatBytes(limit)}; run fewer partitions at once, or raise "limits.memory"`,
    { name, limit, taken }
  );
}

// src/convert/clean-file.ts
var WORTH_THREADS = 2 << 20;
async function cleanFile(options) {
  const { pipeline, files, log, signal, partition } = options;
  const date = partitionDate(partition);
  let binding;
  const bind = (header, typed) => {
    const found = bindColumns({
      header,
      pipeline,
      evolved: options.evolved,
      partition,
      file: options.shownName,
      ...date === void 0 ? {} : { partitionDate: date }
    });
    binding = { ...found, sources: found.sources.map((source) => withoutSpelling(source, typed)) };
    return { direct: binding.direct, wanted: wantedColumns(binding, header.length) };
  };
  const size = (await files.stat(options.raw))?.size;
  const progress = { subject: partition, phase: "clean" };
  const reader = await openRows({
    raw: options.raw,
    ...options.text === void 0 ? {} : { text: options.text },
    shownName: options.shownName,
    pipeline,
    files,
    bind,
    onBytes(done) {
      signal.throwIfAborted();
      log.progress({ ...progress, done, unit: "bytes", ...size === void 0 ? {} : { total: size } });
    },
    onRows(done, total) {
      signal.throwIfAborted();
      log.progress({ ...progress, done, total, unit: "rows" });
    }
  });
  try {
    const isLarge = options.text !== void 0 || size !== void 0 && size >= WORTH_THREADS;
    if (isLarge && reader.cut !== void 0) options.workers?.warm();
    return await cleanRows(options, reader, () => binding);
  } finally {
    await reader.close();
  }
}
async function cleanRows(options, reader, bindingOf) {
  const { pipeline, log, signal, partition } = options;
  const header = await reader.header();
  const bound = bindingOf() ?? failUnbound();
  for (const warning of bound.warnings) log.warn(`${partition}: ${warning}`);
  createCleaner({ binding: bound, pipeline, knowsNull: reader.knowsNull });
  const profile = createProfile(bound.schema);
  const main = await options.open(bound.schema);
  let quarantine;
  try {
    const groups = cleanGroups({
      source: reader,
      header,
      binding: bound,
      pipeline,
      file: options.shownName,
      workers: main.appendEncoded === void 0 ? void 0 : options.workers,
      signal
    });
    for await (const { facts, batch, encoded } of groups) {
      signal.throwIfAborted();
      profile.add(facts);
      if (batch !== void 0) await main.append(batch);
      if (encoded !== void 0) await main.appendEncoded?.(encoded);
      if (facts.rejected.length > 0) {
        quarantine ??= await openQuarantine(options);
        await quarantine.append(encodeRowGroup(quarantineBatch(facts.rejected), { codec: pipeline.codec }));
      }
      releaseBuffers();
      checkMemory(options.shownName, pipeline.limits.memory);
    }
    const written = await main.close();
    const rejects = await quarantine?.close();
    profile.assertNothingLost();
    const counted = profile.result();
    const records = reader.counts();
    if (records.records !== counted.rowsRead || written.rows !== counted.rows || (rejects?.rows ?? 0) !== counted.rejected) {
      throw new Error(
        `rows were lost in ${options.shownName}: ${records.records} records read, ${counted.rowsRead} cleaned, ${written.rows} written, ${rejects?.rows ?? 0} quarantined`
      );
    }
    if (counted.rowsRead > 0 && counted.rejected > counted.rowsRead * pipeline.contract.maxRejected) {
      throw tooManyRejected(counted, reader.counted, pipeline.contract.maxRejected, options);
    }
    if (records.droppedExtra > 0) {
      log.warn(
        `${partition}: ${formatCount(records.droppedExtra)} rows are wider than the header by empty fields, which were dropped as csv.extra_empty_columns: drop asks`
      );
    }
    const cleaning = {
      ...rejects === void 0 ? {} : { quarantine: { path: options.quarantine, bytes: rejects.bytes, sha256: rejects.sha256 } },
      rowsRead: counted.rowsRead,
      rows: counted.rows,
      rejected: counted.rejected,
      rejectedBy: counted.rejectedBy,
      blankLines: records.blank,
      droppedExtra: records.droppedExtra,
      columns: bound.schema.map(toColumnSpec),
      report: counted.columns.map(({ name, nulls, fills, discarded }) => ({ name, nulls, fills, discarded })),
      header: [...header],
      format: reader.format,
      evolved: bound.added.map(({ name, from }) => ({ name, from })),
      head: counted.head
    };
    return { schema: bound.schema, written, cleaning };
  } catch (error) {
    await main.abandon();
    if (!(error instanceof ContractError && error.code === "TOO_MANY_REJECTED")) await quarantine?.abandon();
    throw error;
  }
}
async function openQuarantine(options) {
  const { files, quarantine: path, pipeline } = options;
  await files.remove(path);
  return createParquetFile({ files, path, schema: QUARANTINE_SCHEMA, codec: pipeline.codec });
}
function failUnbound() {
  throw new Error("the reader gave a header without asking which columns are direct");
}
function tooManyRejected(counted, counting, maxRejected, options) {
  const rules = Object.entries(counted.rejectedBy).sort(([, a], [, b]) => b - a).slice(0, 5).map(([rule, count]) => `${rule} × ${formatCount(count)}`).join(", ");
  const first = counted.firstRejected;
  const place = first === void 0 ? "" : `, the first ${counting === "line" ? "on line" : "in row"} ${first.line}${first.problem === void 0 ? "" : `: ${first.problem}`}`;
  const share = (100 * counted.rejected / counted.rowsRead).toFixed(3);
  return new ContractError(
    "TOO_MANY_REJECTED",
    `${options.shownName}: ${formatCount(counted.rejected)} of ${formatCount(counted.rowsRead)} rows were rejected (${share} %), more than max_rejected = ${100 * maxRejected} %: ${rules}${place}; look at the quarantine, then change the rule or the limit`,
    {
      rejected: counted.rejected,
      rowsRead: counted.rowsRead,
      rejectedBy: counted.rejectedBy,
      ...first === void 0 ? {} : { first },
      quarantine: options.quarantine
    }
  );
}

export {
  QUARANTINE_SCHEMA,
  quarantineBatch,
  cleanFile
};
