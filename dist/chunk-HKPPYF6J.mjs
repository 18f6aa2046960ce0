import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  askConsent
} from "./chunk-T42K5TPO.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  keepVersion,
  publish
} from "./chunk-ETC3XFAV.mjs";
import {
  loadPartition
} from "./chunk-ERJDBB4G.mjs";
import "./chunk-3YCLNQJ5.mjs";
import "./chunk-2FENSZB2.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import {
  hashObject
} from "./chunk-F4ES6WKA.mjs";
import "./chunk-IC2RZV6I.mjs";
import {
  historyName,
  objectName
} from "./chunk-XSRHLEL5.mjs";
import {
  PARTITION_FORMS,
  closeContext,
  isPartition,
  openContext,
  partitionDate,
  partitionPath,
  readPipeline
} from "./chunk-A6TPTIGH.mjs";
import "./chunk-2S6XI5UM.mjs";
import "./chunk-RB7ALFDG.mjs";
import "./chunk-2X6ECDDK.mjs";
import {
  formatCount
} from "./chunk-5TBAR4MG.mjs";
import "./chunk-U37NQODY.mjs";
import {
  ConfigurationError,
  OutageError
} from "./chunk-PF5MVQRH.mjs";
import "./chunk-KWSXI53I.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/cli/held-commands.ts
import { userInfo } from "node:os";

// src/flow/hold.ts
async function holdPartition(context, partition, hold) {
  const head = context.heads.get(partition);
  const { held } = head ?? {};
  const isHeld = held?.why === hold.why && held.restores === hold.restores && (held.drops ?? false) === (hold.drops ?? false);
  if (head !== void 0 && isHeld) return head;
  const appended = await context.ledger.append(partition, head, { kind: "held", ...hold });
  context.heads.set(partition, appended.head);
  return appended.head;
}
async function releasePartition(context, partition, { who, why }) {
  const head = context.heads.get(partition);
  if (head?.held === void 0) {
    throw new ConfigurationError("NOT_HELD", `${partition} is not held, so there is nothing to release`, { partition });
  }
  const appended = await context.ledger.append(partition, head, { kind: "released", who, why });
  context.heads.set(partition, appended.head);
  return appended.head;
}

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

// src/flow/restore.ts
import { join } from "node:path";
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
  const parquet = await copy(context, kept, object.sha256) ?? await copy(context, object.name, object.sha256);
  if (parquet === void 0) {
    throw new ConfigurationError(
      "RESTORE_GONE",
      `${kept} is not in the lake any more: "history: ${pipeline.history}" keeps so many superseded versions; choose a newer one with --to`,
      { name: kept }
    );
  }
  const rows = quarantine && await copy(context, quarantine.name, quarantine.sha256);
  if (quarantine !== void 0 && rows === void 0) {
    log.warn(`${partition}: the ${rejected} rows that this version rejected are not in the lake any more`);
  }
  return { parquet, ...rows === void 0 ? {} : { quarantine: rows } };
}
async function copy(context, name, sha256) {
  const { store, files, workFolder } = context;
  const found = await store.get(name);
  if (found === void 0 || await hashObject(found, files) !== sha256) return void 0;
  if (found.localPath !== void 0 && !name.endsWith("part-0.parquet")) {
    return { path: found.localPath, bytes: found.bytes, sha256 };
  }
  const path = join(workFolder, `restored-${sha256}.parquet`);
  await files.remove(path);
  const file = await files.create(path);
  let bytes = 0;
  for await (const chunk of await found.open()) {
    await file.write(chunk);
    bytes += chunk.length;
  }
  await file.close();
  if (bytes !== found.bytes) throw new OutageError("LAKE_CUT", `${name} came with ${bytes} of ${found.bytes} bytes`);
  return { path, bytes, sha256 };
}

// src/cli/held-commands.ts
async function restoreCommand(session, partition) {
  const to = session.inputs.count("to", 0);
  return withPartition(session, partition, "required", async (context, said) => {
    const restored = await restorePartition(context, partition, { ...said, ...to === 0 ? {} : { to } });
    const { version, publication, unchanged } = restored;
    session.answer({ partition, version, rows: publication.rows, sha256: publication.object.sha256, unchanged });
    session.log.info(
      `${partition}: version ${version} (${formatCount(publication.rows)} rows) ${unchanged ? "was there already" : "is back"}, held by ${said.who}: ${said.why}; "lakeferry release ${partition}" lifts that`
    );
  });
}
async function dropCommand(session, partition) {
  return withPartition(session, partition, "required", async (context, said) => {
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
async function withPartition(session, partition, why, work) {
  const { inputs, host } = session;
  const given = inputs.text("why");
  const yes = inputs.bool("yes", false);
  const pipeline = await readPipeline(session);
  inputs.check();
  const { by } = pipeline.partitions;
  if (!isPartition(by, partition)) {
    throw new ConfigurationError("PARTITION", `"${partition}" is no partition; write ${PARTITION_FORMS[by]}`, {
      partition
    });
  }
  if (given === void 0 && why === "required") {
    throw new ConfigurationError("WHY", 'say why with --why "…": whoever finds the partition held will want to know');
  }
  await askConsent(session, pipeline, { partitions: 1, yes });
  const context = await openContext(session, pipeline);
  try {
    await work(context, { who: nameOf(host), why: given ?? why });
    await context.ledger.keepHeads(context.heads);
    return 0;
  } finally {
    await closeContext(context);
  }
}
function nameOf({ env }) {
  return env["GITHUB_ACTOR"]?.trim() || userInfo().username;
}
export {
  dropCommand,
  releaseCommand,
  restoreCommand
};
