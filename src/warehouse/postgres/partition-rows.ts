import type { Column, RowGroup } from '../../base/ports/columns.ts';

/** Row groups as they come, while those of their rows are counted whose `at`th column is `day`. */
export interface CountedRows {
  groups: AsyncIterable<RowGroup>;
  /** Right when the last group has been taken. */
  count(): number;
}

/** `day`: `2021-01-01`; absent: every row counts. */
export function countRowsOf(groups: AsyncIterable<RowGroup>, at: number, day: string | undefined): CountedRows {
  let total = 0;
  const days = day === undefined ? undefined : Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  async function* counted(): AsyncGenerator<RowGroup> {
    for await (const group of groups) {
      total += days === undefined ? group.rows : countOf(group.columns[at], group.rows, days);
      yield group;
    }
  }
  return { groups: counted(), count: () => total };
}

function countOf(column: Column | undefined, rows: number, days: number): number {
  const values = column?.kind === 'dictionary' ? column.dictionary : column?.values;
  if (column === undefined || values?.physical !== 'int32') return 0;
  const { data } = values;
  let count = 0;
  if (column.kind === 'dictionary') {
    const entry = data.indexOf(days) + 1;
    if (entry === 0) return 0;
    // The file of a partition names its day once.
    if (data.length === 1) return rows - column.nulls;
    for (let row = 0; row < rows; row++) if (column.indices[row] === entry) count++;
  } else {
    for (let row = 0; row < rows; row++) if (data[row] === days && column.validity?.[row] !== 0) count++;
  }
  return count;
}
