import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  statusGrid
} from "./chunk-EDN77FRT.mjs";
import {
  codeText,
  markdownTable
} from "./chunk-RFANFFWV.mjs";
import {
  formatDuration
} from "./chunk-AA3WNAAE.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-5TBAR4MG.mjs";

// src/report/summary.ts
function summaryMarkdown(options) {
  const { results, decisions, left } = options;
  const failed = results.filter((result) => result.failure !== void 0);
  const parts = [
    `# ${codeText(options.dataset)}: ${headline(results, decisions, left)}`,
    codeText(options.description),
    `<pre>
${statusGrid(decisions).join("\n")}
</pre>`
  ];
  if (results.length > 0) parts.push("## Partitions", resultTable(results));
  if (failed.length > 0) parts.push("## Failures", failureTable(failed), advice(failed));
  const edited = results.flatMap(
    (row) => row.edited === void 0 ? [] : [[row.partition, codeText(row.edited, 300)]]
  );
  if (edited.length > 0) parts.push("## Changed between the steps", markdownTable(["partition", "what"], edited));
  const rejects = rejectTable(results);
  if (rejects !== void 0) parts.push("## Rejected rows", rejects);
  for (const { partition, sample } of results) {
    if (sample === void 0 || sample.rows.length === 0) continue;
    const cells = sample.columns.map((name, at) => [
      codeText(name),
      ...sample.rows.map((row) => codeText(row[at] ?? "null", 60))
    ]);
    const head = ["column", ...sample.rows.map((_, at) => `row ${at + 1}`)];
    parts.push(`<details><summary>First rows of ${partition}</summary>

${markdownTable(head, cells)}

</details>`);
  }
  return `${parts.join("\n\n")}
`;
}
var MOST_PLANNED = 200;
function planMarkdown(options) {
  const { work, decisions, cut } = options;
  const done = decisions.filter((decision) => decision.status === "done").length;
  const what = work.length === 0 ? `nothing to do, ${done} of ${decisions.length} partitions are done` : `${work.length} to do`;
  const parts = [
    `# ${codeText(options.dataset)}: ${what}${options.firstRun ? " (first run)" : ""}`,
    codeText(options.description),
    `<pre>
${statusGrid(decisions).join("\n")}
</pre>`
  ];
  if (work.length > 0) {
    const rows = work.slice(0, MOST_PLANNED).map((each) => [each.partition, each.status, codeText(each.reason)]);
    parts.push(markdownTable(["partition", "status", "why"], rows));
    if (work.length > MOST_PLANNED) parts.push(`${work.length - MOST_PLANNED} more are not shown.`);
  }
  if (cut > 0) parts.push(`${cut} more partitions are left for the next run: a word selects at most \`limit\`.`);
  return `${parts.join("\n\n")}
`;
}
function headline(results, decisions, left) {
  if (results.length === 0) {
    const done = decisions.filter((decision) => decision.status === "done").length;
    return `nothing to do, ${done} of ${decisions.length} partitions are done`;
  }
  const counts = /* @__PURE__ */ new Map();
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const told = [...counts].map(([outcome, count]) => `${count} ${outcome}`);
  return [...told, ...left > 0 ? [`${left} left for the next run`] : []].join(", ");
}
function resultTable(results) {
  return markdownTable(
    ["partition", "outcome", "rows", "rejected", "Parquet", "took", "because"],
    results.map((result) => [
      result.partition,
      result.failure === void 0 ? result.outcome : `**failed** (${result.failure.reason})`,
      result.rows === void 0 ? "" : formatCount(result.rows),
      result.rejected === void 0 ? "" : formatCount(result.rejected),
      result.bytes === void 0 ? "" : formatBytes(result.bytes),
      formatDuration(result.milliseconds),
      codeText(result.because)
    ]),
    [2, 3, 4, 5]
  );
}
function failureTable(failed) {
  return markdownTable(
    ["partition", "task", "code", "what happened"],
    failed.map(({ partition, failure }) => [
      partition,
      codeText(failure?.task ?? ""),
      codeText(failure?.code ?? ""),
      codeText(failure?.message ?? "", 1e3)
    ])
  );
}
var MOST_NAMED = 20;
function advice(failed) {
  const named = failed.map((result) => result.partition).join(",");
  const words = failed.length > MOST_NAMED ? "" : `, or with \`partitions: ${named}\``;
  return `When the cause is mended, run what failed again with \`partitions: failed\`${words}.`;
}
function rejectTable(results) {
  const rows = results.flatMap(
    ({ partition, rejectedBy = {} }) => Object.entries(rejectedBy).map(([rule, count]) => [partition, codeText(rule), formatCount(count)])
  );
  return rows.length === 0 ? void 0 : markdownTable(["partition", "rule", "rows"], rows, [2]);
}

export {
  summaryMarkdown,
  planMarkdown
};
