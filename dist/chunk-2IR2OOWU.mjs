import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  sameWords,
  shellText
} from "./chunk-HCKI4AMD.mjs";
import {
  parseSelection
} from "./chunk-UEPNT2AJ.mjs";
import {
  exitCodeFor
} from "./chunk-GZKW4ITP.mjs";
import {
  needsLoad
} from "./chunk-3Y35YYFI.mjs";
import {
  hashObject,
  inspectObject
} from "./chunk-724YPPG2.mjs";
import {
  textTable
} from "./chunk-OFNTBMMB.mjs";
import {
  historyName,
  objectName,
  quarantineName,
  surplusPrefix
} from "./chunk-XSRHLEL5.mjs";
import {
  closeContext,
  inParallel,
  openContext,
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
import "./chunk-VL3R7PO3.mjs";
import {
  NO_PARTITION,
  partitionPath
} from "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import "./chunk-VHV2WM36.mjs";
import "./chunk-6BN765J6.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import {
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  LakeferryError
} from "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/flow/verify/finding.ts
import { isAbsolute } from "node:path";
var DISAGREEMENTS = {
  "publication-open": 1,
  "object-missing": 1,
  "object-altered": 3,
  "object-damaged": 3,
  "object-orphan": 3,
  "quarantine-missing": 1,
  "quarantine-damaged": 3,
  "quarantine-orphan": 1,
  "version-damaged": 3,
  "version-orphan": 1,
  "drop-unfinished": 1,
  "receipt-missing": 1,
  "receipt-differs": 3,
  "receipt-orphan": 3,
  "rows-orphan": 3
};
function removal({ store }, name) {
  const place = `${store.url.replace(/\/$/, "")}/${name}`;
  return isAbsolute(place) ? `rm ${shellText(place)}` : `gcloud storage rm ${shellText(place)}`;
}
function again(context, partition) {
  const isHeld = context.heads.get(partition)?.held !== void 0;
  return [...isHeld ? [`lakeferry release ${partition}`] : [], `lakeferry run --partitions ${partition}`];
}

// src/flow/verify/objects.ts
async function verifyObject(context, head, deep) {
  const { partition, published, open, failed, held } = head;
  const redo = again(context, partition);
  if (open !== void 0 && (failed === void 0 || failed.number < open.number)) {
    const what = `entry ${open.number} began a publication that no later entry ends`;
    return [{ code: "publication-open", partition, what, heal: redo }];
  }
  if (published === void 0 || held?.drops === true) return [];
  const { publication } = published;
  const found = [await lookAt(context, partition, publication, deep), await lookAtRejects(context, head, deep)];
  return found.filter((each) => each !== void 0);
}
async function lookAt(context, partition, publication, deep) {
  const { store, files } = context;
  const { name, sha256 } = publication.object;
  const redo = again(context, partition);
  try {
    const seen = await inspectObject({ store, name, publication, files });
    if (seen.kind === "absent") return { code: "object-missing", partition, what: `${name} is not there`, heal: redo };
    const found = seen.kind === "same" && deep ? await hashOf(context, name) : void 0;
    if (seen.kind === "altered" || found !== void 0 && found !== sha256) {
      const now = seen.kind === "altered" ? seen.sha256 : found ?? "";
      const what = `${name} was altered: sha256 ${short(sha256)} → ${short(now)}`;
      return seen.kind === "altered" ? { code: "object-altered", partition, what, heal: redo } : { code: "object-damaged", partition, what, heal: [removal(context, name), ...redo] };
    }
    return void 0;
  } catch (error) {
    return { code: "object-damaged", partition, what: unreadable(error), heal: [removal(context, name), ...redo] };
  }
}
async function lookAtRejects(context, head, deep) {
  const { partition } = head;
  const facts = head.published?.publication.quarantine;
  if (facts === void 0) return void 0;
  const heal = [`lakeferry drop ${partition} --why "its rejected rows are gone"`, ...again(context, partition)];
  if (head.held === void 0) heal.splice(1, 0, `lakeferry release ${partition}`);
  try {
    const found = await context.store.get(facts.name);
    if (found === void 0) {
      return { code: "quarantine-missing", partition, what: `${facts.name} is not there: rejected rows`, heal };
    }
    if (await isSame(context, found, facts, deep)) return void 0;
    return { code: "quarantine-damaged", partition, what: `${facts.name} was altered`, heal };
  } catch (error) {
    return { code: "quarantine-damaged", partition, what: unreadable(error), heal };
  }
}
async function isSame({ files }, found, facts, deep) {
  if (!deep && found.generation === facts.generation) return true;
  return await hashObject(found, files) === facts.sha256;
}
async function hashOf({ store, files }, name) {
  const found = await store.get(name);
  return found && hashObject(found, files);
}
function unreadable(error) {
  if (error instanceof LakeferryError && error.code === "LAKE_DAMAGED") return error.message;
  throw error;
}
function short(digest) {
  return digest.slice(0, 12);
}

// src/flow/verify/orphans.ts
async function findOrphans(context, wanted, deep) {
  return [...await orphanObjects(context, wanted), ...await orphanVersions(context, wanted, deep)];
}
async function orphanObjects(context, wanted) {
  const { store, heads, pipeline } = context;
  const known = /* @__PURE__ */ new Map();
  for (const [partition, { published, held, open }] of heads) {
    const name = objectName(pipeline.name, partitionPath(partition));
    if (published !== void 0 && held?.drops !== true || open !== void 0) known.set(name, partition);
  }
  const found = [];
  for await (const { name } of store.list(`${pipeline.name}/`)) {
    if (known.has(name)) continue;
    const partition = partitionOf(pipeline.name, name);
    if (partition !== void 0 && !wanted(partition)) continue;
    const dropped = partition !== void 0 && heads.get(partition)?.held?.drops === true;
    if (dropped && name === objectName(pipeline.name, partitionPath(partition))) {
      const why = heads.get(partition)?.held?.why ?? "";
      const heal = [`lakeferry drop ${partition} --why ${shellText(why)}`];
      found.push({ code: "drop-unfinished", partition, what: `${name} is still there`, heal });
      continue;
    }
    const what = `${name} is named by no entry of the ledger, and whoever reads all files reads its rows`;
    found.push({
      code: "object-orphan",
      ...partition === void 0 ? {} : { partition },
      what,
      heal: [removal(context, name)]
    });
  }
  return found;
}
function partitionOf(dataset, name) {
  const path = name.slice(dataset.length + 1);
  const [, year, month, day] = /^year=(\d{4})(?:\/month=(\d{2})(?:\/day=(\d{2}))?)?\//.exec(path) ?? [];
  return year === void 0 ? void 0 : [year, month, day].filter((part) => part !== void 0).join("-");
}
async function orphanVersions(context, wanted, deep) {
  const { pipeline, ledger, store } = context;
  const found = [];
  const named = /* @__PURE__ */ new Map();
  const namesOf = async (partition) => {
    const names = /* @__PURE__ */ new Set();
    for (const entry of await ledger.entries(partition)) {
      if (entry.kind === "publishing") names.add(historyName(pipeline.name, partition, entry.sha256));
      if (entry.kind !== "published") continue;
      names.add(historyName(pipeline.name, partition, entry.publication.object.sha256));
      const rejects = entry.publication.quarantine;
      if (rejects !== void 0) names.add(quarantineName(pipeline.name, partition, rejects.sha256));
    }
    return names;
  };
  for (const what of ["history", "quarantine"]) {
    const prefix = surplusPrefix(pipeline.name, what);
    for await (const { name } of store.list(prefix)) {
      const partition = name.slice(prefix.length).split("/")[0] ?? "";
      if (!wanted(partition)) continue;
      if (!named.has(partition)) named.set(partition, namesOf(partition));
      const isFailed = what === "quarantine" && context.heads.get(partition)?.failed !== void 0;
      if ((await named.get(partition))?.has(name) === false && !isFailed) {
        const kind = what === "history" ? "a superseded version" : "rejected rows";
        const code = what === "history" ? "version-orphan" : "quarantine-orphan";
        const told = `${name}: ${kind} that no entry of the ledger names`;
        const isPrunes = what === "quarantine" && context.heads.get(partition)?.published !== void 0;
        found.push({ code, partition, what: told, heal: [isPrunes ? "lakeferry prune" : removal(context, name)] });
      } else if (deep && what === "history" && !await isItself(context, name)) {
        const told = `${name} does not have the content that its name says`;
        found.push({ code: "version-damaged", partition, what: told, heal: [removal(context, name)] });
      }
    }
  }
  return found;
}
async function isItself(context, name) {
  try {
    const sha256 = await hashOf(context, name);
    return sha256 === void 0 || name.endsWith(`/${sha256}.parquet`);
  } catch (error) {
    unreadable(error);
    return false;
  }
}

// src/flow/verify/receipts.ts
async function verifyReceipts(context, wanted, isAll) {
  const { warehouse, heads, signal, pipeline } = context;
  if (warehouse === void 0) return [];
  const receipts = await warehouse.receipts(signal);
  const found = [];
  for (const [partition, head] of heads) {
    if (!wanted(partition) || head.published === void 0) continue;
    const receipt = receipts.get(partition);
    if (head.held?.drops === true) {
      if (receipt === void 0 || receipt.rowsNow === 0) continue;
      const what2 = `the table still has ${formatCount(receipt.rowsNow)} of its rows`;
      const heal2 = [`lakeferry drop ${partition} --why ${shellText(head.held.why)}`];
      found.push({ code: "drop-unfinished", partition, what: what2, heal: heal2 });
      continue;
    }
    const what = needsLoad(receipt ?? "none", head);
    if (what === void 0) continue;
    const { held, published } = head;
    const heal = held ? [`lakeferry restore ${partition} --to ${published.number} --why ${shellText(held.why)}`] : [`lakeferry run --partitions ${partition}`];
    found.push({ code: receipt === void 0 ? "receipt-missing" : "receipt-differs", partition, what, heal });
  }
  for (const [partition, { rowsNow }] of receipts) {
    if (!wanted(partition) || heads.get(partition)?.published !== void 0) continue;
    const what = `the table has ${formatCount(rowsNow)} rows of a partition that this lake never published`;
    const heal = [`lakeferry drop ${partition} --why "not of this lake"`, `lakeferry release ${partition}`];
    found.push({ code: "receipt-orphan", partition, what, heal });
  }
  const rows = isAll && !receipts.has(NO_PARTITION) ? await warehouse.rows(signal) : void 0;
  const counted = [...receipts.values()].reduce((sum, { rowsNow }) => sum + rowsNow, 0);
  if (rows !== void 0 && receipts.size > 0 && rows > counted) {
    found.push({
      code: "rows-orphan",
      what: `${warehouse.url} has ${formatCount(rows - counted)} rows that belong to no partition that was loaded`,
      heal: [
        `SELECT partition_date, count(*) FROM ${tableOf(warehouse.url, pipeline.name)} GROUP BY partition_date -- then delete them`
      ]
    });
  }
  return found;
}
function tableOf(url, dataset) {
  return /[#/]([^#/]+)$/.exec(url)?.[1] ?? dataset;
}

// src/flow/verify/verify.ts
var READS = 8;
async function verify(context, { only, deep }) {
  const wanted = (partition) => only === void 0 || only.has(partition);
  const heads = [...context.heads.values()].filter(({ partition }) => wanted(partition));
  const objects = await inParallel(heads, READS, (head) => {
    context.signal.throwIfAborted();
    return verifyObject(context, head, deep);
  });
  const disagreements = [
    ...objects.flat(),
    ...await findOrphans(context, wanted, deep),
    ...await verifyReceipts(context, wanted, only === void 0)
  ];
  const order = ({ partition = "~" }) => partition;
  const byOrder = (a, b) => order(a) === order(b) ? codes.indexOf(a.code) - codes.indexOf(b.code) : order(a) < order(b) ? -1 : 1;
  return { partitions: heads.length, disagreements: disagreements.sort(byOrder) };
}
var codes = Object.keys(DISAGREEMENTS);

// src/cli/verify-command.ts
async function verifyCommand(session) {
  const { inputs, log } = session;
  const deep = inputs.bool("deep", false);
  const pipeline = await readPipeline(session);
  const everything = { kind: "word", word: "all" };
  const selection = inputs.parsed(
    "partitions",
    (text) => namedOf(parseSelection(text, pipeline.partitions)),
    everything
  );
  inputs.check();
  const context = await openContext(session, pipeline);
  try {
    const only = onlyOf(selection, [...context.heads.keys()]);
    const { partitions, disagreements } = await verify(context, { deep, ...only === void 0 ? {} : { only } });
    const words = sameWords(session);
    const told = disagreements.map(({ heal, ...each }) => ({
      ...each,
      exitCode: DISAGREEMENTS[each.code],
      heal: heal.map((line) => line.startsWith("lakeferry ") ? `${line}${words}` : line)
    }));
    const exitCode = exitCodeFor(told.map((each) => each.exitCode));
    session.answer({ dataset: pipeline.name, deep, partitions, exitCode, disagreements: told });
    if (session.json) return exitCode;
    const looked = `${formatCount(partitions)} partitions, ${deep ? "every byte read" : "by their metadata"}`;
    if (told.length === 0) log.info(`${pipeline.name}: lake, ledger and warehouse agree (${looked})`);
    else {
      const rows = told.map(({ partition = "", code, what }) => [partition, code, what]);
      log.group(`${pipeline.name}: ${formatCount(told.length)} disagreements (${looked})`, [
        ...textTable(["partition", "code", "what"], rows, { reasons: [2] }),
        "",
        "What heals them:",
        ...new Set(told.flatMap(({ heal }) => heal.map((line) => `  ${line}`)))
      ]);
    }
    return exitCode;
  } finally {
    await closeContext(context);
  }
}
function namedOf(selection) {
  if (selection.kind !== "word" || selection.word === "all") return selection;
  throw new ConfigurationError(
    "VERIFY_PARTITIONS",
    `"${selection.word}" is a word for a plan; write all, last:3 or a list of partitions`
  );
}
function onlyOf(selection, known) {
  if (selection.kind === "word") return void 0;
  return new Set(selection.kind === "list" ? selection.partitions : known.slice(-selection.count));
}
export {
  verifyCommand
};
