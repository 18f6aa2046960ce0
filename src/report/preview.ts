import { formatCount } from '../base/byte-size.ts';
import { textTable } from './table.ts';

export interface PreviewColumn {
  name: string;
  type: string;
  nulls?: number;
  fills?: number;
  minimum?: string;
  maximum?: string;
}

/** What a person wants to see of a table at first: two rows, the types, the count; nulls and fills where known. */
export function previewLines(preview: {
  columns: readonly PreviewColumn[];
  head: readonly (readonly (string | null)[])[];
  rows: number;
  rejected?: number;
}): string[] {
  const { columns, head } = preview;
  const samples = head.map((_, at) => `row ${at + 1}`);
  const counted = columns.some((column) => column.nulls !== undefined);
  const lines = textTable(
    ['column', 'type', ...samples, ...(counted ? ['nulls', 'filled'] : [])],
    columns.map((column, at) => [
      column.name,
      column.type,
      ...head.map((row) => row[at] ?? 'null'),
      ...(counted ? [formatCount(column.nulls ?? 0), formatCount(column.fills ?? 0)] : []),
    ]),
    { right: counted ? [2 + head.length, 3 + head.length] : [] },
  );
  const rejected =
    preview.rejected === undefined || preview.rejected === 0 ? '' : `, ${formatCount(preview.rejected)} rejected`;
  return [...lines, `${formatCount(preview.rows)} rows${rejected}`];
}
