import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseColumnType } from '../../src/table/type.ts';
import { CASES, columnOf, type Stored, storedText } from './columns.ts';
import { withFolder, write } from './files.ts';
import { READERS } from './readers.ts';

const CODECS = ['zstd', 'gzip', 'none'] as const;
const KINDS = ['plain', 'dictionary'] as const;

/** Values that a reader without 64-bit integers can show as well; the extremes have a test of their own. */
function ordinary(name: string, values: readonly Stored[]): (Stored | null)[] {
  const small = values.filter((value) => typeof value === 'string' || Math.abs(Number(value)) < 2 ** 53);
  const usable =
    name.startsWith('date') || name.startsWith('timestamp')
      ? [0n, 1n, 86_400_000n].map((value) => (name === 'date' ? Number(value % 97n) : value))
      : small;
  return Array.from({ length: 40 }, (_, row) => (row % 7 === 3 ? null : (usable[row % usable.length] as Stored)));
}

async function outcome(
  work: () => Promise<(string | null)[]>,
  expected: (string | null)[],
): Promise<'yes' | 'no' | 'other values'> {
  try {
    const found = await work();
    return JSON.stringify(found) === JSON.stringify(expected) ? 'yes' : 'other values';
  } catch {
    return 'no';
  }
}

function encodingOf(name: string, kind: string): string {
  if (kind === 'dictionary' && name !== 'bool') return 'RLE_DICTIONARY';
  return kind === 'plain' && /^(datetime|timestamp)_/.test(name) ? 'DELTA_BINARY_PACKED' : 'PLAIN';
}

test('docs/parquet-readers.md says what each reader really does with each type, encoding and codec', async () => {
  await withFolder(async (folder) => {
    const names = Object.keys(READERS);
    const lines = [
      `| type | encoding | ${names.join(' | ')} | pyarrow |`,
      `|---|---|${'---|'.repeat(names.length + 1)}`,
    ];
    for (const { name, type, values } of CASES)
      for (const kind of KINDS) {
        if (name === 'bool' && kind === 'dictionary') continue;
        const field = { name: 'value', type, required: false };
        const items = ordinary(name, values);
        const expected = items.map((item) => storedText(type, item));
        const answers = new Map<string, string[]>(names.map((reader) => [reader, []]));
        for (const codec of CODECS) {
          const path = join(folder, `${name}-${kind}-${codec}.parquet`);
          const batch = { schema: [field], rows: items.length, columns: [columnOf(kind, type, items)] };
          await write(path, [field], [batch, batch], codec);
          for (const [reader, read] of Object.entries(READERS))
            answers.get(reader)?.push(await outcome(() => read(path, field), [...expected, ...expected]));
        }
        const cells = names.map((reader) => cell(answers.get(reader) ?? []));
        // scripts/pyarrow-check.py reads every type, encoding and codec, and .ci/run fails where one value differs.
        const pyarrow = CODECS.join(' ');
        lines.push(`| ${name} | ${encodingOf(name, kind)} | ${cells.join(' | ')} | ${pyarrow} |`);
      }
    const page = await readFile(new URL('../../docs/parquet-readers.md', import.meta.url), 'utf8');
    const table = page.split('\n').filter((line) => line.startsWith('|'));
    assert.equal(table.join('\n'), lines.join('\n'));
  });
});

/** `zstd gzip none` where all three are read; a reader that takes none of them says `–`. */
function cell(answers: readonly string[]): string {
  const read = CODECS.filter((_, at) => answers[at] === 'yes');
  const wrong = CODECS.filter((_, at) => answers[at] === 'other values');
  if (wrong.length > 0) return `${read.join(' ')} (${wrong.join(' ')}: other values)`.trim();
  return read.length === 0 ? '–' : read.join(' ');
}

for (const name of ['duckdb', 'hyparquet'])
  test(`${name} reads the extremes of each type, plain and by dictionary, required and optional`, async () => {
    await withFolder(async (folder) => {
      const read = READERS[name] as (typeof READERS)[string];
      for (const { name: column, type, values } of CASES) {
        // hyparquet makes doubles of decimals: no reader of extremes.
        if (name === 'hyparquet' && type.kind === 'numeric') continue;
        for (const kind of KINDS)
          for (const required of [true, false]) {
            const field = { name: 'value', type, required };
            const items: (Stored | null)[] = required ? [...values] : [...values, null, ...values];
            const path = join(folder, `${column}-${kind}-${required}.parquet`);
            await write(
              path,
              [field],
              [{ schema: [field], rows: items.length, columns: [columnOf(kind, type, items)] }],
              'zstd',
            );
            assert.deepEqual(
              await read(path, field),
              items.map((item) => storedText(type, item)),
              `${column} ${kind} ${required}`,
            );
          }
      }
    });
  });

test('F8: no rows, one row and only nulls are files that DuckDB and hyparquet read, typed', async () => {
  await withFolder(async (folder) => {
    for (const { name, type, values } of CASES)
      for (const items of [[], [values[0] as Stored], [null, null, null]]) {
        const field = { name: 'value', type, required: false };
        for (const kind of KINDS) {
          const path = join(folder, `${name}-${items.length}-${kind}.parquet`);
          await write(
            path,
            [field],
            [{ schema: [field], rows: items.length, columns: [columnOf(kind, type, items)] }],
            'zstd',
          );
          const expected = items.map((item) => storedText(type, item));
          for (const reader of ['duckdb', 'hyparquet'] as const)
            assert.deepEqual(
              await READERS[reader]?.(path, field),
              expected,
              `${name} ${items.length} ${kind} ${reader}`,
            );
        }
      }
  });
});

test('DuckDB sees the types that were meant', async () => {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  await withFolder(async (folder) => {
    const schema = [...CASES, { name: 'wide', type: parseColumnType('numeric(19,0)') }].map(({ name, type }) => ({
      name,
      type,
      required: false,
    }));
    const path = join(folder, 'typed.parquet');
    await write(path, schema, [], 'zstd');
    const connection = await (await DuckDBInstance.create()).connect();
    const found = await connection.runAndReadAll(`select column_name, column_type from (describe from '${path}')`);
    assert.deepEqual(Object.fromEntries(found.getRows()), {
      int64: 'BIGINT',
      float64: 'DOUBLE',
      numeric_10_2: 'DECIMAL(10,2)',
      numeric_18_9: 'DECIMAL(18,9)',
      numeric_38_9: 'DECIMAL(38,9)',
      bool: 'BOOLEAN',
      string: 'VARCHAR',
      date: 'DATE',
      datetime_ms: 'TIMESTAMP',
      datetime_us: 'TIMESTAMP',
      timestamp_ms: 'TIMESTAMP WITH TIME ZONE',
      timestamp_us: 'TIMESTAMP WITH TIME ZONE',
      wide: 'DECIMAL(19,0)',
    });
    connection.closeSync();
  });
});
