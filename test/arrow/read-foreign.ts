/**
 * Reads the streams that `scripts/arrow-foreign.py` wrote and compares them with what its `manifest.json` says of each:
 * `node test/arrow/read-foreign.ts FOLDER`. Prints `N checked`; exits 1 when anything differs.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LakeferryError } from '../../src/base/errors.ts';
import type { Batch } from '../../src/table/batch.ts';
import type { Column } from '../../src/table/column.ts';
import { storedText, textsOf } from '../parquet/columns.ts';
import { expectedBatches, expectedItems, SCHEMA } from './expected.ts';
import { assertAllSame, read } from './streams.ts';

/** `same`: the same row groups. `values`: the same values in other row groups. Else the code of the error. */
type Outcome = 'same' | 'values' | string;

const folder = process.argv[2] ?? '.';
const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<string, Outcome>;
let checked = 0;
for (const [name, expected] of Object.entries(manifest)) {
  const difference = await differenceOf(join(folder, name), expected);
  if (difference === undefined) checked++;
  else {
    process.stderr.write(`${name}, expected ${expected}: ${difference}\n`);
    process.exitCode = 1;
  }
}
process.stdout.write(`${checked} checked\n`);
if (checked === 0) process.exitCode = 1;

async function differenceOf(path: string, expected: Outcome): Promise<string | undefined> {
  try {
    const { batches } = await read(path, SCHEMA);
    if (expected === 'same') assertAllSame(batches, expectedBatches());
    else if (expected === 'values') return differentValue(batches);
    else return 'it was read';
    return undefined;
  } catch (error) {
    if (error instanceof LakeferryError && error.code === expected) return undefined;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function differentValue(batches: readonly Batch[]): string | undefined {
  for (const [at, { name, type }] of SCHEMA.entries()) {
    const found = batches.flatMap(({ columns, rows }) => textsOf(type, columns[at] as Column, rows));
    const wanted = expectedItems(at).flat();
    if (found.length !== wanted.length) return `${name} has ${found.length} rows, expected ${wanted.length}`;
    const row = found.findIndex((text, k) => text !== storedText(type, wanted[k] ?? null));
    if (row >= 0) return `${name} row ${row} is ${found[row]}, expected ${storedText(type, wanted[row] ?? null)}`;
  }
  return undefined;
}
