import { formatBytes, formatCount } from '../base/byte-size.ts';
import { formatDuration } from '../base/duration.ts';
import { textTable } from './table.ts';

/** One line of a run's table; what `flow` made of a partition, as far as a reader needs it. */
export interface ResultRow {
  partition: string;
  outcome: string;
  because: string;
  milliseconds: number;
  rows?: number;
  rejected?: number;
  bytes?: number;
}

/** The table at the end of a run and a headline of counts. */
export function resultLines(results: readonly ResultRow[]): string[] {
  const lines = textTable(
    ['partition', 'outcome', 'rows', 'rejected', 'Parquet', 'took', 'because'],
    results.map((result) => [
      result.partition,
      result.outcome,
      result.rows === undefined ? '' : formatCount(result.rows),
      result.rejected === undefined ? '' : formatCount(result.rejected),
      result.bytes === undefined ? '' : formatBytes(result.bytes),
      formatDuration(result.milliseconds),
      result.because,
    ]),
    { right: [2, 3, 4, 5], reasons: [6] },
  );
  const counts = new Map<string, number>();
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const headline = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return [...lines, headline];
}
