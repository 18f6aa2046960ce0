import { type Decision, STATUSES, type Status } from '../plan/decide.ts';

const MARKS: Record<Status, string> = {
  failed: 'F',
  late: 'L',
  running: 'R',
  missing: '·',
  due: 'D',
  stale: 'S',
  not_ready: 'n',
  held: 'H',
  done: '■',
};

/** A line a year (or a month of days), a mark a partition, and a legend of the marks that occur. */
export function statusGrid(decisions: readonly Decision[]): string[] {
  const rows = new Map<string, string[]>();
  for (const { partition, status } of decisions) {
    const [row, cell] = rowAndCell(partition);
    const cells = rows.get(row) ?? [];
    cells[cell] = MARKS[status];
    rows.set(row, cells);
  }
  const width = Math.max(0, ...[...rows.keys()].map((row) => row.length));
  const lines = [...rows].map(([row, cells]) =>
    `${row.padEnd(width)}  ${Array.from(cells, (mark) => mark ?? ' ').join(' ')}`.trimEnd(),
  );
  const counts = STATUSES.map((status) => [status, decisions.filter((each) => each.status === status).length] as const);
  const legend = counts
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${MARKS[status]} ${status} ${count}`);
  return [...lines, '', legend.join('   ')];
}

/** `2021-03-05` → row `2021-03`, cell 4; `2021-03` → row `2021`, cell 2; a year → one row of its decade. */
function rowAndCell(partition: string): [row: string, cell: number] {
  const parts = partition.split('-');
  if (parts.length === 1)
    return /^\d{4}$/.test(partition) ? [`${partition.slice(0, 3)}0s`, Number(partition[3])] : [partition, 0];
  return [parts.slice(0, -1).join('-'), Number(parts.at(-1)) - 1];
}
