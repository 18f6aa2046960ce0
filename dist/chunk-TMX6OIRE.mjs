import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  statusGrid
} from "./chunk-HDKP75PZ.mjs";
import {
  formatDuration
} from "./chunk-753TGZ6R.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-5TBAR4MG.mjs";
import {
  reasonOf
} from "./chunk-PF5MVQRH.mjs";
import {
  safeText
} from "./chunk-3UZALZAA.mjs";

// src/report/markdown.ts
var LONGEST = 300;
function codeText(text, longest = LONGEST) {
  const safe = safeText(text, longest);
  const entities = safe.replace(/[^A-Za-z0-9 ,/=%-]/gu, (character) => {
    return `&#${character.codePointAt(0)};${character === "@" ? "<!-- -->" : ""}`;
  });
  return `<code>${entities}</code>`;
}
function markdownTable(head, rows, right = []) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, at) => right.includes(at) ? "--:" : "---");
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

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

// src/runtime/github/summary.ts
import { appendFile, stat } from "node:fs/promises";
var MOST_BYTES = 1024 * 1024;
var BLOCKS = ["pre", "details"];
var ROOM = 200;
async function appendSummary(markdown, options) {
  const { env, log } = options;
  const path = env["GITHUB_STEP_SUMMARY"] ?? "";
  if (path === "") {
    log.warn("the summary was not written: GITHUB_STEP_SUMMARY is not set");
    return;
  }
  try {
    const size = await sizeOf(path);
    const text = cutMarkdown(markdown, MOST_BYTES - size);
    if (text === void 0) {
      log.warn(
        `the summary was not written: this step has written ${formatBytes(size)} of 1 MiB, all that GitHub takes`
      );
    } else {
      await appendFile(path, text);
    }
  } catch (error) {
    log.warn(`the summary was not written: ${reasonOf(error)}`);
  }
}
async function sizeOf(path) {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error.code === "ENOENT") return 0;
    throw error;
  }
}
function cutMarkdown(text, most) {
  const total = Buffer.byteLength(text);
  if (total <= most) return text;
  if (most < ROOM) return void 0;
  const lines = text.split(/(?<=\n)/);
  let kept = 0;
  let bytes = 0;
  for (; kept < lines.length; kept++) {
    const next = Buffer.byteLength(lines[kept]);
    if (bytes + next > most - ROOM) break;
    bytes += next;
  }
  const rest = lines.slice(0, kept).join("");
  const ends = BLOCKS.filter((tag) => rest.lastIndexOf(`<${tag}>`) > rest.lastIndexOf(`</${tag}>`));
  const missing = `${formatCount(lines.length - kept)} more lines (${formatBytes(total - bytes)})`;
  return `${rest}${ends.map((tag) => `</${tag}>
`).join("")}
The summary was cut: ${missing} do not fit into 1 MiB.
`;
}

export {
  summaryMarkdown,
  planMarkdown,
  appendSummary
};
