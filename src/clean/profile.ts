import { cellText } from '../table/cell-text.ts';
import type { Column } from '../table/column.ts';
import type { Schema } from '../table/schema.ts';
import type { Cleaned, ColumnCounts, RejectedRow } from './cleaned.ts';

/** How many rows a person is shown of a table. */
const HEAD = 2;

/** What one file's row groups add up to. */
export interface ProfileResult {
  rowsRead: number;
  rows: number;
  rejected: number;
  /** `total_amount minimum` → rows, or the code of a malformed record → rows; in order of first appearance. */
  rejectedBy: Record<string, number>;
  /** The first rejected row, without its text; absent where none was. */
  firstRejected?: Omit<RejectedRow, 'text' | 'value'>;
  columns: ColumnCounts[];
  /** The first two rows as texts, in schema order. */
  head: (string | null)[][];
}

/** What is told of one row group. Data that may cross to another thread. */
export interface CleanedFacts extends Pick<Cleaned, 'rowsRead' | 'rejected' | 'columns'> {
  /** Rows that were kept. */
  rows: number;
  /** The first two of them as texts, in schema order. */
  head: (string | null)[][];
}

export function factsOf({ batch, rowsRead, rejected, columns }: Cleaned): CleanedFacts {
  const { rows, schema } = batch;
  const head = Array.from({ length: Math.min(HEAD, rows) }, (_, row) =>
    schema.map((field, at) => cellText(field, batch.columns[at] as Column, row)),
  );
  return { rowsRead, rows, rejected, columns, head };
}

export interface Profile {
  add(cleaned: CleanedFacts): void;
  result(): ProfileResult;
  /** Throws a plain Error (a bug, not the data's fault) unless rows read = rows + rejected. */
  assertNothingLost(): void;
}

/** Adds up row groups, in order. */
export function createProfile(schema: Schema): Profile {
  let rowsRead = 0;
  let rows = 0;
  let rejected = 0;
  const rejectedBy = new Map<string, number>();
  let firstRejected: ProfileResult['firstRejected'];
  const columns = schema.map(({ name }) => ({ name, nulls: 0, fills: 0, discarded: 0 }));
  const head: (string | null)[][] = [];
  return {
    add(cleaned) {
      rowsRead += cleaned.rowsRead;
      rows += cleaned.rows;
      rejected += cleaned.rejected.length;
      if (firstRejected === undefined && cleaned.rejected[0] !== undefined) {
        const { text: _text, value: _value, ...place } = cleaned.rejected[0];
        firstRejected = place;
      }
      for (const { column, rule } of cleaned.rejected) {
        const key = column === undefined ? rule : `${column} ${rule}`;
        rejectedBy.set(key, (rejectedBy.get(key) ?? 0) + 1);
      }
      columns.forEach((column, at) => {
        const counts = cleaned.columns[at];
        column.nulls += counts?.nulls ?? 0;
        column.fills += counts?.fills ?? 0;
        column.discarded += counts?.discarded ?? 0;
      });
      head.push(...cleaned.head.slice(0, HEAD - head.length));
    },
    result: () => ({
      rowsRead,
      rows,
      rejected,
      rejectedBy: Object.fromEntries(rejectedBy),
      ...(firstRejected === undefined ? {} : { firstRejected }),
      columns,
      head,
    }),
    assertNothingLost() {
      if (rowsRead !== rows + rejected) {
        throw new Error(`rows were lost in cleaning: ${rowsRead} read, ${rows} kept, ${rejected} rejected`);
      }
    },
  };
}
