import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { sha256 } from '../../src/base/hash.ts';
import type { ColumnSpec } from '../../src/base/ports/warehouse.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { listLog, objectAt, TRIP_COLUMNS, testFolder, tripRows, writeParquet } from '../warehouse/fixture.ts';
import type { MonthOrder, Orders } from './warehouse-child.ts';

const CHILD = fileURLToPath(new URL('./warehouse-child.ts', import.meta.url));
const SUMMARY = 'CREATE TABLE IF NOT EXISTS summary (n BIGINT); INSERT INTO summary SELECT count(*) FROM yellow';

/** The child's output, and the signal that ended it. */
async function run(orders: Orders): Promise<{ lines: string[]; signal?: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, JSON.stringify(orders)]);
    return { lines: stdout.split('\n').filter((line) => line !== '') };
  } catch (error) {
    const { signal } = error as { signal?: string };
    if (signal !== 'SIGKILL') throw error;
    return { lines: [], signal };
  }
}

async function order(
  folder: string,
  facts: { month: string; count: number; seed: number; publication: number; wider?: boolean },
): Promise<MonthOrder> {
  const { month, count, seed, publication, wider = false } = facts;
  const extra: ColumnSpec = { name: 'tip', type: 'int64', required: false };
  const columns = wider ? [...TRIP_COLUMNS, extra] : [...TRIP_COLUMNS];
  const path = join(folder, `${month}-${seed}.parquet`);
  await writeParquet(
    path,
    columns,
    tripRows(month, count, seed).map((row) => (wider ? `${row}, 9` : row)),
  );
  return { partition: month, path, rows: count, sha256: sha256(`${month} ${seed}`), publication, columns };
}

/**
 * Vendor and count of each month, publication and rows of each receipt, and what after_load left; empty where there is
 * no such table yet. Read by DuckDB itself, in one opening of the file.
 */
async function look(directory: string) {
  const instance = await DuckDBInstance.create(join(directory, 'trips.duckdb'), { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const read = async (table: string, sql: string) => {
    const found = await connection.run('SELECT 1 FROM duckdb_tables() WHERE table_name = $1', [table]);
    if ((await found.getRows()).length === 0) return [];
    return (await (await connection.run(sql)).getRowsJson()).map((row) => row.join(' '));
  };
  try {
    return {
      groups: await read(
        'yellow',
        "SELECT strftime(partition_date, '%m') m, vendor_id, count(*) FROM yellow GROUP BY ALL ORDER BY m",
      ),
      receipts: await read(
        '_lakeferry_receipts',
        'SELECT right("partition", 2) m, publication, "rows" FROM _lakeferry_receipts ORDER BY m',
      ),
      summary: await read('summary', 'SELECT n FROM summary'),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Calls `work` for every item, two at a time. */
async function inPairs<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all([worker(), worker()]);
}

test('kill -9 at each statement of a replacement: the old month or the new one, and the rerun heals', async (context) => {
  const folder = await testFolder(context);
  const old = [
    await order(folder, { month: '2021-01', count: 5, seed: 1, publication: 2 }),
    await order(folder, { month: '2021-02', count: 3, seed: 1, publication: 2 }),
  ];
  const next: MonthOrder = {
    ...(await order(folder, { month: '2021-01', count: 4, seed: 2, publication: 5, wider: true })),
    afterLoad: SUMMARY,
  };
  await run({ directory: folder, months: old });
  const before = { groups: ['01 1 5', '02 1 3'], receipts: ['01 2 5', '02 2 3'], summary: [] };
  const after = { groups: ['01 2 4', '02 1 3'], receipts: ['01 5 4', '02 2 3'], summary: ['7'] };
  assert.deepEqual(await look(folder), before);

  const place = async (name: string) => {
    const directory = join(folder, name);
    await mkdir(directory);
    await copyFile(join(folder, 'trips.duckdb'), join(directory, 'trips.duckdb'));
    return directory;
  };
  const { lines } = await run({ directory: await place('dry'), months: [next] });
  for (const [at, line] of lines.entries()) context.diagnostic(`${at + 1} ${line}`);
  assert.ok(lines.some((line) => line.includes('ADD COLUMN')) && lines.at(-1) === '"COMMIT"');

  // Before each statement and after the last one; and while DuckDB works on one that writes.
  const writes = /^"(ALTER|DELETE|INSERT|CREATE|after_load|COMMIT)/;
  const kills = [
    ...Array.from({ length: lines.length + 1 }, (_, at) => ({ killAt: at + 1, when: 'before' as const })),
    ...lines.flatMap((line, at) => (writes.test(line) ? [{ killAt: at + 1, when: 'during' as const }] : [])),
  ];
  const seen = { before: 0, after: 0 };
  await inPairs(kills, async ({ killAt, when }) => {
    const title = `killed ${when} ${killAt} ${lines[killAt - 1] ?? 'after the last'}`;
    const directory = await place(`${when}-${killAt}`);
    const { signal } = await run({ directory, months: [next], killAt, when });
    assert.equal(signal, 'SIGKILL', title);
    const found = await look(directory);
    const isNew = found.groups.includes('01 2 4');
    assert.deepEqual(found, isNew ? after : before, title);
    if (killAt < lines.length || when === 'before') assert.equal(isNew, killAt > lines.length, title);
    seen[isNew ? 'after' : 'before']++;
    await loadHere(directory, next);
    assert.deepEqual(await look(directory), after, `${title}, then run again`);
  });
  context.diagnostic(`${kills.length} kills: ${seen.before} left the old month, ${seen.after} the new one`);
  assert.ok(seen.before > 0 && seen.after > 0);
});

test('kill -9 at statements of the first load: no file, an empty database or the whole month, and the rerun heals', async (context) => {
  const folder = await testFolder(context);
  const first = await order(folder, { month: '2021-01', count: 5, seed: 1, publication: 2 });
  const dry = join(folder, 'dry');
  await mkdir(dry);
  const { lines } = await run({ directory: dry, months: [first] });
  for (const [at, line] of lines.entries()) context.diagnostic(`${at + 1} ${line}`);
  assert.deepEqual(await readdir(dry), ['trips.duckdb']);
  assert.ok(lines.includes('"name the database file"'));
  const kills = lines.flatMap((line, at) => (/file"$|TRANSACTION|CREATE|COMMIT/.test(line) ? [at + 1] : []));
  await inPairs([...kills, lines.length + 1], async (killAt) => {
    const directory = join(folder, `first-${killAt}`);
    await mkdir(directory);
    await run({ directory, months: [first], killAt, when: lines[killAt - 1] === '"COMMIT"' ? 'during' : 'before' });
    const named = (await readdir(directory)).includes('trips.duckdb');
    assert.equal(named, killAt > lines.indexOf('"name the database file"') + 1);
    const loaded = { groups: ['01 1 5'], receipts: ['01 2 5'], summary: [] };
    if (killAt > lines.length) assert.deepEqual(await look(directory), loaded);
    await loadHere(directory, first);
    assert.deepEqual(await look(directory), loaded);
  });
});

test('two processes that load at once: each month is there once', async (context) => {
  const folder = await testFolder(context);
  const months: MonthOrder[] = [];
  for (const month of ['2021-01', '2021-02', '2021-03', '2021-04', '2021-05']) {
    months.push({ ...(await order(folder, { month, count: 4, seed: 1, publication: 2 })), afterLoad: SUMMARY });
  }
  // Both load all of them, from both ends, so that they meet.
  await Promise.all([run({ directory: folder, months }), run({ directory: folder, months: months.toReversed() })]);
  const { groups, receipts, summary } = await look(folder);
  assert.deepEqual(groups, ['01 1 4', '02 1 4', '03 1 4', '04 1 4', '05 1 4']);
  assert.deepEqual(receipts, ['01 2 4', '02 2 4', '03 2 4', '04 2 4', '05 2 4']);
  assert.deepEqual(
    summary.map(Number).sort((a, b) => a - b),
    [4, 8, 12, 16, 20],
  );
});

/** The same load in this process, to its end. */
async function loadHere(directory: string, month: MonthOrder): Promise<void> {
  const warehouse = await openWarehouse({
    url: 'duckdb:trips.duckdb',
    dataset: 'yellow',
    directory,
    clock: nodeClock,
    log: listLog(),
  });
  await warehouse.load({
    ...month,
    partitionDate: `${month.partition}-01`,
    object: objectAt(month.path),
    write: 'replace-partition',
    signal: new AbortController().signal,
  });
}
