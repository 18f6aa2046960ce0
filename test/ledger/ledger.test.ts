import assert from 'node:assert/strict';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConflictError } from '../../src/base/errors.ts';
import type { Store } from '../../src/base/ports/store.ts';
import { createFolderStore } from '../../src/lake/folder.ts';
import type { Head, NewEntry } from '../../src/ledger/entry.ts';
import { type Ledger, openLedger } from '../../src/ledger/ledger.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { createWorkspace } from '../lake/workspace.ts';
import { namesBelow } from '../suites/store.ts';
import { A, B, createSilentLog, failed, loaded, notReady, published, publishing, run } from './records.ts';

const workspace = createWorkspace();
const NOW = Date.UTC(2021, 1, 3, 4, 5, 6);
const clock = { ...nodeClock, now: () => NOW };

function openAt(folder: string, change: (store: Store) => Store = (store) => store) {
  const store = change(createFolderStore({ folder, files: nodeFiles, clock: nodeClock }));
  const log = createSilentLog();
  return { store, log, folder, open: (): Ledger => openLedger({ store, dataset: 'taxi', clock, run, log }) };
}

async function appendAll(ledger: Ledger, partition: string, entries: NewEntry[], head?: Head): Promise<Head> {
  for (const entry of entries) head = (await ledger.append(partition, head, entry)).head;
  return head as Head;
}

test('entries are numbered files that say who wrote them, when', async () => {
  const { store, folder, open } = openAt(workspace.folder());
  const ledger = open();
  const head = await appendAll(ledger, '2021-01', [publishing(), published()]);
  assert.deepEqual(await namesBelow(store, ''), [
    '_lakeferry/taxi/log/2021-01/000001.json',
    '_lakeferry/taxi/log/2021-01/000002.json',
  ]);
  const written = JSON.parse(await readFile(join(folder, '_lakeferry/taxi/log/2021-01/000001.json'), 'utf8'));
  assert.deepEqual(written, {
    format: 1,
    dataset: 'taxi',
    partition: '2021-01',
    number: 1,
    at: '2021-02-03T04:05:06.000Z',
    run: { version: '0.0.0', run: 'run-1' },
    kind: 'publishing',
    sha256: A,
    base: 'absent',
  });
  assert.equal(head.number, 2);
  assert.deepEqual(
    (await open().entries('2021-01')).map((entry) => entry.kind),
    ['publishing', 'published'],
  );
  assert.deepEqual(await open().entries('2021-02'), []);
  assert.deepEqual((await open().heads()).get('2021-01'), head);
});

test('of two writers one loses, and what it says helps', async () => {
  const { open } = openAt(workspace.folder());
  const [one, two] = [open(), open()];
  const head = await appendAll(one, '2021-01', [failed()]);
  await one.append('2021-01', head, publishing(A));
  await assert.rejects(two.append('2021-01', head, publishing(B)), (error: unknown) => {
    assert.ok(error instanceof ConflictError);
    assert.equal(error.code, 'LEDGER_CONFLICT');
    assert.match(error.message, /^taxi 2021-01: somebody else wrote entry 2 .*run again/);
    return true;
  });
  const race = await Promise.allSettled([
    one.append('2021-02', undefined, failed()),
    two.append('2021-02', undefined, failed()),
  ]);
  assert.deepEqual(race.map((each) => each.status).sort(), ['fulfilled', 'rejected']);
});

test('an unchanged repeat of a failure or a wait is not appended, a changed one is', async () => {
  const { open } = openAt(workspace.folder());
  const ledger = open();
  let head = await appendAll(ledger, '2021-01', [failed('a'), failed('a')]);
  assert.equal(head.number, 1);
  head = await appendAll(ledger, '2021-01', [failed('b'), notReady(404), notReady(404)], head);
  assert.equal(head.number, 3);
  head = await appendAll(ledger, '2021-01', [notReady(403), failed('b'), publishing(), publishing()], head);
  assert.equal(head.number, 7);
  assert.equal((await ledger.append('2021-02', undefined, notReady())).entry.number, 1);
  const again = await ledger.append('2021-02', (await ledger.heads()).get('2021-02'), notReady());
  assert.equal(again.entry.number, 1);
  assert.equal(again.head.number, 1);
});

test('heads.json answers for what it covers: nothing of that is opened', async () => {
  const { open, folder } = openAt(workspace.folder());
  const writer = open();
  let first: Head | undefined;
  for (let month = 1; month <= 9; month++) {
    const head = await appendAll(writer, `2021-0${month}`, [publishing(), published(), loaded(2)]);
    first ??= head;
  }
  const rebuilt = open();
  const heads = await rebuilt.heads();
  assert.equal(rebuilt.opened, 27);
  assert.deepEqual(
    [...heads.keys()],
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((month) => `2021-0${month}`),
  );

  const covered = open();
  assert.deepEqual(await covered.heads(), heads);
  assert.equal(covered.opened, 0);

  await appendAll(writer, '2021-01', [failed()], first);
  await appendAll(writer, '2021-10', [notReady()]);
  const older = open();
  const more = await older.heads();
  assert.equal(older.opened, 2);
  assert.equal(more.get('2021-01')?.failed?.message, 'no');
  assert.equal(more.get('2021-10')?.kind, 'not_ready');

  const path = join(folder, '_lakeferry/taxi/heads.json');
  const whole = await readFile(path, 'utf8');
  for (const broken of [
    '',
    whole.slice(0, 200),
    whole.replace('"no"', '"yes"'),
    '{"format":2}',
    'null',
    whole.replace('"taxi"', '"green"'),
  ]) {
    await writeFile(path, broken);
    const ledger = open();
    assert.deepEqual(await ledger.heads(), more, broken.slice(0, 40));
    assert.equal(ledger.opened, 29);
    assert.equal(await readFile(path, 'utf8'), whole);
  }
  // A log that was put back to an earlier state is older than heads.json: the log is the truth.
  await rm(join(folder, '_lakeferry/taxi/log/2021-10'), { recursive: true });
  await rm(join(folder, '_lakeferry/taxi/log/2021-01/000004.json'));
  const restored = open();
  assert.deepEqual(await restored.heads(), heads);
  assert.equal(restored.opened, 3);
});

test('a writer that keeps its heads leaves nothing to be read or written for whoever comes next', async () => {
  const { open, folder } = openAt(workspace.folder());
  const writer = open();
  await writer.keepHeads(new Map());
  assert.equal(await readFile(join(folder, '_lakeferry/taxi/heads.json')).catch(() => 'absent'), 'absent');
  const heads = new Map<string, Head>();
  for (const month of ['2021-02', '2021-01']) {
    heads.set(month, await appendAll(writer, month, [publishing(), published()]));
  }
  await writer.keepHeads(heads);
  const path = join(folder, '_lakeferry/taxi/heads.json');
  const kept = await stat(path, { bigint: true });
  const reader = open();
  assert.deepEqual([...(await reader.heads())], [...heads].sort());
  assert.equal(reader.opened, 0);
  await writer.keepHeads(heads);
  assert.equal(
    (await stat(path, { bigint: true })).ctimeNs,
    kept.ctimeNs,
    'what is there already is not written again',
  );
});

test('legs that end together keep the heads of all of them', async () => {
  const { open } = openAt(workspace.folder());
  const legs = await Promise.all(
    ['2021-01', '2021-02', '2021-03', '2021-04'].map(async (month) => {
      const ledger = open();
      await ledger.heads();
      return { ledger, month, head: await appendAll(ledger, month, [publishing(), published()]) };
    }),
  );
  await Promise.all(legs.map(({ ledger, month, head }) => ledger.keepHeads(new Map([[month, head]]))));
  const reader = open();
  assert.deepEqual(
    [...(await reader.heads()).values()],
    legs.map(({ head }) => head),
  );
  assert.equal(reader.opened, 0);

  const [first] = legs;
  const later = await appendAll(open(), '2021-01', [failed()], first?.head);
  await open().keepHeads(new Map([['2021-01', later]]));
  await open().keepHeads(new Map(legs.map(({ month, head }) => [month, head])));
  const last = open();
  assert.equal((await last.heads()).get('2021-01')?.failed?.message, 'no', 'an older head does not win');
  assert.equal(last.opened, 0);
});

test('heads.json is best effort', async () => {
  const refusing = openAt(workspace.folder(), (store) => ({
    ...store,
    replace: () => Promise.reject(Object.assign(new Error('EROFS'), { code: 'EROFS' })),
  }));
  await appendAll(refusing.open(), '2021-01', [failed()]);
  assert.equal((await refusing.open().heads()).size, 1);
  assert.match(refusing.log.said.join(), /heads\.json was not written: EROFS/);
});

test('what another run replaces while it is read is read again: heads and columns', async () => {
  const folder = workspace.folder();
  const columns = [{ name: 'id', type: 'int64', required: false }];
  await appendAll(openAt(folder).open(), '2021-01', [publishing(), published()]);
  await openAt(folder).open().saveDataset({ evolved: [], columns });
  await openAt(folder).open().heads();
  const overtaken: string[] = [];
  const change = (store: Store): Store => ({
    ...store,
    async get(name) {
      const found = await store.get(name);
      if (found === undefined || overtaken.includes(name) || name.includes('/log/')) return found;
      overtaken.push(name);
      await store.replace(name, await readFile(join(folder, name)), found.generation);
      return found;
    },
  });
  const late = openAt(folder, change).open();
  assert.equal((await late.heads()).get('2021-01')?.kind, 'published');
  assert.deepEqual((await late.dataset())?.columns, columns);
  assert.equal(late.opened, 0);
  assert.deepEqual(overtaken, ['_lakeferry/taxi/heads.json', '_lakeferry/taxi/dataset.json']);
  const always = (store: Store): Store => ({
    ...store,
    get: (name) => {
      overtaken.length = 0;
      return change(store).get(name);
    },
  });
  await assert.rejects(openAt(folder, always).open().dataset(), { code: 'STORE_CHANGED' });
});

test('a lake that was never written, or has nothing of this dataset, has no heads and gets no file', async () => {
  const { open, store } = openAt(workspace.folder());
  assert.equal((await open().heads()).size, 0);
  await store.create('_lakeferry/taxi2/log/2021-01/000001.json', Buffer.from('{}'));
  await store.create('_lakeferry/taxi/log/2021-01/.DS_Store', Buffer.from('x'));
  await store.create('_lakeferry/taxi/log/2021-01/000001 copy.json', Buffer.from('x'));
  await store.create('_lakeferry/taxi/log/2021-01/0000001.json', Buffer.from('x'));
  assert.equal((await open().heads()).size, 0);
  assert.deepEqual(await namesBelow(store, '_lakeferry/taxi/heads'), []);
});

test('a damaged entry names its file and says what is wrong', async () => {
  const { open, folder } = openAt(workspace.folder());
  await appendAll(open(), '2021-01', [publishing(), published()]);
  const second = join(folder, '_lakeferry/taxi/log/2021-01/000002.json');
  const whole = await readFile(second, 'utf8');
  const entry = JSON.parse(whole);
  const text = (change: object): string => JSON.stringify({ ...entry, ...change });
  const cases: [string, RegExp][] = [
    ['', /not JSON/],
    [whole.slice(0, -20), /not JSON/],
    ['[]', /not a JSON object/],
    [text({ format: 'x' }), /"format" is not 1/],
    [text({ number: 7 }), /entry 7 of taxi 2021-01/],
    [text({ partition: '2021-02' }), /moved or copied/],
    [text({ dataset: 'green' }), /moved or copied/],
    [text({ kind: 'toString' }), /kind "toString" is unknown/],
    [text({ at: 5 }), /"at" is not a text/],
    [text({ run: {} }), /"run.version" is not a text/],
    [text({ publication: undefined }), /"publication" is not an object/],
    [text({ publication: { ...entry.publication, rows: -1 } }), /"publication.rows" is not a whole number/],
    [text({ publication: { ...entry.publication, object: { name: 'x' } } }), /"publication.object.generation" is not/],
    [text({ publication: { ...entry.publication, quarantine: [] } }), /"publication.quarantine" is not an object/],
    [text({ publication: { ...entry.publication, columns: {} } }), /"publication.columns" is not a list/],
  ];
  for (const [content, said] of cases) {
    await writeFile(second, content);
    const check = (error: Error & { code?: string }): boolean => {
      assert.equal(error.code, 'LEDGER_DAMAGED');
      assert.match(error.message, said);
      assert.ok(error.message.includes('_lakeferry/taxi/log/2021-01/000002.json'), error.message);
      return true;
    };
    await assert.rejects(open().heads(), check, content);
    await assert.rejects(open().entries('2021-01'), check, content);
  }
  await writeFile(second, text({ format: 2 }));
  await assert.rejects(open().heads(), {
    code: 'LEDGER_FORMAT',
    message: /format 2, written by a newer Lakeferry.*update/,
  });
  await writeFile(second, text({ surprise: true }));
  assert.equal((await open().heads()).get('2021-01')?.published?.number, 2);
  await rm(join(folder, '_lakeferry/taxi/log/2021-01/000001.json'));
  await assert.rejects(open().heads(), {
    code: 'LEDGER_DAMAGED',
    message: /log\/2021-01\/ .*1 of its 2 entries are missing/,
  });
});

test('dataset.json: columns are recorded, evolved ones are only added', async () => {
  const { open, folder, store } = openAt(workspace.folder());
  assert.equal(await open().dataset(), undefined);
  const id = { name: 'id', type: 'int64', required: false };
  const fee = { name: 'fee', type: 'string', required: false };
  const tip = { name: 'tip', type: 'string', required: false };
  const evolvedFee = { name: 'fee', from: 'Fee', type: 'string' };
  const evolvedTip = { name: 'tip', from: 'Tip', type: 'string' };
  await open().saveDataset({ evolved: [], columns: [id] });
  assert.deepEqual(await open().dataset(), { created: '2021-02-03T04:05:06.000Z', evolved: [], columns: [id] });
  await open().saveDataset({ evolved: [evolvedFee], columns: [id, fee] });
  await open().saveDataset({ evolved: [evolvedTip], columns: [id, tip] });
  assert.deepEqual(await open().dataset(), {
    created: '2021-02-03T04:05:06.000Z',
    evolved: [evolvedFee, evolvedTip],
    columns: [id, tip, fee],
  });
  const { generation } = (await store.get('_lakeferry/taxi/dataset.json')) ?? {};
  await open().saveDataset({ evolved: [], columns: [id, tip, fee] });
  assert.equal(
    (await store.get('_lakeferry/taxi/dataset.json'))?.generation,
    generation,
    'nothing new, nothing written',
  );

  const path = join(folder, '_lakeferry/taxi/dataset.json');
  assert.deepEqual(Object.keys(JSON.parse(await readFile(path, 'utf8'))), [
    'format',
    'dataset',
    'created',
    'evolved',
    'columns',
  ]);
  for (const broken of [
    '{',
    '{"format":1}',
    '{"format":1,"dataset":"taxi","created":"x","evolved":[{}],"columns":[]}',
  ]) {
    await writeFile(path, broken);
    await assert.rejects(open().dataset(), { code: 'LEDGER_DAMAGED', message: /dataset\.json/ });
  }
});

test('many writers at once lose no evolved column', async () => {
  const { open } = openAt(workspace.folder());
  const names = ['a', 'b', 'c', 'd', 'e'];
  await Promise.all(
    names.map((name) =>
      open().saveDataset({
        evolved: [{ name, from: name, type: 'string' }],
        columns: [{ name, type: 'string', required: false }],
      }),
    ),
  );
  const dataset = await open().dataset();
  assert.deepEqual(dataset?.evolved.map((column) => column.name).sort(), names);
  assert.deepEqual(dataset?.columns.map((column) => column.name).sort(), names);
});
