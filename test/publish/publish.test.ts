import assert from 'node:assert/strict';
import { cp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConflictError } from '../../src/base/errors.ts';
import type { Store } from '../../src/base/ports/store.ts';
import { inspectObject } from '../../src/publish/inspect.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { createWorkspace } from '../lake/workspace.ts';
import { contentOf, namesBelow } from '../suites/store.ts';
import { factsOf, filesOf, kindsOf, OBJECT, openWriter, PARTITION } from './bench.ts';

const workspace = createWorkspace();
const one = await workspace.file('version one');
const two = await workspace.file('version two');
const three = await workspace.file('version three');
const four = await workspace.file('version four');
const rejects = await workspace.file('rejected rows');
const HISTORY = `_lakeferry/taxi/history/${PARTITION}/`;
const QUARANTINE = `_lakeferry/taxi/quarantine/${PARTITION}/`;

test('the first version: intent, quarantine, object, entry', async () => {
  const folder = workspace.folder();
  const writer = await openWriter(folder);
  const done = await writer.publish(PARTITION, one, { quarantine: rejects });
  assert.equal(done.unchanged, false);
  assert.deepEqual(await filesOf(folder), [
    `_lakeferry/taxi/log/${PARTITION}/000001.json`,
    `_lakeferry/taxi/log/${PARTITION}/000002.json`,
    `${QUARANTINE}${rejects.sha256}.parquet`,
    OBJECT,
  ]);
  const [intent, entry] = await writer.ledger.entries(PARTITION);
  assert.ok(intent?.kind === 'publishing' && entry?.kind === 'published');
  assert.deepEqual([intent.sha256, intent.base], [one.sha256, 'absent']);
  assert.deepEqual(entry.publication, done.publication);
  const object = await writer.store.get(OBJECT);
  assert.deepEqual(done.publication, {
    ...factsOf(),
    object: { name: OBJECT, generation: object?.generation, bytes: one.bytes, sha256: one.sha256 },
    quarantine: {
      name: `${QUARANTINE}${rejects.sha256}.parquet`,
      generation: (await writer.store.get(`${QUARANTINE}${rejects.sha256}.parquet`))?.generation,
      bytes: rejects.bytes,
      sha256: rejects.sha256,
    },
  });
  assert.deepEqual((await openWriter(folder)).heads.get(PARTITION), done.head);
});

test('by none: the object lies right below the dataset', async () => {
  const writer = await openWriter(workspace.folder());
  const done = await writer.publish('none', one, { partitionPath: '' });
  assert.equal(done.publication.object.name, 'taxi/part-0.parquet');
});

test('F4: the same again writes nothing; equal bytes with other facts write an entry and no object', async () => {
  const folder = workspace.folder();
  const first = await (await openWriter(folder)).publish(PARTITION, one);
  const { generation } = first.publication.object;
  const writer = await openWriter(folder);
  const files = await filesOf(folder);
  const again = await writer.publish(PARTITION, one);
  assert.equal(again.unchanged, true);
  assert.deepEqual(again.publication, first.publication);
  assert.deepEqual(again.head, first.head);
  assert.deepEqual(await filesOf(folder), files);

  const other = await writer.publish(PARTITION, one, { publication: factsOf({ taskKey: { key: 'new', parts: {} } }) });
  assert.equal(other.unchanged, false);
  assert.equal(other.head.number, 3);
  assert.deepEqual(await kindsOf(writer), ['publishing', 'published', 'published']);
  assert.equal((await writer.store.get(OBJECT))?.generation, generation);
  const rejected = await writer.publish(PARTITION, one, {
    publication: factsOf({ taskKey: { key: 'new', parts: {} } }),
    quarantine: rejects,
  });
  assert.equal(rejected.publication.quarantine?.sha256, rejects.sha256);
  assert.equal(await contentOf(writer.store, `${QUARANTINE}${rejects.sha256}.parquet`), 'rejected rows');
});

test('equal bytes after a failure close it with an entry', async () => {
  const folder = workspace.folder();
  const writer = await openWriter(folder);
  const { head } = await writer.publish(PARTITION, one);
  const failure = { kind: 'failed', reason: 'error', task: 'load', code: 'X', message: 'no' } as const;
  const failed = await writer.ledger.append(PARTITION, head, failure);
  const done = await writer.publish(PARTITION, one, { head: failed.head });
  assert.equal(done.head.failed, undefined);
  assert.deepEqual(await kindsOf(writer), ['publishing', 'published', 'failed', 'published']);
});

test('F4: superseded versions are kept as deep as asked, and a version that comes back leaves the history', async () => {
  const writer = await openWriter(workspace.folder(), { history: 2 });
  const kept = async (): Promise<string[]> =>
    (await namesBelow(writer.store, HISTORY)).map((name) => name.slice(HISTORY.length).replace('.parquet', ''));
  await writer.publish(PARTITION, one);
  assert.deepEqual(await kept(), []);
  await writer.publish(PARTITION, two);
  assert.deepEqual(await kept(), [one.sha256]);
  assert.equal(await contentOf(writer.store, `${HISTORY}${one.sha256}.parquet`), 'version one');
  await writer.publish(PARTITION, three);
  await writer.publish(PARTITION, four);
  assert.deepEqual(await kept(), [two.sha256, three.sha256].sort());
  await writer.publish(PARTITION, two);
  assert.deepEqual(await kept(), [three.sha256, four.sha256].sort());
  await writer.publish(PARTITION, one, { history: 0 });
  assert.deepEqual(await kept(), []);
  assert.equal(await contentOf(writer.store, OBJECT), 'version one');
});

test('a version too many goes while the intent is still open: whoever is killed then comes back and removes it', async () => {
  const folder = workspace.folder();
  for (const file of [one, two]) await (await openWriter(folder, { history: 1 })).publish(PARTITION, file);
  const order: string[] = [];
  const change = (store: Store): Store => ({
    ...store,
    create: (name, body) => {
      order.push(name);
      return store.create(name, body);
    },
    delete: (name) => {
      order.push(`-${name}`);
      return store.delete(name);
    },
  });
  await (await openWriter(folder, { history: 1, change })).publish(PARTITION, three);
  assert.deepEqual(order, [
    `_lakeferry/taxi/log/${PARTITION}/000005.json`,
    `${HISTORY}${two.sha256}.parquet`,
    `-${HISTORY}${one.sha256}.parquet`,
    `_lakeferry/taxi/log/${PARTITION}/000006.json`,
  ]);
});

test('F4: an object that was altered or removed by hand is replaced, and what was there is kept', async () => {
  const folder = workspace.folder();
  const writer = await openWriter(folder);
  await writer.publish(PARTITION, one);
  await writeFile(join(folder, OBJECT), 'by hand');
  const healed = await writer.publish(PARTITION, one);
  assert.equal(healed.unchanged, false);
  assert.equal(await contentOf(writer.store, OBJECT), 'version one');
  const [saved] = await namesBelow(writer.store, HISTORY);
  assert.equal(await contentOf(writer.store, saved ?? ''), 'by hand');

  await rm(join(folder, OBJECT));
  await writer.publish(PARTITION, two);
  assert.equal(await contentOf(writer.store, OBJECT), 'version two');

  // No ledger at all, and yet something is there.
  const other = 'taxi/year=2021/month=02/part-0.parquet';
  await writer.store.create(other, Buffer.from('older than the ledger'));
  await writer.publish('2021-02', one);
  assert.equal(await contentOf(writer.store, other), 'version one');
  const [foreign] = await namesBelow(writer.store, '_lakeferry/taxi/history/2021-02/');
  assert.equal(await contentOf(writer.store, foreign ?? ''), 'older than the ledger');
});

test('an intent whose object is in place is adopted: only the entry is written', async () => {
  const folder = workspace.folder();
  const dying = await openWriter(folder, {
    change: (store) => ({
      ...store,
      async replace(name, body, seen) {
        const object = await store.replace(name, body, seen);
        if (name === OBJECT) throw new Error('power cut');
        return object;
      },
    }),
  });
  await assert.rejects(dying.publish(PARTITION, one), /power cut/);
  const writer = await openWriter(folder);
  assert.equal(writer.heads.get(PARTITION)?.open?.sha256, one.sha256);
  const before = await writer.store.get(OBJECT);
  const done = await writer.publish(PARTITION, one);
  assert.equal(done.publication.object.generation, before?.generation);
  assert.equal(done.head.open, undefined);
  assert.deepEqual(await kindsOf(writer), ['publishing', 'published']);
});

test('an intent that came to nothing is redone, with other bytes too', async () => {
  const folder = workspace.folder();
  const dying = await openWriter(folder, {
    change: (store) => ({ ...store, replace: () => Promise.reject(new Error('power cut')) }),
  });
  await assert.rejects(dying.publish(PARTITION, one), /power cut/);
  const writer = await openWriter(folder);
  const done = await writer.publish(PARTITION, two);
  assert.equal(done.head.open, undefined);
  assert.equal(await contentOf(writer.store, OBJECT), 'version two');
  assert.deepEqual(await kindsOf(writer), ['publishing', 'publishing', 'published']);
});

test('two writers with one view: one loses at the log and says so', async () => {
  const folder = workspace.folder();
  const [a, b] = [await openWriter(folder), await openWriter(folder)];
  const outcomes = await Promise.allSettled([a.publish(PARTITION, one), b.publish(PARTITION, two)]);
  const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
  assert.equal(lost.length, 1);
  assert.ok(lost[0]?.reason instanceof ConflictError);
  assert.equal(lost[0].reason.code, 'LEDGER_CONFLICT');
  const winner = outcomes[0]?.status === 'fulfilled' ? 'version one' : 'version two';
  assert.equal(await contentOf(a.store, OBJECT), winner);
});

/** Runs `work` once, right before the first replacement of the object. */
function before(work: () => Promise<unknown>): (store: Store) => Store {
  let ran = false;
  return (store) => ({
    ...store,
    async replace(name, body, seen) {
      if (name === OBJECT && !ran) {
        ran = true;
        await work();
      }
      return store.replace(name, body, seen);
    },
  });
}

test('a writer that was overtaken loses at the object, and the other version stays', async () => {
  const folder = workspace.folder();
  const slow = await openWriter(folder, {
    change: before(async () => (await openWriter(folder)).publish(PARTITION, two)),
  });
  await assert.rejects(slow.publish(PARTITION, one), (error: unknown) => {
    assert.ok(error instanceof ConflictError);
    assert.equal(error.code, 'PUBLISH_CONFLICT');
    assert.match(error.message, /somebody else published .* run again/);
    return true;
  });
  const after = await openWriter(folder);
  assert.equal(await contentOf(after.store, OBJECT), 'version two');
  assert.equal(after.heads.get(PARTITION)?.open, undefined);
  assert.equal(after.heads.get(PARTITION)?.published?.publication.object.sha256, two.sha256);
});

for (const [title, bytes] of [
  ['the same bytes', one],
  ['other bytes', two],
] as const) {
  test(`a writer that has lost the log, yet still replaced the object with ${title}, does not stop the rightful one`, async () => {
    const folder = workspace.folder();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrived = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const slow = await openWriter(folder, {
      change: before(async () => {
        arrived();
        await released;
      }),
    });
    const losing = assert.rejects(slow.publish(PARTITION, bytes), { code: 'LEDGER_CONFLICT' });
    await waiting;
    const rightful = await openWriter(folder, {
      change: before(async () => {
        release();
        await losing;
      }),
    });
    const done = await rightful.publish(PARTITION, one);
    const after = await openWriter(folder);
    assert.equal(await contentOf(after.store, OBJECT), 'version one');
    assert.deepEqual(after.heads.get(PARTITION), done.head);
    const name = OBJECT;
    const seen = await inspectObject({ store: after.store, name, publication: done.publication, files: nodeFiles });
    assert.equal(seen.kind, 'same');
    const history = await namesBelow(after.store, HISTORY);
    assert.deepEqual(history, bytes === one ? [] : [`${HISTORY}${two.sha256}.parquet`]);
  });
}

test('an abort is obeyed before the object is replaced, never between object and entry', async () => {
  const folder = workspace.folder();
  const early = await openWriter(folder);
  await assert.rejects(early.publish(PARTITION, one, { signal: AbortSignal.abort(new Error('stop')) }), /stop/);
  assert.deepEqual(await filesOf(folder), []);

  for (const [at, object] of [
    ['create', undefined],
    ['replace', 'version one'],
  ] as const) {
    const stop = new AbortController();
    const writer = await openWriter(folder, {
      change: (store) => ({
        ...store,
        async [at](name: string, body: Uint8Array, seen: never) {
          const made = await store[at](name, body, seen);
          if (at === 'create' || name === OBJECT) stop.abort(new Error('stop'));
          return made;
        },
      }),
    });
    const publishing = writer.publish(PARTITION, one, { signal: stop.signal });
    if (object === undefined) await assert.rejects(publishing, /stop/);
    else await publishing;
    assert.equal(await contentOf(writer.store, OBJECT), object);
  }
  assert.equal((await openWriter(folder)).heads.get(PARTITION)?.open, undefined);
});

test('a damaged quarantine file of the right name is written again', async () => {
  const folder = workspace.folder();
  const writer = await openWriter(folder);
  const name = `${QUARANTINE}${rejects.sha256}.parquet`;
  await writer.store.create(name, Buffer.from('half'));
  await writer.publish(PARTITION, one, { quarantine: rejects });
  assert.equal(await contentOf(writer.store, name), 'rejected rows');
});

test('a publication stands even if the history cannot be pruned', async () => {
  const folder = workspace.folder();
  const writer = await openWriter(folder, {
    history: 1,
    change: (store) => ({ ...store, delete: (name) => store.delete(`${name}/../x`) }),
  });
  for (const version of [one, two, three]) await writer.publish(PARTITION, version);
  assert.equal((await namesBelow(writer.store, HISTORY)).length, 2);
  await (await openWriter(folder, { history: 1 })).publish(PARTITION, four);
  assert.deepEqual(await namesBelow(writer.store, HISTORY), [`${HISTORY}${three.sha256}.parquet`]);
});

test('a store whose objects are not on this machine publishes the same', async () => {
  const folder = workspace.folder();
  const remote = (store: Store): Store => ({
    ...store,
    async get(name) {
      const found = await store.get(name);
      if (found === undefined) return undefined;
      const { localPath: _localPath, ...rest } = found;
      return rest;
    },
  });
  const writer = await openWriter(folder, { change: remote });
  await writer.publish(PARTITION, one);
  await writer.publish(PARTITION, two, { quarantine: rejects });
  assert.equal(await contentOf(writer.store, `${HISTORY}${one.sha256}.parquet`), 'version one');
  await writeFile(join(folder, OBJECT), 'by hand');
  await writer.publish(PARTITION, two, { quarantine: rejects });
  assert.equal(await readFile(join(folder, OBJECT), 'utf8'), 'version two');
});

test('inspect: absent, same without reading, same by content, altered', async () => {
  const folder = workspace.folder();
  const writer = await openWriter(folder);
  const name = OBJECT;
  let read = 0;
  const files = {
    ...nodeFiles,
    stream: (path: string) => {
      read += 1;
      return nodeFiles.stream(path);
    },
  };
  assert.deepEqual(await inspectObject({ store: writer.store, name, files }), { kind: 'absent' });
  const { publication } = await writer.publish(PARTITION, one);
  const { generation } = publication.object;
  assert.deepEqual(await inspectObject({ store: writer.store, name, publication, files }), {
    kind: 'same',
    generation,
  });
  assert.equal(read, 0);

  await utimes(join(folder, name), 1, 1);
  const touched = await inspectObject({ store: writer.store, name, publication, files });
  assert.equal(touched.kind, 'same');
  assert.equal(read, 1);
  const copy = workspace.folder();
  await cp(folder, copy, { recursive: true });
  const copied = await openWriter(copy);
  const known = copied.heads.get(PARTITION)?.published?.publication;
  assert.deepEqual(known, publication);
  const seen = await inspectObject({ store: copied.store, name, files, ...(known ? { publication: known } : {}) });
  assert.equal(seen.kind, 'same');
  assert.equal((await copied.publish(PARTITION, one)).unchanged, true, 'a copied lake stays done');

  await writeFile(join(folder, name), 'by hand');
  const altered = await inspectObject({ store: writer.store, name, publication, files });
  assert.equal(altered.kind, 'altered');
  assert.equal((await inspectObject({ store: writer.store, name, files })).kind, 'altered');
});
