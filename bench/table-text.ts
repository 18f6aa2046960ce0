import { medianOf } from './median.ts';
import type { ResultRow, ResultTable, Sample } from './result.ts';

interface Measure {
  head: string;
  value(row: ResultRow): number | undefined;
  show(value: number): string;
}

/** Below a second the thousandths tell. */
const seconds = (value: number) => value.toFixed(value < 1 ? 3 : 2);

const sampled = (measure: keyof Sample) => (row: ResultRow) => medianOf(row, measure);

const MEASURES: readonly Measure[] = [
  { head: 'wall, s', value: sampled('wall'), show: seconds },
  { head: 'CPU, s', value: sampled('cpu'), show: seconds },
  { head: 'peak, MiB', value: sampled('peak'), show: (value) => value.toFixed(0) },
  { head: 'out, MB', value: ({ bytes }) => bytes && bytes / 1e6, show: (value) => value.toFixed(1) },
];

/**
 * The table in Markdown, medians over the rounds. Behind each measure stands the first row's value divided by this row's: below
 * one, the first row took less. A measure that no row has is left out.
 */
export function tableText(table: ResultTable): string {
  const measures = MEASURES.filter(({ value }) => table.rows.some((row) => value(row) !== undefined));
  if (measures.length === 0)
    return markdown(
      ['', ''],
      table.rows.map(({ name, refused }) => [name, `no figure: ${refused ?? 'not measured'}`]),
    );
  const [first] = table.rows;
  const lines = table.rows.map((row) => {
    if (row.refused !== undefined) return [row.name, `no figure: ${row.refused}`, ...measures.slice(1).map(() => '')];
    return [row.name, ...measures.map((measure) => cell(measure, row, first))];
  });
  const range = table.rows.some((row) => row.samples.length > 1);
  return markdown(
    ['', ...measures.map(({ head }) => head), ...(range ? ['wall, least to most'] : [])],
    lines.map((line, at) => [...line, ...(range ? [rangeText(table.rows[at] as ResultRow)] : [])]),
  );
}

function cell({ value, show }: Measure, row: ResultRow, first: ResultRow | undefined): string {
  const mine = value(row);
  if (mine === undefined) return '';
  const base = first === undefined || first === row ? undefined : value(first);
  return base === undefined ? show(mine) : `${show(mine)} (${(base / mine).toFixed(2)})`;
}

function rangeText({ samples }: ResultRow): string {
  const walls = samples.map(({ wall }) => wall);
  return walls.length === 0 ? '' : `${seconds(Math.min(...walls))} to ${seconds(Math.max(...walls))}`;
}

/** A table whose columns, but for the first, are numbers. */
export function markdown(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|---|${'---:|'.repeat(head.length - 1)}`, ...lines.map(line)].join('\n');
}
