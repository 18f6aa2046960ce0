import { rm } from 'node:fs/promises';
import type { ColumnSpec } from '../../src/base/ports/warehouse.ts';
import { fromColumnSpec, type Schema } from '../../src/table/schema.ts';
import type { ColumnType } from '../../src/table/type.ts';
import { toDuckdbType } from '../../src/warehouse/duckdb/names.ts';
import { columnOf, type Stored } from '../parquet/columns.ts';
import { write } from '../parquet/files.ts';
import { query } from './fixture.ts';

/** Columns with fewer distinct values than rows become dictionaries, as those of a converted file do. */
function kindOf(values: readonly (Stored | null)[]): 'dictionary' | 'plain' {
  return new Set(values).size * 2 <= values.length ? 'dictionary' : 'plain';
}

/** Like `writeParquet`, with our own writer: DuckDB only understands the literals. `groupRows` rows to a row group. */
export async function writeOwnParquet(
  path: string,
  columns: readonly ColumnSpec[],
  rows: readonly string[],
  groupRows = 1000,
): Promise<void> {
  const schema = columns.map(fromColumnSpec);
  const values = rows.length === 0 ? [] : await evaluate(schema, rows);
  const batches = [];
  for (let from = 0; from < values.length; from += groupRows) {
    const group = values.slice(from, from + groupRows);
    const chunks = schema.map(({ type }, at) => {
      const items = group.map((row) => row[at] as Stored | null);
      return columnOf(kindOf(items), type, items);
    });
    batches.push({ schema, rows: group.length, columns: chunks });
  }
  await rm(path, { force: true });
  await write(path, schema, batches, 'zstd');
}

/** SQL literals → values as Parquet stores them. */
async function evaluate(schema: Schema, rows: readonly string[]): Promise<(Stored | null)[][]> {
  const names = schema.map((_, at) => `c${at}`).join(', ');
  const texts = schema.map(({ type }, at) => `${storedSql(type, `CAST(c${at} AS ${toDuckdbType(type)})`)} AS c${at}`);
  const found = await query(
    ':memory:',
    `SELECT ${texts.join(', ')} FROM (VALUES ${rows.map((row) => `(${row})`).join(', ')}) AS t(${names})`,
  );
  return found.map((row) => schema.map(({ type }, at) => storedOf(type, row[`c${at}`] as string | null)));
}

function storedSql(type: ColumnType, value: string): string {
  switch (type.kind) {
    case 'date':
      return `CAST(${value} - DATE '1970-01-01' AS VARCHAR)`;
    case 'datetime':
    case 'timestamp':
      return `CAST(epoch_us(${value}) // ${type.unit === 'ms' ? 1000 : 1} AS VARCHAR)`;
    case 'bool':
      return `CAST(CAST(${value} AS INTEGER) AS VARCHAR)`;
    default:
      return `CAST(${value} AS VARCHAR)`;
  }
}

function storedOf(type: ColumnType, text: string | null): Stored | null {
  if (text === null || type.kind === 'string') return text;
  if (type.kind === 'numeric') return BigInt(text.replace('.', ''));
  if (type.kind === 'float64') return Number(text);
  return type.kind === 'bool' || type.kind === 'date' ? Number(text) : BigInt(text);
}
