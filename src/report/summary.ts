import { formatBytes, formatCount } from '../base/byte-size.ts';
import { formatDuration } from '../base/duration.ts';
import type { Decision } from '../plan/decide.ts';
import { driftLines, partitionCard } from './card.ts';
import { changeOf } from './change.ts';
import { statusGrid } from './grid.ts';
import { codeText, markdownTable } from './markdown.ts';
import type { SummaryRow } from './summary-row.ts';

/** A place to go on to; its URL holds nothing that ends a link. */
export interface SummaryLink {
  text: string;
  url: string;
}

export interface SummaryOptions {
  dataset: string;
  description: string;
  /** Every partition that exists by now. */
  decisions: readonly Decision[];
  results: readonly SummaryRow[];
  /** What is planned and was not begun. */
  left: number;
  links: readonly SummaryLink[];
}

/** Most cards that stand by themselves; more are folded once again. */
const MOST_CARDS = 12;
/** Most lines of the table of partitions that stand by themselves; more are folded, so that what comes behind them is seen. */
const MOST_LINES = 40;
/** Most lines of rejects by partition and rule; more are added up by rule. */
const MOST_REJECTS = 30;

/**
 * What a run did, in Markdown for a job's summary, the most important first: whoever cuts it takes from its end. No row
 * text but samples.
 */
export function summaryMarkdown(options: SummaryOptions): string {
  const { results, decisions, left, links } = options;
  const failed = results.filter((result) => result.failure !== undefined);
  const parts = [
    `# ${codeText(options.dataset)}: ${headline(results, decisions, left)}`,
    codeText(options.description),
    ...(links.length === 0 ? [] : [links.map(({ text, url }) => `[${codeText(text)}](${url})`).join(' · ')]),
    `<pre>\n${statusGrid(decisions).join('\n')}\n</pre>`,
  ];
  if (failed.length > 0) parts.push('## Failures', failureTable(failed), advice(failed));
  if (results.length > MOST_LINES) {
    parts.push(
      '## Partitions',
      `<details><summary>${results.length}, one line each</summary>`,
      resultTable(results),
      '</details>',
    );
  } else if (results.length > 0) parts.push('## Partitions', resultTable(results));
  const edited = results.flatMap((row) =>
    row.edited === undefined ? [] : [[row.partition, codeText(row.edited, 300)]],
  );
  if (edited.length > 0) parts.push('## Changed between the steps', markdownTable(['partition', 'what'], edited));
  const rejects = rejectTable(results);
  if (rejects !== undefined) parts.push('## Rejected rows', rejects);
  const drift = driftTable(results);
  if (drift !== undefined) parts.push('## Schema', drift);
  const cards = results.filter(isTold).map(partitionCard);
  if (cards.length > MOST_CARDS) {
    parts.push('## Details', `<details><summary>All ${cards.length} partitions</summary>`, ...cards, '</details>');
  } else if (cards.length > 0) parts.push('## Details', ...cards);
  for (const { partition, sample } of results) {
    if (sample === undefined || sample.rows.length === 0) continue;
    const cells = sample.columns.map((name, at) => [
      codeText(name),
      ...sample.rows.map((row) => codeText(row[at] ?? 'null', 60)),
    ]);
    const head = ['column', ...sample.rows.map((_, at) => `row ${at + 1}`)];
    parts.push(`<details><summary>First rows of ${partition}</summary>\n\n${markdownTable(head, cells)}\n\n</details>`);
  }
  return `${parts.join('\n\n')}\n`;
}

export interface PlanSummaryOptions {
  dataset: string;
  description: string;
  decisions: readonly Decision[];
  work: readonly Decision[];
  cut: number;
  firstRun: boolean;
}

/** Most rows of a plan that are shown; the grid shows all partitions. */
const MOST_PLANNED = 200;

/** What would run, and why; also when it is nothing. */
export function planMarkdown(options: PlanSummaryOptions): string {
  const { work, decisions, cut } = options;
  const done = decisions.filter((decision) => decision.status === 'done').length;
  const what =
    work.length === 0 ? `nothing to do, ${done} of ${decisions.length} partitions are done` : `${work.length} to do`;
  const parts = [
    `# ${codeText(options.dataset)}: ${what}${options.firstRun ? ' (first run)' : ''}`,
    codeText(options.description),
    `<pre>\n${statusGrid(decisions).join('\n')}\n</pre>`,
  ];
  if (work.length > 0) {
    const rows = work.slice(0, MOST_PLANNED).map((each) => [each.partition, each.status, codeText(each.reason)]);
    parts.push(markdownTable(['partition', 'status', 'why'], rows));
    if (work.length > MOST_PLANNED) parts.push(`${work.length - MOST_PLANNED} more are not shown.`);
  }
  if (cut > 0) parts.push(`${cut} more partitions are left for the next run: a word selects at most \`limit\`.`);
  return `${parts.join('\n\n')}\n`;
}

/** What was left alone, or crashed before it said anything, has no more to tell than its line in the table. */
function isTold({ outcome, notes, publication, failure }: SummaryRow): boolean {
  const isHeard = failure !== undefined && failure.reason !== 'crash';
  return outcome !== 'skipped' && (isHeard || notes.length > 0 || publication !== undefined);
}

function headline(results: readonly SummaryRow[], decisions: readonly Decision[], left: number): string {
  if (results.length === 0) {
    const done = decisions.filter((decision) => decision.status === 'done').length;
    return `nothing to do, ${done} of ${decisions.length} partitions are done`;
  }
  const counts = new Map<string, number>();
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const told = [...counts].map(([outcome, count]) => `${count} ${outcome}`);
  return [...told, ...(left > 0 ? [`${left} left for the next run`] : [])].join(', ');
}

function resultTable(results: readonly SummaryRow[]): string {
  return markdownTable(
    ['partition', 'outcome', 'rows', 'rejected', 'Parquet', 'took', 'because'],
    results.map((result) => [
      result.partition,
      result.failure === undefined ? result.outcome : `**failed** (${result.failure.reason})`,
      result.rows === undefined ? '' : formatCount(result.rows),
      result.rejected === undefined ? '' : formatCount(result.rejected),
      result.bytes === undefined ? '' : formatBytes(result.bytes),
      formatDuration(result.milliseconds),
      codeText(result.because),
    ]),
    [2, 3, 4, 5],
  );
}

function failureTable(failed: readonly SummaryRow[]): string {
  return markdownTable(
    ['partition', 'task', 'tries', 'code', 'what happened'],
    failed.map(({ partition, failure }) => [
      partition,
      codeText(failure?.task ?? ''),
      String(failure?.tries ?? ''),
      codeText(failure?.code ?? ''),
      codeText(failure?.message ?? '', 1000),
    ]),
    [2],
  );
}

/** Most partitions that are spelled out; beyond them the word `failed` says the same. */
const MOST_NAMED = 20;

function advice(failed: readonly SummaryRow[]): string {
  const named = failed.map((result) => result.partition).join(',');
  const words = failed.length > MOST_NAMED ? '' : `, or with \`partitions: ${named}\``;
  return `When the cause is mended, run what failed again with \`partitions: failed\`${words}.`;
}

function rejectTable(results: readonly SummaryRow[]): string | undefined {
  const all = results.flatMap(({ partition, rejectedBy = {} }) =>
    Object.entries(rejectedBy).map(([rule, count]) => ({ partition, rule, count })),
  );
  if (all.length === 0) return undefined;
  if (all.length <= MOST_REJECTS) {
    const rows = all.map(({ partition, rule, count }) => [partition, codeText(rule), formatCount(count)]);
    return markdownTable(['partition', 'rule', 'rows'], rows, [2]);
  }
  const rules = Map.groupBy(all, ({ rule }) => rule);
  const rows = [...rules].map(([rule, broken]) => {
    const total = broken.reduce((sum, { count }) => sum + count, 0);
    const most = broken.reduce((a, b) => (b.count > a.count ? b : a));
    return {
      total,
      cells: [
        codeText(rule),
        formatCount(total),
        String(broken.length),
        `${most.partition} (${formatCount(most.count)})`,
      ],
    };
  });
  const sorted = rows.sort((a, b) => b.total - a.total).map(({ cells }) => cells);
  return markdownTable(['rule', 'rows', 'partitions', 'most of them in'], sorted, [1, 2]);
}

/** Where a partition's columns or its file's header differ from the one before it. */
function driftTable(results: readonly SummaryRow[]): string | undefined {
  const rows = results.flatMap(({ partition, publication, before = [] }) =>
    publication === undefined
      ? []
      : driftLines(changeOf(publication, before)).map((line) => [partition, codeText(line)]),
  );
  return rows.length === 0 ? undefined : markdownTable(['partition', 'against the one before'], rows);
}
