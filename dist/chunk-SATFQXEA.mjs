import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  sameWords
} from "./chunk-HCKI4AMD.mjs";
import {
  holdPartition,
  releasePartition,
  whoSays
} from "./chunk-HVBE4F26.mjs";
import {
  decoding,
  foreignColumns,
  foreignWord,
  openForeign
} from "./chunk-VXFQYDQZ.mjs";
import {
  asyncBufferFromFile,
  compressors,
  parquetRead
} from "./chunk-JEALU6Y7.mjs";
import {
  expectedSchema,
  sampleSource
} from "./chunk-4AG7GZRY.mjs";
import {
  convertPartition
} from "./chunk-C33N6X5G.mjs";
import "./chunk-C7QUJCNN.mjs";
import {
  askConsent
} from "./chunk-CQVWOQOC.mjs";
import "./chunk-OY6PDFW4.mjs";
import {
  fetchPartition
} from "./chunk-J4FXJFWI.mjs";
import "./chunk-QSENSEAO.mjs";
import {
  parseSelection
} from "./chunk-UEPNT2AJ.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-75PAQFZ7.mjs";
import "./chunk-CYIP6WHT.mjs";
import "./chunk-TWZMDKMR.mjs";
import "./chunk-J3XAFLSH.mjs";
import "./chunk-5QNGOOB6.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-RXER3GMB.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-7YF2HRS3.mjs";
import "./chunk-TPTVVG3Q.mjs";
import {
  createOutputFile
} from "./chunk-2KZO4ZEM.mjs";
import "./chunk-JIHXL7LV.mjs";
import {
  conversionKey
} from "./chunk-DVJPGW3U.mjs";
import {
  publish
} from "./chunk-QQQ2JTSS.mjs";
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
  addColumns
} from "./chunk-RV3FXGU6.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-RH6P5SWJ.mjs";
import {
  textTable
} from "./chunk-OFNTBMMB.mjs";
import {
  objectName
} from "./chunk-XSRHLEL5.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
import {
  nodeClock
} from "./chunk-VL3R7PO3.mjs";
import {
  allPartitions,
  fillUrl,
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
import {
  PARTITION_DATE,
  toColumnSpec
} from "./chunk-6BN765J6.mjs";
import "./chunk-OBJT3BRS.mjs";
import {
  formatColumnType
} from "./chunk-5BRFANHP.mjs";
import {
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  LakeferryError
} from "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/cli/adopt-command.ts
import { resolve } from "node:path";

// src/flow/adopt/found-file.ts
import { join } from "node:path";
async function findFile(context, partition, template) {
  if (template === void 0) return findInLake(context, partition);
  const place = fillUrl(template, partition);
  const { files, bucket } = context;
  const [, root, name] = /^(gs:\/\/[^/]+)\/(.+)$/i.exec(place) ?? [];
  if (root !== void 0 && name !== void 0) {
    const found = await bucket?.(root).get(name);
    return found === void 0 ? "none" : { ...await bringHere(context, partition, found), place };
  }
  const stat = await files.stat(place);
  if (stat === void 0 || stat.isDirectory) return "none";
  return { path: place, ...await sha256OfFile(files, place), place };
}
async function findInLake(context, partition) {
  const { store, pipeline } = context;
  const stable = objectName(pipeline.name, partitionPath(partition));
  const folder = stable.slice(0, stable.lastIndexOf("/") + 1);
  const names = [];
  for await (const { name: name2 } of store.list(folder)) {
    if (/\.parquet$/i.test(name2) && !name2.slice(folder.length).includes("/")) names.push(name2);
  }
  const [name] = names;
  if (names.length > 1) return { many: names };
  const found = name === void 0 ? void 0 : await store.get(name);
  if (found === void 0) return "none";
  const place = `${store.url.replace(/\/$/, "")}/${found.name}`;
  return { ...await bringHere(context, partition, found), place, ...name === stable ? {} : { moves: found.name } };
}
async function bringHere(context, partition, found) {
  const { files, workFolder } = context;
  if (found.localPath !== void 0) return { path: found.localPath, ...await sha256OfFile(files, found.localPath) };
  const path = join(workFolder, `${partition}.adopted.parquet`);
  await files.remove(path);
  const output = await createOutputFile({ files, path, code: "ADOPT_WRITE" });
  try {
    for await (const chunk of await found.open()) await output.write(chunk);
  } catch (error) {
    await output.abandon();
    throw error;
  }
  return { path, ...await output.close() };
}

// src/parquet/foreign-facts.ts
async function openFacts(options) {
  const { path, name, files, limits } = options;
  const opened = await openForeign({ files, path, name, memory: limits.memory });
  const { metadata } = opened;
  async function* values(column) {
    const file = await asyncBufferFromFile(path);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      let found = [];
      const onComplete = (rows) => {
        found = rows.map(([value]) => value);
      };
      const part = { file, metadata, compressors, columns: [column], rowStart, rowEnd, onComplete };
      await decoding(name, () => parquetRead(part));
      yield found;
      rowStart = rowEnd;
    }
  }
  return {
    rows: Number(metadata.num_rows),
    columns: foreignColumns(opened, limits.columns).map(({ path: column, type, nested }) => {
      const other = nested ?? otherForm(metadata, column);
      return {
        name: column,
        ...type === void 0 || other !== void 0 ? {} : { type },
        ...other ? { other } : {}
      };
    }),
    async nulls(column) {
      const counted = countedNulls(metadata, column);
      if (counted !== void 0) return counted;
      let nulls = 0;
      for await (const group of values(column))
        nulls += group.filter((value) => value === null || value === void 0).length;
      return nulls;
    },
    async days(column) {
      const days = /* @__PURE__ */ new Set();
      for await (const group of values(column)) {
        for (const value of group) days.add(value instanceof Date ? value.toISOString().slice(0, 10) : String(value));
        if (days.size > 1) break;
      }
      return [...days].slice(0, 2);
    },
    close: opened.close
  };
}
function countedNulls(metadata, column) {
  let nulls = 0;
  for (const group of metadata.row_groups) {
    const chunk = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema[0] === column);
    const counted = chunk?.meta_data?.statistics?.null_count;
    if (counted === void 0) return void 0;
    nulls += Number(counted);
  }
  return nulls;
}
function otherForm(metadata, column) {
  const element = metadata.schema.find(({ name, type: type2 }) => name === column && type2 !== void 0);
  const { type, logical_type: logical, converted_type: converted } = element ?? {};
  const isPlain = logical === void 0 || logical.type === "INTEGER";
  if (type === "FLOAT") return "float32";
  if (type === "INT32" && isPlain && (converted === void 0 || /INT_/.test(converted))) return "int32";
  if (type === "BYTE_ARRAY" && logical === void 0 && converted === void 0) return "bytes";
  return void 0;
}

// src/flow/adopt/judge.ts
async function judgeFile(context, partition, file) {
  const { pipeline, evolved, files } = context;
  const wanted = new Map(expectedSchema(pipeline, evolved, partition).map((field) => [field.name, field]));
  const optional = new Set(pipeline.columns.filter((rule) => rule.optional && !rule.required).map(({ name }) => name));
  const facts = await openFacts({ files, ...file, limits: pipeline.limits });
  try {
    const differences = [];
    const columns = [];
    for (const { name, type, other } of facts.columns) {
      const field = wanted.get(name);
      wanted.delete(name);
      const has = type === void 0 ? other ?? "unknown" : describe(type);
      if (field === void 0) differences.push(`${name}: ${has} in the file, not in the pipeline`);
      else if (type === void 0 || !fits(field.type, type)) {
        differences.push(`${name}: ${has} in the file, ${describeOwn(field)} in the pipeline`);
      } else {
        const nulls = field.required ? await facts.nulls(name) : 0;
        if (nulls > 0) differences.push(`${name}: ${formatCount(nulls)} nulls in the file, required in the pipeline`);
        columns.push(toColumnSpec(field));
      }
    }
    for (const { name } of wanted.values()) {
      const isAdded = evolved.some((column) => column.name === name);
      if (!optional.has(name) && !isAdded) differences.push(`${name}: not in the file${hintFor(name)}`);
    }
    const day = partitionDate(partition);
    const days = differences.length === 0 && day !== void 0 ? await facts.days(PARTITION_DATE) : [];
    const strange = days.filter((each) => each !== day);
    if (strange.length > 0) differences.push(`${PARTITION_DATE}: ${strange[0]} in the file, ${day} by its place`);
    return { rows: facts.rows, columns, differences };
  } finally {
    await facts.close();
  }
}
function hintFor(name) {
  return name === PARTITION_DATE ? '; name it as "source.url" instead, and a run makes a file that has it' : "";
}
var DIGITS = { ms: 3, us: 6 };
function fits(own, type) {
  switch (own.kind) {
    case "numeric":
      return type.kind === "numeric" && type.precision === own.precision && type.scale === own.scale;
    case "datetime":
    case "timestamp": {
      const clock = own.kind === "datetime" ? "wall" : "zone";
      return type.kind === "time-point" && type.clock === clock && type.digits === DIGITS[own.unit];
    }
    case "int64":
      return type.kind === "int64" && type.unsigned !== 64;
    default:
      return type.kind === own.kind;
  }
}
function describe(type) {
  return type.kind === "time-point" ? `${foreignWord(type)} with ${type.digits} digits` : foreignWord(type);
}
function describeOwn({ type }) {
  return "unit" in type ? `${formatColumnType(type)} with ${DIGITS[type.unit]} digits` : formatColumnType(type);
}

// src/flow/adopt/look.ts
async function lookAt(context, partition, { from, loaded }) {
  const head = context.heads.get(partition);
  const { held } = head ?? {};
  if (held !== void 0 && held.adopts !== true) return { kind: "known", what: `held by ${held.who}: ${held.why}` };
  if (head?.open !== void 0) {
    const heal = `lakeferry run --partitions ${partition} finishes it`;
    return { kind: "refused", what: "a publication was begun and not finished", differences: [heal], inTable: 0 };
  }
  const published = head?.published?.publication;
  const known = { kind: "known", what: "it is in the ledger already" };
  if (published !== void 0 && loaded.has(partition)) return known;
  const inTable = await rowsInTable(context, partition);
  if (published !== void 0) return inTable > 0 && inTable === published.rows ? { kind: "rows", inTable } : known;
  try {
    if (from.kind === "source") return await fromSource(context, partition, inTable);
    return await fromFile(context, partition, from.kind === "lake" ? void 0 : from.template, inTable);
  } catch (error) {
    if (!(error instanceof LakeferryError) || error.exitCode !== 3) throw error;
    return { kind: "refused", what: "it does not fit", differences: error.message.split("\n"), inTable };
  }
}
async function fromFile(context, partition, template, inTable) {
  const refused = (what, differences2) => ({ kind: "refused", what, differences: differences2, inTable });
  const file = await findFile(context, partition, template);
  if (file === "none") return { kind: "none", what: "there is no file", inTable };
  if ("many" in file) return refused("there is more than one file", file.many);
  const { rows, columns, differences } = await judgeFile(context, partition, { path: file.path, name: file.place });
  if (differences.length > 0) return refused(`${file.place} is not what the pipeline makes`, differences);
  if (context.warehouse?.kind === "postgres" && !await isOurs(context, file)) {
    return refused(`${file.place} was not written by lakeferry`, [
      `PostgreSQL is loaded by lakeferry's own reader, which takes no other files; name it as "source.url" instead`
    ]);
  }
  const mismatch = await tableMismatch(context, partition, { rows, columns, inTable });
  if (mismatch !== void 0) return mismatch;
  return { kind: "file", file, rows, columns, source: await sourceNow(context, partition, file), inTable };
}
async function fromSource(context, partition, inTable) {
  if (inTable === 0) return { kind: "none", what: "the table has no rows of it", inTable };
  const raw = await fetchPartition(context, partition, void 0);
  if (raw.kind !== "raw") return { kind: "none", what: "the source does not have it", inTable };
  const { conversion } = await convertPartition(context, partition, raw, context.evolved, void 0);
  const { rows, columns, parquet } = conversion;
  const mismatch = await tableMismatch(context, partition, { rows, columns, inTable });
  if (mismatch !== void 0) return mismatch;
  const file = { ...parquet, place: raw.source.url };
  return { kind: "file", file, rows, columns, inTable, conversion, source: raw.source };
}
async function tableMismatch({ warehouse, signal, pipeline }, partition, { rows, columns, inTable }) {
  if (warehouse === void 0) return void 0;
  const date = partitionDate(partition);
  const request = { columns, partition, signal, ...date === void 0 ? {} : { partitionDate: date } };
  const { differences: misfits, partitioning } = await warehouse.examine(request);
  const all = [...misfits, ...partitioning === void 0 ? [] : [partitioning]];
  if (all.length > 0) {
    return { kind: "refused", what: `the table ${warehouse.url} does not fit the file`, differences: all, inTable };
  }
  if (inTable === 0 || inTable === rows) return void 0;
  const differences = [
    `${formatCount(inTable)} rows in the table ${warehouse.url}, ${formatCount(rows)} in the file`,
    `delete them, and a run loads ${partition} of ${pipeline.name} from the file`
  ];
  return { kind: "refused", what: "table and file do not have the same rows", differences, inTable };
}
async function rowsInTable({ warehouse, signal }, partition) {
  if (warehouse === void 0 || await warehouse.rows(signal) === void 0) return 0;
  const date = partitionDate(partition);
  return warehouse.count({ partition, signal, ...date === void 0 ? {} : { partitionDate: date } });
}
async function isOurs({ files }, { path }) {
  try {
    await openParquet({ files, path });
    return true;
  } catch (error) {
    if (error instanceof LakeferryError && error.code === "PARQUET_DAMAGED") return false;
    throw error;
  }
}
async function sourceNow(context, partition, file) {
  const { source, tasks } = context.pipeline;
  const shownUrl = fillUrl(source.shownUrl, partition);
  const facts = { url: redactUrl(shownUrl), bytes: file.bytes, sha256: file.sha256 };
  try {
    const found = await sampleSource({
      ...context,
      url: fillUrl(source.url, partition),
      shownUrl,
      headers: source.headers,
      settings: source,
      policy: tasks.fetch,
      most: 0
    });
    if (found.kind === "absent") return facts;
    const { bytes = file.bytes, etag, lastModified } = found;
    return {
      ...facts,
      bytes,
      ...etag === void 0 ? {} : { etag },
      ...lastModified === void 0 ? {} : { lastModified }
    };
  } catch (error) {
    if (!(error instanceof LakeferryError)) throw error;
    context.log.debug(`${partition}: its source could not be asked: ${error.message}`);
    return facts;
  }
}

// src/flow/adopt/adopt.ts
async function adoptPartition(context, partition, options) {
  const found = await lookAt(context, partition, options);
  if (found.kind !== "file" && found.kind !== "rows") {
    const differences = found.kind === "refused" ? found.differences : [];
    const waiting = found.kind === "known" ? 0 : found.inTable;
    return { partition, outcome: found.kind, what: found.what, differences, waiting };
  }
  const outcome = options.dryRun ? "adoptable" : "adopted";
  if (!options.dryRun) {
    const head = found.kind === "file" ? await publishFound(context, partition, found, options.who) : void 0;
    await adoptRows(context, head ?? context.heads.get(partition), found.inTable);
    await letGo(context, partition, options.who);
  }
  const rows = found.kind === "file" ? found.rows : found.inTable;
  return { partition, outcome, rows, what: describe2(context, found), differences: [], waiting: 0 };
}
async function holdRest(context, adoptions, who) {
  if (context.heads.size === 0) return;
  for (const { partition, waiting } of adoptions) {
    if (waiting === 0) continue;
    const why = `the table has ${formatCount(waiting)} rows that were not adopted`;
    await holdPartition(context, partition, { who, why, adopts: true });
  }
}
async function letGo(context, partition, who) {
  if (context.heads.get(partition)?.held?.adopts !== true) return;
  await releasePartition(context, partition, { who, why: "adopted" });
}
function describe2({ warehouse }, found) {
  const table = warehouse === void 0 ? "" : found.inTable > 0 ? `, its ${formatCount(found.inTable)} rows are in the table` : ", not in the table: the next run loads it";
  return found.kind === "rows" ? `published before${table}` : `${found.file.place}${table}`;
}
async function publishFound(context, partition, found, who) {
  const { pipeline, store, ledger, files, signal, evolved } = context;
  const { file, rows, columns, source, conversion } = found;
  await addColumns(context, { evolved: conversion?.evolved ?? [], columns });
  const facts = {
    source,
    rowsRead: conversion?.rowsRead ?? rows,
    rows,
    rejected: conversion?.rejected ?? 0,
    rejectedBy: conversion?.rejectedBy ?? {},
    columns,
    report: conversion?.report ?? [],
    ...conversion?.format === void 0 ? {} : { raw: { format: conversion.format, header: [...conversion.header] } },
    taskKey: conversionKey(pipeline, partition, evolved, source.sha256),
    adopted: { who, from: file.place }
  };
  const { head } = await publish({
    ...{ store, ledger, files, signal, partition },
    dataset: pipeline.name,
    partitionPath: partitionPath(partition),
    head: context.heads.get(partition),
    parquet: file,
    ...conversion?.quarantine === void 0 ? {} : { quarantine: conversion.quarantine },
    publication: facts,
    history: pipeline.history
  });
  context.heads.set(partition, head);
  if (file.moves !== void 0) await store.delete(file.moves);
  return head;
}
async function adoptRows(context, head, inTable) {
  const { warehouse, ledger, signal } = context;
  if (warehouse === void 0 || inTable === 0 || head?.published === void 0) return;
  const { partition, published } = head;
  const { rows, object } = published.publication;
  const date = partitionDate(partition);
  await warehouse.adopt({
    ...{ partition, signal, rows },
    publication: published.number,
    sha256: object.sha256,
    ...date === void 0 ? {} : { partitionDate: date }
  });
  const appended = await ledger.append(partition, head, {
    kind: "loaded",
    warehouse: warehouse.id,
    warehouseUrl: warehouse.url,
    publication: published.number,
    sha256: object.sha256,
    rows,
    replaced: 0
  });
  context.heads.set(partition, appended.head);
}

// src/cli/adopt-command.ts
async function adoptCommand(session) {
  const { inputs, log, host } = session;
  const dryRun = inputs.bool("dry-run", false);
  const yes = inputs.bool("yes", false);
  const from = readFrom(inputs.text("from") ?? "lake", host.cwd);
  const pipeline = await readPipeline(session);
  const everything = { kind: "word", word: "all" };
  const selection = inputs.parsed("partitions", (text) => parseSelection(text, pipeline.partitions), everything);
  inputs.check();
  const context = await openContext(session, pipeline, { cache: false, refreshCache: false, foreignTable: true });
  try {
    const partitions = chosen(selection, allPartitions(pipeline.partitions, nodeClock.now()));
    const fresh = partitions.filter((partition) => context.heads.get(partition)?.published === void 0);
    if (!dryRun && fresh.length > 0) await askConsent(session, pipeline, { partitions: fresh.length, yes });
    await context.files.makeFolder(context.workFolder);
    const loaded = new Set((await context.warehouse?.receipts(host.signal))?.keys());
    const adoptions = [];
    for (const partition of partitions) {
      host.signal.throwIfAborted();
      adoptions.push(await adoptPartition(context, partition, { from, who: whoSays(host), dryRun, loaded }));
    }
    if (!dryRun) {
      await holdRest(context, adoptions, whoSays(host));
      if (adoptions.some(({ outcome }) => outcome === "adopted")) await context.ledger.keepHeads(context.heads);
    }
    session.answer({ dataset: pipeline.name, dryRun, adoptions });
    if (!session.json) tell(session, pipeline.name, adoptions);
    if (dryRun) log.info("dry run: nothing was changed");
    return adoptions.some(({ outcome }) => outcome === "refused") ? 3 : 0;
  } finally {
    await closeContext(context);
  }
}
function readFrom(text, cwd) {
  if (text === "lake" || text === "source") return { kind: text };
  return { kind: "template", template: /^gs:/i.test(text) ? text : resolve(cwd, text) };
}
function chosen(selection, all) {
  if (selection.kind === "list") return selection.partitions;
  return selection.kind === "last" ? all.slice(-selection.count) : all;
}
function tell(session, dataset, adoptions) {
  const shown = adoptions.filter(({ outcome }) => outcome !== "none" && outcome !== "known");
  const count = (wanted) => adoptions.filter(({ outcome }) => outcome === wanted).length;
  const counts = ["adopted", "adoptable", "refused", "known", "none"].filter((outcome) => count(outcome) > 0).map((outcome) => `${formatCount(count(outcome))} ${outcome === "none" ? "not there" : outcome}`);
  const rows = shown.map(({ partition, outcome, rows: found, what }) => [
    partition,
    outcome,
    found === void 0 ? "" : formatCount(found),
    what
  ]);
  const refused = adoptions.filter(({ differences }) => differences.length > 0);
  const left = adoptions.filter(({ waiting }) => waiting > 0);
  const noFile = left.flatMap(({ partition, outcome }) => outcome === "none" ? [partition] : []);
  const hints = [
    ...noFile.length === 0 ? [] : [
      "",
      `Rows in the table without a file: ${noFile.join(", ")}. This makes the files of the source, and keeps the rows:`,
      `  lakeferry adopt --from source --partitions ${noFile.join(",")}${sameWords(session)}`
    ],
    ...left.length === 0 ? [] : ["", 'Runs leave the rows of what was not adopted alone, until it is, or until "lakeferry release".']
  ];
  session.log.group(`${dataset}: ${counts.join(", ") || "nothing to adopt"}`, [
    ...rows.length === 0 ? [] : textTable(["partition", "outcome", "rows", "what"], rows, { right: [2], reasons: [3] }),
    ...refused.flatMap(({ partition, differences }) => [
      "",
      `${partition}:`,
      ...differences.map((line) => `  ${line}`)
    ]),
    ...hints
  ]);
}
export {
  adoptCommand
};
