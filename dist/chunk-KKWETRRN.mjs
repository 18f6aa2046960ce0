import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  convert
} from "./chunk-SQKGHY26.mjs";
import {
  askConsent
} from "./chunk-OOPK7NEG.mjs";
import {
  fetchPartition,
  restore
} from "./chunk-G5UNCMHO.mjs";
import {
  planFlow
} from "./chunk-CWY3DZK5.mjs";
import {
  conversionKey,
  explainMiss
} from "./chunk-ASSXK4BK.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  checkVolume
} from "./chunk-Y6QYGGUE.mjs";
import {
  uploadPartition
} from "./chunk-Q3GP4TBV.mjs";
import {
  loadPartition
} from "./chunk-V4NMD4QU.mjs";
import {
  exitCode
} from "./chunk-NZMVZVKH.mjs";
import {
  addColumns,
  closeFailure
} from "./chunk-BULLBLGF.mjs";
import {
  taskOf,
  withPolicy
} from "./chunk-IXPNZEUC.mjs";
import {
  describeFailure,
  recordFailure
} from "./chunk-QSB5TILI.mjs";
import {
  describeObject,
  tellPlan,
  tellResult
} from "./chunk-PZNEOJP3.mjs";
import {
  textTable
} from "./chunk-OFNTBMMB.mjs";
import {
  inParallel
} from "./chunk-WDJSGWMX.mjs";
import {
  formatDuration
} from "./chunk-753TGZ6R.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-5TBAR4MG.mjs";
import {
  ConfigurationError,
  OutageError,
  reasonOf
} from "./chunk-PF5MVQRH.mjs";

// src/tasks/convert.ts
import { join } from "node:path";
async function convertPartition(context, partition, raw, evolved, made) {
  const { pipeline, cache } = context;
  const key = conversionKey(pipeline, partition, evolved, raw.source.sha256);
  const looked = await restore(context, key.key, pipeline.tasks["write-parquet"].cacheExpirationMs);
  const kept = "hit" in looked ? usable(context, looked.hit.record, looked.hit.files) : looked;
  if ("conversion" in kept) {
    return { conversion: kept.conversion, key, cached: true, why: "same source, same settings" };
  }
  const conversion = await withPolicy(
    context,
    triesOf(partition),
    (signal, attempt) => convert({
      raw: raw.path,
      shownName: raw.source.url,
      pipeline,
      partition,
      evolved,
      // A try that ran out of time removes its own file a moment later, and no other's.
      output: join(context.workFolder, `${partition}.${attempt}.parquet`),
      quarantine: join(context.workFolder, `${partition}.${attempt}.quarantine.parquet`),
      files: context.files,
      log: context.log,
      signal
    })
  );
  if (cache !== void 0) await cache.save(key.key, cachedFiles(conversion), conversion);
  const why = [kept.miss, explainMiss(made, key.parts, "convert")].filter((text) => text !== "").join("; ");
  return { conversion, key, cached: false, why };
}
function blamedTask(error, partition) {
  return taskOf(error, triesOf(partition));
}
function triesOf(partition) {
  return {
    partition,
    tasks: ["clean", "write-parquet"],
    blame: (error) => error.code.startsWith("PARQUET_") ? "write-parquet" : "clean"
  };
}
function cachedFiles(conversion) {
  return [
    { name: "parquet", ...conversion.parquet },
    ...conversion.quarantine === void 0 ? [] : [{ name: "quarantine", ...conversion.quarantine }]
  ];
}
function usable({ pipeline }, record, files) {
  const find = (name, wanted) => {
    const file = files.find((candidate) => candidate.name === name && candidate.sha256 === wanted.sha256);
    return file && { path: file.path, bytes: file.bytes, sha256: file.sha256 };
  };
  const parquet = find("parquet", record.parquet);
  const quarantine = record.quarantine && find("quarantine", record.quarantine);
  if (parquet === void 0 || record.quarantine !== void 0 && quarantine === void 0) {
    return { miss: "the cached files were incomplete" };
  }
  if (record.rejected > record.rowsRead * pipeline.contract.maxRejected) {
    return { miss: "more rows were rejected than max_rejected allows now" };
  }
  return { conversion: { ...record, parquet, ...quarantine === void 0 ? {} : { quarantine } } };
}

// src/flow/execute.ts
async function executePartition(context, decision) {
  const started = context.clock.now();
  const { partition } = decision;
  const result = { partition, outcome: "done", because: decision.reason, notes: [], milliseconds: 0 };
  const at = { task: "fetch" };
  try {
    await walk(context, decision, result, at);
  } catch (error) {
    const isPass = at.task === "clean" && error instanceof OutageError;
    const task = isPass ? blamedTask(error, partition) : at.task;
    result.outcome = "failed";
    result.failure = describeFailure(error, task, context.signal);
    await recordFailure(context, partition, result.failure, error);
  }
  result.milliseconds = context.clock.now() - started;
  context.log.progress({ subject: partition, phase: "end", done: 1, total: 1, unit: "rows" });
  return result;
}
async function walk(context, decision, result, at) {
  const { partition } = decision;
  if (decision.action === "run") await bring(context, decision, result, at);
  const head = context.heads.get(partition);
  if (result.outcome === "not_ready" || head?.published === void 0) return;
  result.object = describeObject(context.store.url, head.published);
  const { warehouse } = context;
  if (warehouse === void 0) {
    await closeFailure(context, head);
    return;
  }
  at.task = "load";
  const { rows } = head.published.publication;
  context.log.progress({ subject: partition, phase: "load", done: 0, total: rows, unit: "rows" });
  const loaded = await context.loadTurn(() => loadPartition(context, { ...context, warehouse }, head));
  context.heads.set(partition, loaded.head);
  result.load = loaded.outcome;
  result.notes.push(`load: ${loaded.outcome.outcome} ${loaded.outcome.receipt.rows} rows`);
}
async function bring(context, decision, result, at) {
  const { partition, reusable } = decision;
  const { notes } = result;
  const head = context.heads.get(partition);
  const publication = head?.published?.publication;
  const fetched = await fetchPartition(context, partition, publication && { publication, reusable });
  if (fetched.kind === "not_ready") {
    result.outcome = "not_ready";
    notes.push(`not published yet: the source answered ${fetched.status}`);
    await remember(context, partition, { kind: "not_ready", status: fetched.status, url: fetched.url });
    return;
  }
  if (fetched.kind === "unchanged") {
    result.outcome = "cached";
    notes.push("fetch: the source is unchanged since it was published");
    return;
  }
  notes.push(`fetch: ${fetched.cached ? "cache hit" : "downloaded"} (${fetched.why})`);
  at.task = "clean";
  const converted = await convertPartition(context, partition, fetched, [...context.evolved], publication?.taskKey);
  result.conversion = converted.conversion;
  notes.push(`clean, write-parquet: ${converted.cached ? "cache hit" : "made"} (${converted.why})`);
  at.task = "upload";
  checkVolume(context, partition, converted.conversion.rows);
  const { bytes } = converted.conversion.parquet;
  context.log.progress({ subject: partition, phase: "upload", done: 0, total: bytes, unit: "bytes" });
  const published = await uploadPartition(context, context, partition, {
    head,
    source: fetched.source,
    converted,
    prepare: () => addColumns(context, converted.conversion)
  });
  context.heads.set(partition, published.head);
  notes.push(`upload: ${published.unchanged ? "unchanged" : "published"} ${published.publication.object.name}`);
}
async function remember(context, partition, entry) {
  const { head } = await context.ledger.append(partition, context.heads.get(partition), entry);
  context.heads.set(partition, head);
}

// src/flow/run.ts
async function runFlow(context, work, options) {
  const { clock, log } = context;
  const started = clock.now();
  let left = 0;
  await makeWorkFolder(context);
  const results = await inParallel(work, options.concurrency, async (decision) => {
    if (clock.now() - started >= options.timeBudget || context.signal.aborted) {
      left += 1;
      return void 0;
    }
    const result = await executePartition(context, decision);
    options.onResult(result);
    return result;
  });
  if (results.some((result) => result !== void 0)) await keepHeads(context);
  if (left > 0 && context.signal.aborted) {
    log.warn(`cancelled: ${left} partitions were not begun and stay due for the next run`);
  } else if (left > 0) {
    log.warn(
      `the time budget of ${formatDuration(options.timeBudget)} is used up: ${left} partitions stay due for the next run`
    );
  }
  const finished = results.filter((result) => result !== void 0);
  refuseWrongTemplate(context, finished);
  return { results: finished, left };
}
async function keepHeads({ ledger, heads, log }) {
  try {
    await ledger.keepHeads(heads);
  } catch (error) {
    log.warn(`the state of the partitions could not be kept for the next run: ${reasonOf(error)}`);
  }
}
async function makeWorkFolder({ files, workFolder }) {
  try {
    await files.makeFolder(workFolder);
  } catch (error) {
    throw new OutageError(
      "WORK_FOLDER",
      `cannot make ${workFolder} for the files of this run: ${reasonOf(error)}; make room there, or set LAKEFERRY_CACHE_DIR to another folder`,
      { data: { path: workFolder }, cause: error }
    );
  }
}
function refuseWrongTemplate(context, results) {
  const everFound = [...context.heads.values()].some((head) => head.published !== void 0);
  const missing = results.filter((result) => result.outcome === "not_ready" || result.failure?.absent === true);
  if (everFound || missing.length < 2 || missing.length < results.length) return;
  throw new ConfigurationError(
    "URL_TEMPLATE",
    `${context.pipeline.file}: the source had none of the ${results.length} partitions asked for; look at the URL template "${redactUrl(context.pipeline.source.shownUrl)}" in source.url`
  );
}

// src/report/results.ts
function resultLines(results) {
  const lines = textTable(
    ["partition", "outcome", "rows", "rejected", "Parquet", "took", "because"],
    results.map((result) => [
      result.partition,
      result.outcome,
      result.rows === void 0 ? "" : formatCount(result.rows),
      result.rejected === void 0 ? "" : formatCount(result.rejected),
      result.bytes === void 0 ? "" : formatBytes(result.bytes),
      formatDuration(result.milliseconds),
      result.because
    ]),
    { right: [2, 3, 4, 5], reasons: [6] }
  );
  const counts = /* @__PURE__ */ new Map();
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const headline = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
  return [...lines, headline];
}

// src/session/run.ts
async function planAndRun(session, context, planned, words) {
  const { log, host } = session;
  const { pipeline, clock } = context;
  const plan = await planFlow(context, { ...planned, from: words.from });
  tellPlan(session, pipeline.name, plan);
  if (words.dryRun) log.info("dry run: nothing was changed");
  if (!words.dryRun && plan.work.length > 0) {
    await askConsent(session, pipeline, { partitions: plan.work.length, yes: words.yes });
  }
  const { results, left } = words.dryRun || plan.work.length === 0 ? { results: [], left: 0 } : await runFlow(context, plan.work, {
    concurrency: words.concurrency,
    timeBudget: words.timeBudget,
    onResult: (result) => tellResult(session, pipeline, result, words.samples)
  });
  if (results.length > 0) log.group("Result", resultLines(results.map(toRow)));
  if (results.length > 0 && results.every((result) => result.outcome === "not_ready")) {
    log.info(`${pipeline.name}: nothing to do, ${results.length} not published yet`);
  }
  const code = exitCode(results, pipeline, words.failOn, clock.now());
  const isCut = left > 0 || results.some((result) => result.failure?.reason === "cancelled");
  return { plan, results, left, code: code === 0 && isCut && host.signal.aborted ? 1 : code };
}
function toRow(result) {
  const made = result.conversion;
  return {
    partition: result.partition,
    outcome: result.outcome,
    because: result.because,
    milliseconds: result.milliseconds,
    ...made === void 0 ? {} : { rows: made.rows, rejected: made.rejected, bytes: made.parquet.bytes }
  };
}

export {
  planAndRun
};
