import { formatBytes, formatCount } from '../base/byte-size.ts';
import { formatDuration } from '../base/duration.ts';
import { type Change, changeOf } from './change.ts';
import { codeText } from './markdown.ts';
import type { SummaryRow } from './summary-row.ts';

/** Most columns of a card whose nulls changed; the pages of the site have all. */
const MOST_COLUMNS = 5;
const LONGEST_TASK = 40;

/** What became of one partition, folded: what it is, how fast it came, whether the cache helped and why, what changed. */
export function partitionCard(row: SummaryRow): string {
  const { partition, outcome, rows, failure } = row;
  const told =
    failure !== undefined
      ? ` in ${codeText(failure.task, LONGEST_TASK)}`
      : rows === undefined
        ? ''
        : `, ${formatCount(rows)} rows`;
  const facts = [...volume(row), ...row.notes.map((note) => codeText(note)), ...place(row), ...changes(row)];
  return `<details><summary>${partition}: ${outcome}${told}</summary>\n\n${facts.map((fact) => `- ${fact}`).join('\n')}\n\n</details>`;
}

function volume({ publication, milliseconds, failure, rejected, bytes, ...row }: SummaryRow): string[] {
  const tries = failure === undefined ? row.tries : failure.tries;
  const speed =
    publication === undefined || milliseconds === 0 ? undefined : publication.source.bytes / 1e3 / milliseconds;
  return [
    [
      ...(publication === undefined ? [] : [`source ${formatBytes(publication.source.bytes)}`]),
      ...(bytes === undefined ? [] : [`Parquet ${formatBytes(bytes)}`]),
      `took ${formatDuration(milliseconds)}`,
      ...(speed === undefined ? [] : [`${speed.toFixed(1)} MB/s of source`]),
      ...(tries === undefined ? [] : [tries === 1 ? 'first try' : `${tries} tries`]),
      ...(rejected === undefined ? [] : [`${formatCount(rejected)} rejected`]),
    ].join(' · '),
  ];
}

function place({ uri }: SummaryRow): string[] {
  return uri === undefined ? [] : [codeText(uri)];
}

function changes({ publication, before = [] }: SummaryRow): string[] {
  if (publication === undefined) return [];
  const change = changeOf(publication, before);
  if (change.of === 0) return ['nothing before it to compare with'];
  const against = change.of === 1 ? 'the one before' : `the median of the ${change.of} before`;
  const rows = change.rows === undefined ? [] : [`rows ${signedShare(change.rows)} against ${against}`];
  const shown = change.nulls.slice(0, MOST_COLUMNS);
  const nulls = shown.map(
    ({ column, before: was, now }) => `nulls of ${codeText(column)} ${share(was)} → ${share(now)}`,
  );
  const more = change.nulls.length - shown.length;
  return [...rows, ...nulls, ...(more > 0 ? [`nulls of ${more} more columns changed`] : [])];
}

/** What a partition's schema did, for the summary's own section. */
export function driftLines({ schema, header }: Change): string[] {
  return [
    ...schema,
    ...header.added.map((name) => `the header has ${name}, which it had not before`),
    ...header.removed.map((name) => `the header has ${name} no more`),
  ];
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function signedShare(value: number): string {
  return `${value < 0 ? '−' : '+'}${share(Math.abs(value))}`;
}
