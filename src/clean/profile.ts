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

export interface Profile {
  add(cleaned: Cleaned): void;
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
      const { batch } = cleaned;
      rowsRead += cleaned.rowsRead;
      rows += batch.rows;
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
      for (let row = 0; head.length < HEAD && row < batch.rows; row++) {
        head.push(schema.map((field, at) => cellText(field, batch.columns[at] as Column, row)));
      }
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
