import type { SummaryRow } from '../report/summary.ts';
import { maskedCell, type Samples } from '../session/samples.ts';
import { EDITED_NOTE, type ResultEntry } from '../tasks/result.ts';

export function summaryRow(entry: ResultEntry, samples: Samples): SummaryRow {
  const { partition, outcome, because, milliseconds, cleaning, failure } = entry;
  const edited = entry.notes.find((note) => note.startsWith(EDITED_NOTE));
  return {
    ...(edited === undefined ? {} : { edited }),
    partition,
    outcome,
    because,
    milliseconds,
    ...(cleaning === undefined
      ? {}
      : { rows: cleaning.rows, rejected: cleaning.rejected, rejectedBy: cleaning.rejectedBy }),
    ...(failure === undefined ? {} : { failure }),
    ...(cleaning === undefined || samples === 'none' || cleaning.head.length === 0
      ? {}
      : {
          sample: {
            columns: cleaning.columns.map(({ name }) => name),
            rows: cleaning.head.map((row) => row.map((cell) => maskedCell(cell, samples))),
          },
        }),
  };
}
