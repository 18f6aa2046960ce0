import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  blamedTask,
  convertPartition
} from "./chunk-C33N6X5G.mjs";
import {
  convert
} from "./chunk-C7QUJCNN.mjs";
import {
  askConsent
} from "./chunk-CQVWOQOC.mjs";
import {
  planOnSchedule
} from "./chunk-L5LZUVHE.mjs";
import {
  fetchPartition
} from "./chunk-J4FXJFWI.mjs";
import {
  startsLikeCsv
} from "./chunk-TWZMDKMR.mjs";
import {
  checkVolume
} from "./chunk-UTQJKOVO.mjs";
import {
  uploadPartition
} from "./chunk-TVAUVTJF.mjs";
import {
  loadPartition
} from "./chunk-EA5ZGBIV.mjs";
import {
  exitCode
} from "./chunk-4HJYKND6.mjs";
import {
  addColumns,
  closeFailure
} from "./chunk-RV3FXGU6.mjs";
import {
  describeFailure,
  recordFailure
} from "./chunk-KMIHT5NJ.mjs";
import {
  describeObject,
  tellPlan,
  tellResult
} from "./chunk-SHBFGQG2.mjs";
import {
  textTable
} from "./chunk-OFNTBMMB.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  inParallel
} from "./chunk-DOUEL7U2.mjs";
import {
  fillUrl
} from "./chunk-TI4EOZ5J.mjs";
import {
  formatDuration
} from "./chunk-TZELW4TJ.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/tasks/early-conversion.ts
import { join } from "node:path";
var WORTH_BYTES = 4 << 20;
function createEarlyConversion(context, partition, evolved) {
  let attempt;
  let attempts = 0;
  return {
    tap() {
      attempt?.tap.abandon();
      attempt = createAttempt(context, partition, evolved, ++attempts);
      return attempt.tap;
    },
    result(now) {
      if (JSON.stringify(now) !== JSON.stringify(evolved)) return void 0;
      return attempt?.result();
    },
    async abandon() {
      attempt?.tap.abandon();
      await attempt?.over();
    }
  };
}
function createAttempt(context, partition, evolved, number) {
  const controller = new AbortController();
  const head = [];
  let headBytes = 0;
  let pending;
  let wake = () => {
  };
  let state = "idle";
  let isWhole = false;
  let conversion;
  const { log, told } = laterLog(context.log);
  async function* text() {
    for (let chunk = head.shift(); chunk !== void 0; chunk = head.shift()) yield chunk;
    for (; ; ) {
      if (pending !== void 0) {
        const { chunk, taken } = pending;
        pending = void 0;
        try {
          yield chunk;
        } finally {
          taken();
        }
      } else if (isWhole) return;
      else {
        controller.signal.throwIfAborted();
        await new Promise((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  function begin() {
    if (!startsLikeCsv(head)) {
      fallDeaf();
      return;
    }
    state = "reading";
    const { pipeline, files, workFolder, workers, signal } = context;
    conversion = convert({
      text: text(),
      // Nothing is read from there.
      raw: join(workFolder, `${partition}.raw`),
      shownName: redactUrl(fillUrl(pipeline.source.shownUrl, partition)),
      pipeline,
      partition,
      evolved,
      output: join(workFolder, `${partition}.early-${number}.parquet`),
      quarantine: join(workFolder, `${partition}.early-${number}.quarantine.parquet`),
      files,
      log,
      signal: AbortSignal.any([signal, controller.signal]),
      ...workers === void 0 ? {} : { workers }
    });
    conversion.catch(() => {
    }).finally(fallDeaf);
  }
  function fallDeaf() {
    state = "deaf";
    head.length = 0;
    pending?.taken();
    pending = void 0;
    wake();
  }
  return {
    tap: {
      async write(chunk) {
        if (state === "deaf") return;
        if (state === "idle") {
          head.push(Buffer.from(chunk));
          headBytes += chunk.length;
          if (headBytes >= WORTH_BYTES) begin();
          return;
        }
        await new Promise((taken) => {
          pending = { chunk, taken };
          wake();
        });
      },
      end() {
        isWhole = true;
        wake();
      },
      abandon() {
        controller.abort(new Error("the fetch ended without a file, or began anew"));
        fallDeaf();
      }
    },
    result() {
      const made = conversion;
      if (made === void 0 || !isWhole || controller.signal.aborted) return void 0;
      return async (signal) => {
        const stop = () => controller.abort(signal.reason);
        signal.addEventListener("abort", stop, { once: true });
        try {
          signal.throwIfAborted();
          told();
          return await made;
        } finally {
          signal.removeEventListener("abort", stop);
        }
      };
    },
    over: async () => {
      await conversion?.catch(() => {
      });
    }
  };
}
function laterLog(log) {
  const kept = [];
  let isOpen = false;
  const later = (say) => {
    if (isOpen) say();
    else kept.push(say);
  };
  return {
    log: {
      debug: (message) => later(() => log.debug(message)),
      info: (message) => later(() => log.info(message)),
      warn: (message, place) => later(() => log.warn(message, place)),
      error: (message, place) => later(() => log.error(message, place)),
      group: (title, lines) => later(() => log.group(title, lines)),
      // The fetch tells how far the text is.
      progress: (progress) => {
        if (isOpen) log.progress(progress);
      }
    },
    told() {
      isOpen = true;
      for (const say of kept.splice(0)) say();
    }
  };
}

// src/flow/execute.ts
async function executePartition(context, decision) {
  const started = context.clock.now();
  const { partition } = decision;
  const result = { partition, outcome: "done", because: decision.reason, notes: [], milliseconds: 0 };
  const at = { task: "fetch", begun: started };
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
  const early = createEarlyConversion(context, decision.partition, [...context.evolved]);
  try {
    await bringWith(context, decision, result, at, early);
  } finally {
    await early.abandon();
  }
}
async function bringWith(context, decision, result, at, early) {
  const { partition, reusable } = decision;
  const { notes } = result;
  const head = context.heads.get(partition);
  const publication = head?.published?.publication;
  const fetched = await fetchPartition(context, partition, publication && { publication, reusable }, early.tap);
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
  result.tries = fetched.tries;
  notes.push(`fetch: ${fetched.cached ? "cache hit" : "downloaded"} (${fetched.why})`);
  at.task = "clean";
  const converted = await convertPartition(
    context,
    partition,
    fetched,
    [...context.evolved],
    publication?.taskKey,
    early
  );
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
    begun: at.begun,
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
    `${context.pipeline.file}:${context.pipeline.lines.source}: the source had none of the ${results.length} partitions asked for; look at the URL template "${redactUrl(context.pipeline.source.shownUrl)}" in source.url`
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
  const { plan, settle } = await planOnSchedule(session, context, { ...planned, from: words.from });
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
  if (!words.dryRun) await settle();
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
