import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../src/base/hash.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import type { TaskContext } from '../../src/tasks/context.ts';
import { convertPartition } from '../../src/tasks/convert.ts';
import { fetchPartition } from '../../src/tasks/fetch.ts';
import { TASK_VERSIONS } from '../../src/tasks/key.ts';
import { createSilentLog } from '../ledger/records.ts';
import { GOLDEN, type Golden } from './golden.ts';

const FILE = fileURLToPath(new URL('golden.yml', import.meta.url));

/** fetch, clean and write-parquet of the golden file, by the tasks themselves. */
async function make(context: TestContext): Promise<Omit<Golden, 'versions'> & { rows: number; rejected: number }> {
  const workFolder = await mkdtemp(join(tmpdir(), 'lakeferry-golden-'));
  context.after(() => rm(workFolder, { recursive: true, force: true }));
  const pipeline = await loadPipeline({ file: FILE, env: {}, files: nodeFiles });
  const tasks: TaskContext = {
    pipeline,
    files: nodeFiles,
    http: { request: () => Promise.reject(new Error('the golden file lies beside this test')) },
    clock: nodeClock,
    log: createSilentLog(),
    refreshCache: false,
    workFolder,
    signal: new AbortController().signal,
  };
  const fetched = await fetchPartition(tasks, '2021-01', undefined);
  assert.ok(fetched.kind === 'raw');
  const { conversion, key } = await convertPartition(tasks, '2021-01', fetched, [], undefined);
  assert.ok(conversion.quarantine !== undefined);
  return {
    raw: sha256(await nodeFiles.read(fetched.path)),
    parquet: sha256(await nodeFiles.read(conversion.parquet.path)),
    quarantine: sha256(await nodeFiles.read(conversion.quarantine.path)),
    key: key.key,
    rows: conversion.rows,
    rejected: conversion.rejected,
  };
}

const asText = (versions: object): string => JSON.stringify(versions);

test('what the tasks make of the golden file changes only with their versions', async (context) => {
  const { rows, rejected, ...made } = await make(context);
  assert.deepEqual([rows, rejected], [5, 2]);
  const last = GOLDEN.at(-1) as Golden;
  const { versions, ...expected } = last;
  const entry = asText({ versions: TASK_VERSIONS, ...made });
  assert.equal(
    asText(versions),
    asText(TASK_VERSIONS),
    `TASK_VERSIONS were raised: add what they make to GOLDEN in test/tasks/golden.ts: ${entry}`,
  );
  for (const [what, tasks] of [
    ['raw', 'fetch'],
    ['parquet', 'clean or write-parquet'],
    ['quarantine', 'clean or write-parquet'],
    ['key', 'fetch'],
  ] as const) {
    assert.equal(
      made[what],
      expected[what],
      what === 'key'
        ? 'the key of the golden file changed, so every published month would be stale: if that is meant, raise a version ' +
            `in TASK_VERSIONS (src/tasks/key.ts) and add to GOLDEN in test/tasks/golden.ts: ${entry}`
        : `the ${what} bytes of the golden file changed, and ${tasks} still has its old version: caches and ledgers would hand ` +
            `out the old bytes for new ones. Raise the version of ${tasks} in TASK_VERSIONS (src/tasks/key.ts), then add to ` +
            `GOLDEN in test/tasks/golden.ts: ${entry}`,
    );
  }
});

test('no two sets of versions are alike, and none goes back', () => {
  for (const [at, { versions }] of GOLDEN.entries()) {
    const before = GOLDEN[at - 1]?.versions;
    if (before === undefined) continue;
    const tasks = Object.keys(versions) as (keyof typeof versions)[];
    assert.ok(tasks.every((task) => versions[task] >= before[task]));
    assert.ok(tasks.some((task) => versions[task] > before[task]));
  }
});
