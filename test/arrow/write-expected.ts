/**
 * Writes `ours.arrows` with every type, and what is in it as `expected.json`, for `scripts/arrow-foreign.py`:
 * `node test/arrow/write-expected.ts FOLDER`. The folder must exist.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { columnText } from '../../src/arrow/arrow-type.ts';
import { layoutOf } from '../../src/arrow/layout.ts';
import { storedText } from '../parquet/columns.ts';
import { expectedBatches, expectedItems, SCHEMA } from './expected.ts';
import { write } from './streams.ts';

const folder = process.argv[2] ?? '.';
const path = join(folder, 'ours.arrows');
await rm(path, { force: true });
await write(path, SCHEMA, expectedBatches());
const columns = layoutOf(SCHEMA).map((column, at) => ({
  name: column.name,
  type: columnText(column),
  nullable: column.nullable,
  values: expectedItems(at)
    .flat()
    .map((item) => storedText((SCHEMA[at] as (typeof SCHEMA)[number]).type, item)),
}));
await writeFile(join(folder, 'expected.json'), JSON.stringify(columns));
