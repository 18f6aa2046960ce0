import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { activitiesOf, COLLECTING, NODE, VERIFICATION } from '../../bench/profile.ts';
import { PROFILE } from '../../bench/sections/profile.ts';
import { testFolder } from './folder.ts';

test('a sample belongs to the nearest file that says what it is for, and to verification wherever that stands', () => {
  const path = '/bundle/convert-main.mjs';
  const sources = new Map([
    [
      path,
      [
        { line: 0, source: 'src/kernel/copy-bytes.ts' },
        { line: 10, source: 'src/parquet/compress.ts' },
        { line: 20, source: 'src/parquet/verify.ts' },
        { line: 30, source: 'src/csv/group.ts' },
      ],
    ],
  ]);
  const node = (id: number, functionName: string, lineNumber: number, children: number[]) => {
    const url = lineNumber < 0 ? '' : pathToFileURL(path).href;
    return { id, callFrame: { functionName, url, lineNumber }, children };
  };
  const nodes = [
    node(1, '(root)', -1, [2, 4, 6, 7]),
    node(2, 'read', 35, [3]),
    node(3, 'copy', 5, []),
    node(4, 'verify', 22, [5]),
    node(5, 'decompress', 12, []),
    node(6, '(garbage collector)', -1, []),
    node(7, 'start', -1, []),
  ];
  const seconds = activitiesOf({ nodes, samples: [3, 5, 6, 7, 3], timeDeltas: [1e6, 2e6, 3e6, 4e6, 5e6] }, sources);
  assert.deepEqual(Object.fromEntries(seconds), {
    'records and fields': 6,
    [VERIFICATION]: 2,
    [COLLECTING]: 3,
    [NODE]: 4,
  });
});

test('a conversion is told apart into what it does', async (t) => {
  const folder = await testFolder(t);
  const options = { folder, rows: 30_000, rounds: 1, python: false, say: () => {} };
  const { tables } = await PROFILE.measure(options);
  assert.deepEqual(
    tables.map(({ key }) => key),
    ['zstd', 'gzip'],
  );
  for (const { rows } of tables) {
    const found = new Map(rows.map(({ key, samples }) => [key, samples[0]?.wall ?? 0]));
    for (const name of ['whole', 'unpacking', 'records and fields', 'values and rules', 'Parquet', VERIFICATION, NODE])
      assert.ok((found.get(name) ?? 0) > 0, name);
    const parts = [...found].filter(([name]) => name !== 'whole').reduce((sum, [, wall]) => sum + wall, 0);
    assert.ok(Math.abs(parts - (found.get('whole') ?? 0)) < 1e-6);
  }
});
