import type { Head } from '../ledger/entry.ts';
import { previousPublications } from '../report/change.ts';
import type { SummaryRow } from '../report/summary-row.ts';
import { maskedCell, type Samples } from '../session/samples.ts';
import { EDITED_NOTE, type ResultEntry } from '../tasks/result.ts';

/** An entry with what the ledger knows of its publication, and of those before it. */
export function summaryRow(entry: ResultEntry, samples: Samples, heads: ReadonlyMap<string, Head>): SummaryRow {
  const { partition, outcome, because, milliseconds, cleaning, failure, tries, notes } = entry;
  const published = heads.get(partition)?.published;
  // What was only loaded, or found unchanged, was made by another run.
  const isMade = outcome === 'done' && cleaning !== undefined && published?.number === entry.object?.publication;
  const edited = entry.notes.find((note) => note.startsWith(EDITED_NOTE));
  return {
    ...(edited === undefined ? {} : { edited }),
    partition,
    outcome,
    because,
    milliseconds,
    notes,
    ...(tries === undefined ? {} : { tries }),
    ...(isMade && published !== undefined
      ? {
          bytes: published.publication.object.bytes,
          publication: published.publication,
          before: previousPublications(heads.values(), partition),
        }
      : {}),
    ...(entry.object === undefined ? {} : { uri: entry.object.uri }),
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
