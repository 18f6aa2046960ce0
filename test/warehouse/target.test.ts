import assert from 'node:assert/strict';
import { access, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { loadDuckdb } from '../../src/warehouse/duckdb/library.ts';
import { resolveTarget } from '../../src/warehouse/duckdb/target.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { listLog, query, testFolder, tripRequest } from './fixture.ts';

const open = (url: string, directory: string, dataset = 'yellow') =>
  openWarehouse({ url, dataset, directory, clock: nodeClock, log: listLog() });

test('schemes of later versions, unknown ones and none are told apart, without repeating a password', async () => {
  await assert.rejects(open('oracle://me:secret@x', '/'), (error: Error) => !error.message.includes('secret'));
  await assert.rejects(open('oracle:x', '/'), { code: 'WAREHOUSE_URL', message: /unknown scheme "oracle:"/ });
  await assert.rejects(open('taxi.duckdb', '/'), { code: 'WAREHOUSE_URL', message: /no scheme; write duckdb:/ });
});

test('URLs that name no file or no table say what to write', async () => {
  const refused: [string, RegExp][] = [
    ['duckdb:', /names no database file/],
    ['duckdb::memory:', /not the path of a file/],
    ['duckdb://taxi.duckdb', /not the path of a file/],
    ['duckdb:taxi.duckdb/yellow', /write duckdb:taxi\.duckdb#yellow/],
    ['duckdb:taxi.duckdb#', /does not name a table/],
    ['duckdb:taxi.duckdb#a.b.c', /does not name a table/],
    ['duckdb:taxi.duckdb#_Lakeferry_Receipts', /table of the receipts/],
  ];
  for (const [url, message] of refused) {
    await assert.rejects(open(url, '/'), { code: 'WAREHOUSE_URL', exitCode: 2, message });
  }
});

test('two spellings of one table have one id, other tables have others', async (context) => {
  const folder = await testFolder(context);
  await mkdir(join(folder, 'real'));
  await symlink('real', join(folder, 'linked'));
  await symlink(join('real', 'taxi.duckdb'), join(folder, 'alias.duckdb'));
  const idOf = async (url: string, dataset = 'yellow') => (await resolveTarget({ url, dataset, directory: folder })).id;
  const id = await idOf('duckdb:real/taxi.duckdb');
  const spellings = [
    `duckdb:${folder}/real/taxi.duckdb`,
    'duckdb:linked/../real/./taxi.duckdb',
    'duckdb:linked/taxi.duckdb#main.Yellow',
    'duckdb:alias.duckdb#yellow',
  ];
  for (const url of spellings) assert.equal(await idOf(url), id, url);
  await writeFile(join(folder, 'real', 'taxi.duckdb'), '');
  for (const url of spellings) assert.equal(await idOf(url), id, `${url}, after the file was made`);
  const others = [
    await idOf('duckdb:real/taxi.duckdb', 'green'),
    await idOf('duckdb:real/taxi.duckdb#staging.yellow'),
    await idOf('duckdb:taxi.duckdb'),
  ];
  assert.equal(new Set([id, ...others]).size, 4);
});

test('the shown URL is relative inside the pipeline folder and can be given back', async (context) => {
  const folder = await testFolder(context);
  const shown = async (url: string) => (await resolveTarget({ url, dataset: 'yellow', directory: folder })).url;
  assert.equal(await shown(`duckdb:${folder}/a/taxi.duckdb`), 'duckdb:a/taxi.duckdb#yellow');
  assert.equal(await shown('duckdb:taxi.duckdb#staging.trips'), 'duckdb:taxi.duckdb#staging.trips');
  assert.equal(await shown('duckdb:../taxi.duckdb'), 'duckdb:../taxi.duckdb#yellow');
  assert.equal(await shown(await shown('duckdb:taxi.duckdb')), 'duckdb:taxi.duckdb#yellow');
});

test('a fragment names schema and table; folder and schema are made by the load only', async (context) => {
  const folder = await testFolder(context);
  const warehouse = await open('duckdb:out/deep/taxi.duckdb#staging.trips', folder);
  assert.equal(warehouse.kind, 'duckdb');
  const request = await tripRequest(folder, { month: '2021-01', count: 2 });
  assert.equal(await warehouse.rows(request.signal), undefined);
  assert.equal((await warehouse.receipts(request.signal)).size, 0);
  await assert.rejects(access(join(folder, 'out')));
  await warehouse.load(request);
  const rows = await query(join(folder, 'out', 'deep', 'taxi.duckdb'), 'SELECT count(*) AS n FROM staging.trips');
  assert.deepEqual(rows, [{ n: '2' }]);
});

test('names that need quotes, and a database named like a schema, are names like others', async (context) => {
  const folder = await testFolder(context);
  for (const [file, dataset] of [
    ['main.duckdb', 'main'],
    [`o'dd "file" [1]*.duckdb`, `sel"ect; drop 'x`],
  ] as const) {
    const warehouse = await open(`duckdb:${file}`, folder, dataset);
    const request = await tripRequest(folder, { month: '2021-01', count: 2 });
    await warehouse.load(request);
    assert.equal((await warehouse.load(request)).outcome, 'unchanged');
    assert.equal(await warehouse.rows(request.signal), 2);
  }
});

test('a missing library names the command that installs it', async () => {
  await assert.rejects(loadDuckdb({ name: '@duckdb/absent-for-this-test' }), {
    code: 'WAREHOUSE_DUCKDB_MISSING',
    exitCode: 2,
    message: /run npm install @duckdb\/node-api@1\.5\.5-r\.5$/,
  });
});

test('a file that is no DuckDB database is the user’s mistake', async (context) => {
  const folder = await testFolder(context);
  await writeFile(join(folder, 'notes.txt'), 'not a database'.repeat(1000));
  const warehouse = await open('duckdb:notes.txt', folder);
  await assert.rejects(warehouse.rows(new AbortController().signal), { code: 'WAREHOUSE_FILE', exitCode: 2 });
});
