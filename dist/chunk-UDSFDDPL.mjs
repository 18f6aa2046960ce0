import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planFlow,
  runFlow
} from "./chunk-GL52YFGU.mjs";
import {
  exitCode
} from "./chunk-QVPK5Q5U.mjs";
import {
  formatBytes,
  formatCount,
  formatDuration,
  tellPlan,
  tellResult,
  textTable
} from "./chunk-KAPBDE4M.mjs";

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
  return { plan, results, left, code: code === 0 && left > 0 && host.signal.aborted ? 1 : code };
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
