/**
 * Writes a file for each codec with every type, encoding and extreme, and `expected.json` for `scripts/pyarrow-check.py`:
 * `node test/parquet/write-expected.ts FOLDER`. The folder must exist.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Codec } from '../../src/parquet/format.ts';
import type { ColumnType } from '../../src/table/type.ts';
import { CASES, columnOf, storedText } from './columns.ts';
import { write } from './files.ts';

/** As pyarrow prints it. */
function arrowType(type: ColumnType): string {
  switch (type.kind) {
    case 'float64':
      return 'double';
    case 'numeric':
      return `decimal128(${type.precision}, ${type.scale})`;
    case 'date':
      return 'date32[day]';
    case 'datetime':
      return `timestamp[${type.unit}]`;
    case 'timestamp':
      return `timestamp[${type.unit}, tz=UTC]`;
    default:
      return type.kind;
  }
}

const ROWS = 1000;

async function main(folder: string): Promise<void> {
  const shapes = CASES.flatMap((item) =>
    (['plain', 'dictionary'] as const).flatMap((kind) =>
      [true, false].map((required) => ({ ...item, kind, required, name: `${item.name}_${kind}_${required}` })),
    ),
  );
  const schema = shapes.map(({ name, type, required }) => ({ name, type, required }));
  const expected: Record<string, unknown> = {};
  const targets: [string, Codec, number, number][] = [
    ['zstd.parquet', 'zstd', 2, ROWS],
    ['gzip.parquet', 'gzip', 2, ROWS],
    ['none.parquet', 'none', 2, ROWS],
    ['many-groups.parquet', 'zstd', 25, 7],
    ['one-row.parquet', 'zstd', 1, 1],
    ['empty.parquet', 'zstd', 0, 0],
  ];
  for (const [name, codec, groups, rows] of targets) {
    const items = shapes.map(({ values, required }) =>
      Array.from({ length: rows }, (_, row) =>
        !required && row % 13 < 2 ? null : (values[row % values.length] ?? null),
      ),
    );
    const columns = shapes.map(({ kind, type }, at) => columnOf(kind, type, items[at] ?? []));
    await rm(join(folder, name), { force: true });
    await write(join(folder, name), schema, Array(groups).fill({ schema, rows, columns }), codec);
    expected[name] = shapes.map(({ name: column, type }, at) => {
      const texts = (items[at] ?? []).map((item) => storedText(type, item));
      return { name: column, type: arrowType(type), values: Array(groups).fill(texts).flat() };
    });
  }
  await writeFile(join(folder, 'expected.json'), JSON.stringify(expected));
}

await main(process.argv[2] ?? '.');
