import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { formatOwner, thisProcess } from '../../src/base/owner.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import type { Orders } from '../crash/warehouse-child.ts';
import { listLog, testFolder, tripRequest } from './fixture.ts';

const CHILD = fileURLToPath(new URL('../crash/warehouse-child.ts', import.meta.url));

async function load(folder: string): Promise<void> {
  const warehouse = await openWarehouse({
    url: 'duckdb:trips.duckdb',
    dataset: 'yellow',
    directory: folder,
    clock: nodeClock,
    log: listLog(),
  });
  await warehouse.load(await tripRequest(folder, { month: '2021-01', count: 2 }));
}

const besides = async (folder: string) => (await readdir(folder)).filter((name) => name.startsWith('trips.duckdb'));

test('F1: kill -9 between the making and the naming of a database file: the next load removes the draft', async (context) => {
  const folder = await testFolder(context);
  const { partition, rows, sha256, publication, object } = await tripRequest(folder, { month: '2021-01', count: 2 });
  const month = { partition, rows, sha256, publication, columns: [], path: await object.localFile() };
  // The first statement makes the file, the second one names it.
  const orders: Orders = { url: 'duckdb:trips.duckdb', directory: folder, months: [month], killAt: 2, when: 'before' };
  await assert.rejects(promisify(execFile)(process.execPath, [CHILD, JSON.stringify(orders)]), { signal: 'SIGKILL' });
  const left = await besides(folder);
  assert.ok(left.length > 0 && left.every((name) => /\.new(\.wal)?$/.test(name)), left.join());
  await load(folder);
  assert.deepEqual(await besides(folder), ['trips.duckdb']);
});

test('drafts beside a database that is there: dead ones go, living, foreign and other files stay', async (context) => {
  const folder = await testFolder(context);
  await load(folder);
  const me = await thisProcess(nodeFiles);
  const draft = (change: Partial<typeof me>, end = '') =>
    `trips.duckdb.${formatOwner({ ...me, ...change })}-a1.new${end}`;
  const dead = { boot: '0badb007', pid: 1 };
  const away = { host: '0badf00d' };
  const gone = [draft(dead), draft(dead, '.wal'), draft({ ...away, pid: 7 })];
  const kept = [
    draft({}),
    draft(away),
    'trips.duckdb.old.new',
    'trips.duckdb.2021-01.new',
    `other.${draft(dead)}`,
    draft(dead).replace('.new', '.news'),
  ];
  for (const name of [...gone, ...kept]) await writeFile(join(folder, name), '');
  const old = new Date(Date.now() - 25 * 3_600_000);
  await utimes(join(folder, gone[2] as string), old, old);
  await utimes(join(folder, 'trips.duckdb.old.new'), old, old);
  await load(folder);
  const left = await readdir(folder);
  assert.deepEqual(
    gone.filter((name) => left.includes(name)),
    [],
  );
  assert.deepEqual(
    kept.filter((name) => !left.includes(name)),
    [],
  );
});
