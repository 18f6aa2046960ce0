/**
 * The worked example of examples/foreign-tool: `node test/arrow/example.ts write FOLDER` cleans a day of examples/weather
 * into `weather.arrows`; after the Python script `node test/arrow/example.ts check FOLDER` reads `recalibrated.arrows`.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createArrowFile } from '../../src/arrow/arrow.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import type { Batch } from '../../src/table/batch.ts';
import { cellText } from '../../src/table/cell-text.ts';
import type { Column } from '../../src/table/column.ts';
import { cleaned } from './cleaned.ts';
import { files, read } from './streams.ts';

const WEATHER = fileURLToPath(new URL('../../examples/weather', import.meta.url));
const DAY = '2022-12-31';

const [mode, folder = '.'] = process.argv.slice(2);
const pipeline = await loadPipeline({ file: join(WEATHER, 'pipeline.yml'), env: {}, files });
const raw = join(WEATHER, 'observations', `${DAY}.csv`);
const { schema, batches } = await cleaned({ raw, pipeline, partitionDate: DAY });
const days: Batch[] = [];
for await (const batch of batches) days.push(batch);

if (mode === 'write') {
  const path = join(folder, 'weather.arrows');
  await files.remove(path);
  const file = await createArrowFile({ files, path, schema });
  for (const batch of days) await file.append(batch);
  await file.close();
} else {
  const before = cells(days);
  const after = cells((await read(join(folder, 'recalibrated.arrows'), schema)).batches);
  const changed = before.map((row) =>
    row['station'] === 'GRZ' ? { ...row, temperature: (Number(row['temperature']) - 1.5).toFixed(1) } : row,
  );
  assert.equal(before.filter((row) => row['station'] === 'GRZ').length, 2);
  assert.deepEqual(after, changed);
  process.stdout.write(`${after.length} rows checked\n`);
}

function cells(groups: readonly Batch[]): Record<string, string | null>[] {
  return groups.flatMap(({ columns, rows }) =>
    Array.from({ length: rows }, (_, row) =>
      Object.fromEntries(schema.map((field, at) => [field.name, cellText(field, columns[at] as Column, row)])),
    ),
  );
}
