import { formatBytes, formatCount } from '../base/byte-size.ts';
import { formatDuration } from '../base/duration.ts';
import type { Change } from '../plan/changes.ts';
import type { Decision } from '../plan/decide.ts';
import { codeText, markdownTable } from './markdown.ts';
import { textTable } from './table.ts';

/** One version of a sample. */
export interface SampleTable {
  rows: number;
  rejected: number;
  bytes: number;
  columns: readonly { name: string; type: string; nulls: number; minimum?: string; maximum?: string }[];
  rejectedBy: Readonly<Record<string, number>>;
}

export interface DiffReport {
  dataset: string;
  /** Absent: there was no such pipeline before, or none that could be read. */
  changes?: readonly Change[];
  /** Why it could not be read. */
  noBase?: string;
  plan?: { work: readonly Decision[]; cut: number; stale: number };
  /** Why there is no plan. */
  noPlan?: string;
  sample?: { partition: string; before?: SampleTable | { failure: string }; after: SampleTable | { failure: string } };
  /** Why there is no sample. */
  noSample?: string;
  cost?: { partitions: number; downloaded: number; stored: number; milliseconds?: number; basis: string };
}

/** Most partitions that are spelled out. */
const MOST_PLANNED = 50;

/** What a change would do, as titled parts of a table each: for a terminal as for Markdown. */
function diffParts(report: DiffReport): Part[] {
  const { changes, plan, noPlan, sample, noSample, cost } = report;
  const parts: Part[] = [];
  if (report.noBase !== undefined) parts.push({ title: 'No comparison', lines: [report.noBase] });
  else if (changes === undefined) parts.push({ title: 'A new pipeline', lines: ['there was none before'] });
  else if (changes.length === 0)
    parts.push({ title: 'Nothing changes', lines: ['what the pipeline does is the same'] });
  else {
    const rows = changes.map(({ what, before = '', after = '' }) => [what, before, after]);
    parts.push({ title: counted(changes.length, 'change'), head: ['what', 'before', 'after'], rows });
  }
  if (noPlan !== undefined) parts.push({ title: 'No plan', lines: [noPlan] });
  if (plan !== undefined) {
    const rows = plan.work.slice(0, MOST_PLANNED).map(({ partition, status, reason }) => [partition, status, reason]);
    const more = plan.work.length + plan.cut - rows.length;
    const lines = [
      ...(more > 0 ? [`${formatCount(more)} more are not shown`] : []),
      ...(plan.stale > 0
        ? [
            `${counted(plan.stale, 'partition')} would be stale: made with other settings, and run only with partitions: stale`,
          ]
        : []),
      ...costLines(cost),
    ];
    const title = plan.work.length === 0 ? 'Nothing would run' : `${counted(plan.work.length, 'partition')} would run`;
    parts.push({ title, head: ['partition', 'status', 'why'], rows, lines });
  }
  if (noSample !== undefined) parts.push({ title: 'No sample', lines: [noSample] });
  if (sample !== undefined) parts.push(samplePart(sample));
  return parts;
}

/** A title, then a table, then sentences. */
export interface Part {
  title: string;
  head?: readonly string[];
  rows?: readonly (readonly string[])[];
  lines?: readonly string[];
}

export function diffLines(report: DiffReport): { title: string; lines: string[] }[] {
  return diffParts(report).map(({ title, head = [], rows = [], lines = [] }) => ({
    title,
    lines: [...(rows.length === 0 ? [] : textTable(head, rows, { reasons: head.map((_, at) => at) })), ...lines],
  }));
}

export function diffMarkdown(report: DiffReport): string {
  const parts = diffParts(report).map(({ title, head = [], rows = [], lines = [] }) =>
    [
      `## ${title}`,
      ...(rows.length === 0
        ? []
        : [
            markdownTable(
              head,
              rows.map((row) => row.map((cell) => (cell === '' ? '' : codeText(cell)))),
            ),
          ]),
      ...lines.map((line) => codeText(line, 1000)),
    ].join('\n\n'),
  );
  return `${[`# ${codeText(report.dataset)}: what this change would do`, ...parts].join('\n\n')}\n`;
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}

function costLines(cost: DiffReport['cost']): string[] {
  if (cost === undefined || cost.partitions === 0) return [];
  const { partitions, downloaded, stored, milliseconds, basis } = cost;
  const time = milliseconds === undefined ? '' : `about ${formatDuration(partitions * milliseconds)}, `;
  return [
    `expected: ${time}${formatBytes(partitions * downloaded)} to download, ${formatBytes(partitions * stored)} of Parquet (by ${basis})`,
  ];
}

function samplePart({ partition, before, after }: NonNullable<DiffReport['sample']>): Part {
  const title = `Sample: ${partition}`;
  const failed = [before, after].flatMap((made, at) =>
    made !== undefined && 'failure' in made ? [`${at === 0 ? 'before' : 'after'}, it fails: ${made.failure}`] : [],
  );
  const [old, now] = [before, after].map((made) => (made === undefined || 'failure' in made ? undefined : made));
  const known = now ?? old;
  if (known === undefined) return { title, lines: failed };
  const both = (of: (table: SampleTable) => string) => {
    const [a, b] = [old && of(old), now && of(now)];
    if (before === undefined || a === b) return b ?? a ?? '';
    return `${a ?? 'none'} → ${b ?? 'none'}`;
  };
  const names = [...new Set([...(now?.columns ?? []), ...(old?.columns ?? [])].map(({ name }) => name))];
  const facts = (name: string) => (table: SampleTable) => table.columns.find((column) => column.name === name);
  const cell = (name: string, of: (column: SampleTable['columns'][number]) => string | undefined) =>
    both((table) => {
      const column = facts(name)(table);
      return column === undefined ? 'absent' : (of(column) ?? '');
    });
  const rows = names.map((name) => [
    name,
    cell(name, ({ type }) => type),
    cell(name, ({ nulls }) => formatCount(nulls)),
    cell(name, ({ minimum }) => minimum),
    cell(name, ({ maximum }) => maximum),
  ]);
  const rejects = Object.entries(now?.rejectedBy ?? {}).map(
    ([rule, count]) => `rejected by ${rule}: ${formatCount(count)}`,
  );
  return {
    title,
    head: ['column', 'type', 'nulls', 'minimum', 'maximum'],
    rows,
    lines: [
      `rows: ${both((table) => formatCount(table.rows))}, rejected: ${both((table) => formatCount(table.rejected))}, ` +
        `Parquet: ${both((table) => formatBytes(table.bytes))}`,
      ...rejects,
      ...failed,
    ],
  };
}
