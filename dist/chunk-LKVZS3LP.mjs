import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  holdPartition,
  releasePartition,
  whoSays
} from "./chunk-HVBE4F26.mjs";
import {
  convert
} from "./chunk-C7QUJCNN.mjs";
import {
  askConsent
} from "./chunk-CQVWOQOC.mjs";
import "./chunk-OY6PDFW4.mjs";
import {
  QUARANTINE_SCHEMA,
  quarantineBatch
} from "./chunk-75PAQFZ7.mjs";
import "./chunk-CYIP6WHT.mjs";
import "./chunk-TWZMDKMR.mjs";
import {
  cellText
} from "./chunk-J3XAFLSH.mjs";
import "./chunk-5QNGOOB6.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-RXER3GMB.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-ZYABUXPS.mjs";
import {
  withParquet,
  writeParquet
} from "./chunk-7YF2HRS3.mjs";
import "./chunk-TPTVVG3Q.mjs";
import "./chunk-2KZO4ZEM.mjs";
import "./chunk-JIHXL7LV.mjs";
import {
  replayedKey
} from "./chunk-DVJPGW3U.mjs";
import {
  uploadPartition
} from "./chunk-TVAUVTJF.mjs";
import {
  keepVersion,
  publish
} from "./chunk-QQQ2JTSS.mjs";
import {
  loadPartition
} from "./chunk-EA5ZGBIV.mjs";
import {
  openParquet
} from "./chunk-URPALPAV.mjs";
import "./chunk-XCEQ4PZB.mjs";
import "./chunk-3PAYXITV.mjs";
import "./chunk-CXPU67TF.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import {
  hashObject
} from "./chunk-724YPPG2.mjs";
import "./chunk-RH6P5SWJ.mjs";
import {
  historyName,
  objectName
} from "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
import "./chunk-VL3R7PO3.mjs";
import {
  PARTITION_FORMS,
  isPartition,
  partitionDate,
  partitionPath
} from "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import {
  sha256OfFile
} from "./chunk-VHV2WM36.mjs";
import "./chunk-6BN765J6.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import {
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  OutageError
} from "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/flow/drop.ts
async function dropPartition(context, partition, { who, why }) {
  const { store, pipeline, files, warehouse, signal } = context;
  await holdPartition(context, partition, { who, why, drops: true });
  const date = partitionDate(partition);
  const rows = warehouse === void 0 ? 0 : await context.loadTurn(
    () => warehouse.drop({ partition, ...date === void 0 ? {} : { partitionDate: date }, signal })
  );
  const name = objectName(pipeline.name, partitionPath(partition));
  const found = await store.get(name);
  if (found === void 0) return { rows, object: false };
  await keepVersion({ store, dataset: pipeline.name, partition, files }, name);
  await store.delete(name);
  return { rows, object: true };
}

// src/flow/replay.ts
import { join as join3 } from "node:path";

// src/flow/copy-here.ts
import { join } from "node:path";
async function copyHere(context, name, sha256) {
  const { store, files, workFolder } = context;
  const found = await store.get(name);
  if (found === void 0 || await hashObject(found, files) !== sha256) return void 0;
  if (found.localPath !== void 0 && !name.endsWith("part-0.parquet")) {
    return { path: found.localPath, bytes: found.bytes, sha256 };
  }
  const path = join(workFolder, `lake-${sha256}.parquet`);
  await files.remove(path);
  const file = await files.create(path);
  let bytes = 0;
  try {
    for await (const chunk of await found.open()) {
      await file.write(chunk);
      bytes += chunk.length;
    }
  } finally {
    await file.close();
  }
  if (bytes !== found.bytes) throw new OutageError("LAKE_CUT", `${name} came with ${bytes} of ${found.bytes} bytes`);
  return { path, bytes, sha256 };
}

// src/flow/rejected-rows.ts
async function readRejected({ files }, path) {
  const { schema, rowGroups } = await openParquet({ files, path });
  const rows = [];
  for await (const { columns, rows: count } of rowGroups()) {
    const cell = (name, row) => {
      const at = schema.findIndex((field) => field.name === name);
      return cellText(schema[at], columns[at], row);
    };
    for (let row = 0; row < count; row++) {
      const [column, value] = [cell("column", row), cell("value", row)];
      rows.push({
        line: Number(cell("line", row)),
        rule: cell("rule", row) ?? "",
        text: Buffer.from(cell("text", row) ?? ""),
        ...column === null ? {} : { column },
        ...value === null ? {} : { value }
      });
    }
  }
  return rows;
}

// src/flow/replayed-rows.ts
import { join as join2 } from "node:path";
async function joinRows(context, partition, {
  publication,
  object,
  again,
  rejects
}) {
  const { files, log, signal, workFolder, pipeline } = context;
  const [before, more] = [
    await openParquet({ files, path: object.path }),
    await openParquet({ files, path: again.parquet.path })
  ];
  async function* batches() {
    yield* before.rowGroups();
    yield* more.rowGroups();
  }
  const path = join2(workFolder, `replayed-${partition}.parquet`);
  const common = { codec: pipeline.codec, partition, files, log, signal };
  const written = await writeParquet({ ...common, batches: batches(), schema: before.schema, path });
  const quarantine = rejects.length === 0 ? void 0 : await writeRejects(context, partition, rejects);
  const [rows, rejected] = [publication.rows + again.rows, rejects.length];
  if (written.rows !== rows || rows + rejected !== publication.rowsRead) {
    throw new Error(
      `rows were lost in the replay of ${partition}: ${publication.rowsRead} read, ${written.rows} written, ${rejected} quarantined`
    );
  }
  const rejectedBy = { ...again.rejectedBy };
  for (const { rule, column } of rejects) {
    if (column === void 0) rejectedBy[rule] = (rejectedBy[rule] ?? 0) + 1;
  }
  const second = new Map(again.report.map((column) => [column.name, column]));
  return withParquet(
    {
      ...quarantine === void 0 ? {} : { quarantine },
      rowsRead: publication.rowsRead,
      rows,
      rejected,
      rejectedBy,
      blankLines: 0,
      droppedExtra: 0,
      columns: publication.columns,
      report: publication.report.map(({ name, nulls, fills, discarded }) => ({
        name,
        nulls: nulls + (second.get(name)?.nulls ?? 0),
        fills: fills + (second.get(name)?.fills ?? 0),
        discarded: discarded + (second.get(name)?.discarded ?? 0)
      })),
      header: again.header,
      format: "csv",
      evolved: [],
      head: []
    },
    written
  );
}
async function writeRejects({ files, log, signal, workFolder, pipeline }, partition, rows) {
  const path = join2(workFolder, `replayed-${partition}.rejected`);
  async function* one() {
    yield quarantineBatch(rows);
  }
  await writeParquet({
    batches: one(),
    schema: QUARANTINE_SCHEMA,
    codec: pipeline.codec,
    path,
    partition,
    files,
    log,
    signal
  });
  const { sha256, bytes } = await sha256OfFile(files, path);
  return { path, bytes, sha256 };
}

// src/flow/replay.ts
async function replayPartition(context, partition) {
  const { head, publication, header } = check(context, partition);
  const { files, workFolder, pipeline, log, signal, warehouse } = context;
  await files.makeFolder(workFolder);
  const [object, kept] = [
    await copyHere(context, publication.object.name, publication.object.sha256),
    publication.quarantine && await copyHere(context, publication.quarantine.name, publication.quarantine.sha256)
  ];
  if (object === void 0 || kept === void 0) {
    throw new ConfigurationError(
      "REPLAY_GONE",
      `${partition}: its ${object === void 0 ? "published file" : "rejected rows"} are not in the lake as they were published; run it again with --force`
    );
  }
  const all = await readRejected(context, kept.path);
  const broke = all.filter(({ column }) => column !== void 0);
  const malformed = all.filter(({ column }) => column === void 0);
  if (broke.length === 0) return { accepted: 0, rejected: all.length };
  const raw = join3(workFolder, `replay-${partition}.csv`);
  const lines = await writeRows(context, raw, header, broke);
  const again = await convert({
    raw,
    shownName: `the rejected rows of ${partition}`,
    pipeline: {
      ...pipeline,
      csv: { ...pipeline.csv, encoding: "utf-8" },
      // What is still rejected was counted when it was published.
      contract: { ...pipeline.contract, maxRejected: 1 }
    },
    partition,
    evolved: [...context.evolved],
    output: join3(workFolder, `replay-${partition}.parquet`),
    quarantine: join3(workFolder, `replay-${partition}.rejected`),
    files,
    log,
    signal,
    ...context.workers === void 0 ? {} : { workers: context.workers }
  });
  if (JSON.stringify(again.columns) !== JSON.stringify(publication.columns)) {
    throw new ConfigurationError(
      "REPLAY_COLUMNS",
      `${partition} was published with other columns or types than the pipeline file has now; run it again with --force`
    );
  }
  if (again.rows === 0) return { accepted: 0, rejected: all.length };
  const left = again.quarantine === void 0 ? [] : await readRejected(context, again.quarantine.path);
  const rejects = [...malformed, ...left.map((row) => ({ ...row, line: lines.get(row.line) ?? row.line }))].sort(
    (a, b) => a.line - b.line
  );
  const conversion = await joinRows(context, partition, { publication, object, again, rejects });
  const published = await uploadPartition(context, context, partition, {
    head,
    source: publication.source,
    converted: { conversion, key: replayedKey(publication.taskKey, pipeline, partition) },
    prepare: async () => {
    }
  });
  context.heads.set(partition, published.head);
  const done = { accepted: again.rows, rejected: rejects.length };
  if (warehouse === void 0) return done;
  const loaded = await context.loadTurn(() => loadPartition(context, { ...context, warehouse }, published.head));
  context.heads.set(partition, loaded.head);
  return { ...done, load: loaded.outcome };
}
function check({ heads }, partition) {
  const head = heads.get(partition);
  const publication = head?.published?.publication;
  const refuse = (code, why) => new ConfigurationError(code, `${partition} ${why}`, { partition });
  if (head === void 0 || publication === void 0) throw refuse("REPLAY_NONE", "was never published");
  if (head.held !== void 0)
    throw refuse("REPLAY_HELD", `is held by ${head.held.who}: ${head.held.why}; release it first`);
  if (head.open !== void 0)
    throw refuse("REPLAY_OPEN", "has a publication that was begun and not finished; run it first");
  if (publication.quarantine === void 0) throw refuse("REPLAY_NONE", "has no rejected rows");
  if (publication.raw?.format !== "csv") {
    throw refuse(
      "REPLAY_FORMAT",
      `was not read from a CSV, whose rows can be read one by one; run it again with --force`
    );
  }
  return { head, publication, header: publication.raw.header };
}
async function writeRows({ files, pipeline: { csv } }, path, header, rows) {
  await files.remove(path);
  const file = await files.create(path);
  const first = header.map((name) => quoted(name, csv)).join(csv.delimiter);
  await file.write(Buffer.from(`${first}
`));
  const lines = /* @__PURE__ */ new Map();
  let at = 2 + breaksIn(first);
  for (const { line, text } of rows) {
    lines.set(at, line);
    const record = Buffer.from(text).toString();
    await file.write(Buffer.from(`${record}
`));
    at += 1 + breaksIn(record);
  }
  await file.close();
  return lines;
}
var breaksIn = (text) => text.split(/\r\n|\n|\r/).length - 1;
function quoted(name, { quote, delimiter }) {
  const isPlain = quote === "" || !(name.includes(delimiter) || name.includes(quote) || /[\r\n]/.test(name));
  return isPlain ? name : `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;
}

// src/flow/restore.ts
async function restorePartition(context, partition, { to, who, why }) {
  const entries = await context.ledger.entries(partition);
  const versions = entries.filter((entry) => entry.kind === "published");
  const version = choose(context, partition, versions, to);
  const old = version.publication;
  const seen = context.heads.get(partition);
  const isCurrent = seen?.published?.publication.object.sha256 === old.object.sha256 && seen.open === void 0;
  const files = isCurrent && await isThere(context, seen) ? void 0 : await bringBack(context, partition, old);
  const held = await holdPartition(context, partition, { who, why, restores: version.number });
  let head = held;
  if (files !== void 0) {
    const { object: _object, quarantine: _quarantine, ...facts } = old;
    const published = await publish({
      store: context.store,
      ledger: context.ledger,
      dataset: context.pipeline.name,
      partition,
      partitionPath: partitionPath(partition),
      head: held,
      parquet: files.parquet,
      ...files.quarantine === void 0 ? {} : { quarantine: files.quarantine },
      publication: facts,
      // The version that is brought back must not push itself out of the history before it is there.
      history: Math.max(context.pipeline.history, 1),
      files: context.files,
      signal: context.signal
    });
    head = published.head;
    context.heads.set(partition, head);
  }
  const publication = head.published?.publication ?? old;
  const { warehouse } = context;
  if (warehouse === void 0) return { version: version.number, publication, unchanged: files === void 0 };
  const loaded = await context.loadTurn(() => loadPartition(context, { ...context, warehouse }, head));
  context.heads.set(partition, loaded.head);
  const unchanged = files === void 0 && loaded.outcome.outcome === "unchanged";
  return { version: version.number, publication, unchanged, load: loaded.outcome };
}
function choose({ heads, pipeline }, partition, versions, to) {
  const current = versions.at(-1);
  if (current === void 0) {
    throw new ConfigurationError("RESTORE_NONE", `${partition} of ${pipeline.name} was never published`, { partition });
  }
  const held = heads.get(partition)?.held;
  const wanted = to ?? (held?.drops ? current.number : held?.restores);
  const version = wanted === void 0 ? versions.findLast((each) => each.publication.object.sha256 !== current.publication.object.sha256) : versions.find(({ number }) => number === wanted);
  if (version !== void 0) return version;
  const known = versions.map(({ number, at }) => `${number} (${at.slice(0, 10)})`).join(", ");
  throw new ConfigurationError(
    "RESTORE_VERSION",
    wanted === void 0 ? `${partition} has no other version than the current one: ${known}` : `${partition} has no version ${wanted}; its versions are ${known}: write --to with one of these numbers`,
    { partition }
  );
}
async function isThere({ store }, { published }) {
  const found = published && await store.get(published.publication.object.name);
  return found?.generation === published?.publication.object.generation;
}
async function bringBack(context, partition, { object, quarantine, rejected }) {
  const { pipeline, log } = context;
  await context.files.makeFolder(context.workFolder);
  const kept = historyName(pipeline.name, partition, object.sha256);
  const parquet = await copyHere(context, kept, object.sha256) ?? await copyHere(context, object.name, object.sha256);
  if (parquet === void 0) {
    throw new ConfigurationError(
      "RESTORE_GONE",
      `${kept} is not in the lake any more: "history: ${pipeline.history}" keeps so many superseded versions; choose a newer one with --to`,
      { name: kept }
    );
  }
  const rows = quarantine && await copyHere(context, quarantine.name, quarantine.sha256);
  if (quarantine !== void 0 && rows === void 0) {
    log.warn(`${partition}: the ${rejected} rows that this version rejected are not in the lake any more`);
  }
  return { parquet, ...rows === void 0 ? {} : { quarantine: rows } };
}

// src/cli/partition-commands.ts
async function restoreCommand(session, partition) {
  const to = session.inputs.count("to", 0);
  return withPartition(session, partition, void 0, async (context, said) => {
    const restored = await restorePartition(context, partition, { ...said, ...to === 0 ? {} : { to } });
    const { version, publication, unchanged } = restored;
    session.answer({ partition, version, rows: publication.rows, sha256: publication.object.sha256, unchanged });
    session.log.info(
      `${partition}: version ${version} (${formatCount(publication.rows)} rows) ${unchanged ? "was there already" : "is back"}, held by ${said.who}: ${said.why}; "lakeferry release ${partition}" lifts that`
    );
  });
}
async function dropCommand(session, partition) {
  return withPartition(session, partition, void 0, async (context, said) => {
    const { rows, object } = await dropPartition(context, partition, said);
    session.answer({ partition, rows, object });
    session.log.info(
      `${partition}: ${formatCount(rows)} rows are out of the table, ${object ? "its file is" : "no file was"} out of the lake; "lakeferry restore ${partition}" brings it back, "lakeferry release ${partition}" lets it be made anew`
    );
  });
}
async function releaseCommand(session, partition) {
  return withPartition(session, partition, "released", async (context, said) => {
    const head = await releasePartition(context, partition, said);
    session.answer({ partition, number: head.number });
    session.log.info(`${partition}: released by ${said.who}: ${said.why}`);
  });
}
async function replayCommand(session, partition) {
  return withPartition(session, partition, "replayed", async (context) => {
    const { accepted, rejected } = await replayPartition(context, partition);
    session.answer({ partition, accepted, rejected });
    session.log.info(
      `${partition}: ${formatCount(accepted)} rejected rows are taken now, ${formatCount(rejected)} stay in quarantine`
    );
  });
}
async function withPartition(session, partition, otherwise, work) {
  const { inputs, host } = session;
  const why = inputs.text("why") ?? otherwise;
  const yes = inputs.bool("yes", false);
  const pipeline = await readPipeline(session);
  inputs.check();
  const { by } = pipeline.partitions;
  if (!isPartition(by, partition)) {
    throw new ConfigurationError("PARTITION", `"${partition}" is no partition; write ${PARTITION_FORMS[by]}`, {
      partition
    });
  }
  if (why === void 0) {
    throw new ConfigurationError("WHY", 'say why with --why "…": whoever finds the partition held will want to know');
  }
  await askConsent(session, pipeline, { partitions: 1, yes });
  const context = await openContext(session, pipeline);
  try {
    await work(context, { who: whoSays(host), why });
    await context.ledger.keepHeads(context.heads);
    return 0;
  } finally {
    await closeContext(context);
  }
}
export {
  dropCommand,
  releaseCommand,
  replayCommand,
  restoreCommand
};
