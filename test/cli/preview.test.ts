import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { duckdbParquet } from '../convert/duckdb-file.ts';
import { zipOf } from '../source/zip-files.ts';
import { runMain } from './in-process.ts';

interface Shown {
  columns: { name: string; type: string; nulls?: number }[];
  head: (string | null)[][];
  rows: number;
}

test('preview shows the same table whatever it is wrapped in: CSV, JSON Lines, Parquet; plain, gzip, zstd, zip', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-preview-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const csv = 'id;city\n123456789012345;Bern\n7;\n';
  const json = '{"id":123456789012345,"city":"Bern"}\n{"id":7}\n';
  const parquet = await duckdbParquet("SELECT 123456789012345::BIGINT AS id, 'Bern' AS city UNION ALL SELECT 7, NULL");
  for (const [name, content] of Object.entries({
    'a.csv': csv,
    'a.csv.gz': gzipSync(csv),
    'a.csv.zst': zstdCompressSync(csv),
    'a.zip': zipOf({ name: 'a.csv', content: csv }),
    'a.json': json,
    'b.zip': zipOf({ name: 'a.json', content: json }),
    'a.parquet': parquet,
  })) {
    await writeFile(join(folder, name), content);
    const { code, stdout, stderr } = await runMain(['preview', name, '--json'], { folder });
    assert.equal(code, 0, stderr);
    const shown = JSON.parse(stdout) as Shown;

    assert.deepEqual(
      shown.columns.map((column) => [column.name, column.nulls]),
      [
        ['id', 0],
        ['city', 1],
      ],
      name,
    );
    assert.deepEqual(
      shown.columns.map(({ type }) => type),
      ['int64', 'string'],
      name,
    );
    assert.deepEqual(
      shown.head,
      [
        ['123456789012345', 'Bern'],
        ['7', null],
      ],
      name,
    );
    assert.equal(shown.rows, 2, name);
  }
  await writeFile(join(folder, 'two.zip'), zipOf({ name: 'a', content: csv }, { name: 'b', content: csv }));
  const refused = await runMain(['preview', 'two.zip'], { folder });
  assert.equal(refused.code, 3);
  assert.match(refused.stderr + refused.stdout, /two\.zip is a zip archive that cannot be read: it holds 2 files/);
});

test('preview says which words would be null, and what the column would be then', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-preview-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'a.csv'), 'id,degrees,word\n1,12.5,NA\n2,NA,x\n3,-9999,y\n');
  const { code, stdout } = await runMain(['preview', 'a.csv'], { folder });
  assert.equal(code, 0);
  assert.match(stdout, /degrees is float64 where -9999, NA are null/);
  assert.doesNotMatch(stdout, /word is/);
});
