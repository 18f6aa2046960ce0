import type { RejectedRow } from '../clean/cleaned.ts';
import { openParquet } from '../parquet/read.ts';
import { cellText } from '../table/cell-text.ts';
import type { Column } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import type { FlowContext } from './context.ts';

/** The rows of a quarantine file, see `QUARANTINE_SCHEMA`. */
export async function readRejected({ files }: Pick<FlowContext, 'files'>, path: string): Promise<RejectedRow[]> {
  const { schema, rowGroups } = await openParquet({ files, path });
  const rows: RejectedRow[] = [];
  for await (const { columns, rows: count } of rowGroups()) {
    const cell = (name: string, row: number) => {
      const at = schema.findIndex((field) => field.name === name);
      return cellText(schema[at] as Field, columns[at] as Column, row);
    };
    for (let row = 0; row < count; row++) {
      const [column, value] = [cell('column', row), cell('value', row)];
      rows.push({
        line: Number(cell('line', row)),
        rule: cell('rule', row) ?? '',
        text: Buffer.from(cell('text', row) ?? ''),
        ...(column === null ? {} : { column }),
        ...(value === null ? {} : { value }),
      });
    }
  }
  return rows;
}
