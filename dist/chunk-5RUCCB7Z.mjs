import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  statusGrid
} from "./chunk-T35CVQHY.mjs";
import {
  codeText,
  markdownTable
} from "./chunk-RFANFFWV.mjs";
import {
  formatDuration
} from "./chunk-TZELW4TJ.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";

// src/report/change.ts
var LOOKED_AT = 6;
var NOTEWORTHY = 0.01;
function previousPublications(heads, partition) {
  return [...heads].filter((head) => head.partition < partition && head.published !== void 0 && head.held?.drops !== true).sort((a, b) => a.partition < b.partition ? -1 : 1).slice(-LOOKED_AT).flatMap((head) => head.published?.publication ?? []);
}
function changeOf(now, before) {
  const usual = median(before.map(({ rows }) => rows));
  const last = before.at(-1);
  const nulls = now.report.flatMap(({ name, nulls: count }) => {
    const shares = before.flatMap(({ report, rows }) => {
      const found = report.find((each) => each.name === name);
      return found === void 0 ? [] : [found.nulls / Math.max(1, rows)];
    });
    const [was, is] = [median(shares), count / Math.max(1, now.rows)];
    return was === void 0 || Math.abs(is - was) < NOTEWORTHY ? [] : [{ column: name, before: was, now: is }];
  });
  return {
    ...usual === void 0 || usual === 0 ? {} : { rows: now.rows / usual - 1 },
    of: before.length,
    nulls: nulls.sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before)),
    schema: last === void 0 ? [] : schemaChange(last, now),
    header: headerChange(last?.raw?.header, now.raw?.header)
  };
}
function schemaChange(before, now) {
  const [old, fresh] = [before, now].map(({ columns }) => new Map(columns.map(({ name, type }) => [name, type])));
  const names = [.../* @__PURE__ */ new Set([...old?.keys() ?? [], ...fresh?.keys() ?? []])];
  return names.flatMap((name) => {
    const [was, is] = [old?.get(name), fresh?.get(name)];
    if (was === is) return [];
    if (was === void 0) return [`${name} is new (${is})`];
    return [is === void 0 ? `${name} is gone (${was})` : `${name} was ${was} and is ${is}`];
  });
}
function headerChange(before, now) {
  if (before === void 0 || now === void 0) return { added: [], removed: [] };
  return {
    added: now.filter((name) => !before.includes(name)),
    removed: before.filter((name) => !now.includes(name))
  };
}
function median(values) {
  if (values.length === 0) return void 0;
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[sorted.length - 1 >> 1] + sorted[sorted.length >> 1]) / 2;
}

// src/report/card.ts
var MOST_COLUMNS = 5;
var LONGEST_TASK = 40;
function partitionCard(row) {
  const { partition, outcome, rows, failure } = row;
  const told = failure !== void 0 ? ` in ${codeText(failure.task, LONGEST_TASK)}` : rows === void 0 ? "" : `, ${formatCount(rows)} rows`;
  const facts = [...volume(row), ...row.notes.map((note) => codeText(note)), ...place(row), ...changes(row)];
  return `<details><summary>${partition}: ${outcome}${told}</summary>

${facts.map((fact) => `- ${fact}`).join("\n")}

</details>`;
}
function volume({ publication, milliseconds, failure, rejected, bytes, ...row }) {
  const tries = failure === void 0 ? row.tries : failure.tries;
  const speed = publication === void 0 || milliseconds === 0 ? void 0 : publication.source.bytes / 1e3 / milliseconds;
  return [
    [
      ...publication === void 0 ? [] : [`source ${formatBytes(publication.source.bytes)}`],
      ...bytes === void 0 ? [] : [`Parquet ${formatBytes(bytes)}`],
      `took ${formatDuration(milliseconds)}`,
      ...speed === void 0 ? [] : [`${speed.toFixed(1)} MB/s of source`],
      ...tries === void 0 ? [] : [tries === 1 ? "first try" : `${tries} tries`],
      ...rejected === void 0 ? [] : [`${formatCount(rejected)} rejected`]
    ].join(" · ")
  ];
}
function place({ uri }) {
  return uri === void 0 ? [] : [codeText(uri)];
}
function changes({ publication, before = [] }) {
  if (publication === void 0) return [];
  const change = changeOf(publication, before);
  if (change.of === 0) return ["nothing before it to compare with"];
  const against = change.of === 1 ? "the one before" : `the median of the ${change.of} before`;
  const rows = change.rows === void 0 ? [] : [`rows ${signedShare(change.rows)} against ${against}`];
  const shown = change.nulls.slice(0, MOST_COLUMNS);
  const nulls = shown.map(
    ({ column, before: was, now }) => `nulls of ${codeText(column)} ${share(was)} → ${share(now)}`
  );
  const more = change.nulls.length - shown.length;
  return [...rows, ...nulls, ...more > 0 ? [`nulls of ${more} more columns changed`] : []];
}
function driftLines({ schema, header }) {
  return [
    ...schema,
    ...header.added.map((name) => `the header has ${name}, which it had not before`),
    ...header.removed.map((name) => `the header has ${name} no more`)
  ];
}
function share(value) {
  return `${(100 * value).toFixed(1)} %`;
}
function signedShare(value) {
  return `${value < 0 ? "−" : "+"}${share(Math.abs(value))}`;
}

// src/report/summary.ts
var MOST_CARDS = 12;
var MOST_LINES = 40;
var MOST_REJECTS = 30;
function summaryMarkdown(options) {
  const { results, decisions, left, links } = options;
  const failed = results.filter((result) => result.failure !== void 0);
  const parts = [
    `# ${codeText(options.dataset)}: ${headline(results, decisions, left)}`,
    codeText(options.description),
    ...links.length === 0 ? [] : [links.map(({ text, url }) => `[${codeText(text)}](${url})`).join(" · ")],
    `<pre>
${statusGrid(decisions).join("\n")}
</pre>`
  ];
  if (failed.length > 0) parts.push("## Failures", failureTable(failed), advice(failed));
  if (results.length > MOST_LINES) {
    parts.push(
      "## Partitions",
      `<details><summary>${results.length}, one line each</summary>`,
      resultTable(results),
      "</details>"
    );
  } else if (results.length > 0) parts.push("## Partitions", resultTable(results));
  const edited = results.flatMap(
    (row) => row.edited === void 0 ? [] : [[row.partition, codeText(row.edited, 300)]]
  );
  if (edited.length > 0) parts.push("## Changed between the steps", markdownTable(["partition", "what"], edited));
  const rejects = rejectTable(results);
  if (rejects !== void 0) parts.push("## Rejected rows", rejects);
  const drift = driftTable(results);
  if (drift !== void 0) parts.push("## Schema", drift);
  const cards = results.filter(isTold).map(partitionCard);
  if (cards.length > MOST_CARDS) {
    parts.push("## Details", `<details><summary>All ${cards.length} partitions</summary>`, ...cards, "</details>");
  } else if (cards.length > 0) parts.push("## Details", ...cards);
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
function isTold({ outcome, notes, publication, failure }) {
  const isHeard = failure !== void 0 && failure.reason !== "crash";
  return outcome !== "skipped" && (isHeard || notes.length > 0 || publication !== void 0);
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
    ["partition", "task", "tries", "code", "what happened"],
    failed.map(({ partition, failure }) => [
      partition,
      codeText(failure?.task ?? ""),
      String(failure?.tries ?? ""),
      codeText(failure?.code ?? ""),
      codeText(failure?.message ?? "", 1e3)
    ]),
    [2]
  );
}
var MOST_NAMED = 20;
function advice(failed) {
  const named = failed.map((result) => result.partition).join(",");
  const words = failed.length > MOST_NAMED ? "" : `, or with \`partitions: ${named}\``;
  return `When the cause is mended, run what failed again with \`partitions: failed\`${words}.`;
}
function rejectTable(results) {
  const all = results.flatMap(
    ({ partition, rejectedBy = {} }) => Object.entries(rejectedBy).map(([rule, count]) => ({ partition, rule, count }))
  );
  if (all.length === 0) return void 0;
  if (all.length <= MOST_REJECTS) {
    const rows2 = all.map(({ partition, rule, count }) => [partition, codeText(rule), formatCount(count)]);
    return markdownTable(["partition", "rule", "rows"], rows2, [2]);
  }
  const rules = Map.groupBy(all, ({ rule }) => rule);
  const rows = [...rules].map(([rule, broken]) => {
    const total = broken.reduce((sum, { count }) => sum + count, 0);
    const most = broken.reduce((a, b) => b.count > a.count ? b : a);
    return {
      total,
      cells: [
        codeText(rule),
        formatCount(total),
        String(broken.length),
        `${most.partition} (${formatCount(most.count)})`
      ]
    };
  });
  const sorted = rows.sort((a, b) => b.total - a.total).map(({ cells }) => cells);
  return markdownTable(["rule", "rows", "partitions", "most of them in"], sorted, [1, 2]);
}
function driftTable(results) {
  const rows = results.flatMap(
    ({ partition, publication, before = [] }) => publication === void 0 ? [] : driftLines(changeOf(publication, before)).map((line) => [partition, codeText(line)])
  );
  return rows.length === 0 ? void 0 : markdownTable(["partition", "against the one before"], rows);
}

export {
  previousPublications,
  summaryMarkdown,
  planMarkdown
};
