import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { sha256 } from '../../src/base/hash.ts';
import type { Cache, CachedFile } from '../../src/base/ports/cache.ts';
import { type Files, MUTATING_FILE_CALLS } from '../../src/base/ports/files.ts';
import type { Log } from '../../src/base/ports/log.ts';
import { createLocalCache } from '../../src/runtime/local-cache.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';

const MINUTE = 60_000;

describe('the local cache', () => {
  let root: string;
  let folder: string;
  let warnings: string[];
  let now: number;
  let drawn = 0;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'lakeferry-cache-'));
    folder = join(root, 'cache');
    warnings = [];
    now = Date.now();
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const silent = (): void => {};
  const log: Log = {
    debug: silent,
    info: silent,
    warn: (message) => void warnings.push(message),
    error: silent,
    group: silent,
    progress: silent,
  };
  const clock = { now: () => now, sleep: async () => {}, random: () => (++drawn * 0.618033988749895) % 1 };
  const open = (changes: { maxBytes?: number; files?: Files } = {}): Cache =>
    createLocalCache({ folder, maxBytes: 1000, files: nodeFiles, clock, log, ...changes });

  async function file(content: string, name = 'raw'): Promise<CachedFile> {
    const path = join(root, `given-${++drawn}`);
    await writeFile(path, content);
    return { name, path, bytes: content.length, sha256: sha256(content) };
  }
  const entryFile = (key: string): string => join(folder, 'entries', `${sha256(key)}.json`);
  const blobFile = (content: string): string => join(folder, 'blobs', sha256(content));
  const missOf = (found: Awaited<ReturnType<Cache['restore']>>): string => ('miss' in found ? found.miss : 'a hit');

  it('gives back what was saved, when and with its record', async () => {
    const cache = open();
    assert.match(missOf(await cache.restore('k')), /nothing is cached/);
    const given = [await file('abc'), await file('defg', 'second')];
    await cache.save('k', given, { rows: 3 });
    const savedAt = now;
    now += 5000;
    for (const found of [await cache.restore('k'), await open().restore('k')]) {
      assert.ok('hit' in found);
      assert.equal(found.hit.key, 'k');
      assert.equal(found.hit.savedAt, savedAt);
      assert.deepEqual(found.hit.record, { rows: 3 });
      assert.deepEqual(
        found.hit.files.map(({ name, bytes }) => [name, bytes]),
        [
          ['raw', 3],
          ['second', 4],
        ],
      );
      assert.equal(await readFile(found.hit.files[1]!.path, 'utf8'), 'defg');
    }
    assert.equal(await readFile(given[0]!.path, 'utf8'), 'abc');
    assert.deepEqual(warnings, []);
  });

  it('keeps its bytes when the given file is removed or replaced, and takes a new version of a key', async () => {
    const cache = open();
    const given = await file('abc');
    await cache.save('k', [given], 1);
    await unlink(given.path);
    await cache.save('k', [await file('new')], 2);
    const found = await cache.restore('k');
    assert.ok('hit' in found);
    assert.equal(found.hit.record, 2);
    assert.equal(await readFile(found.hit.files[0]!.path, 'utf8'), 'new');
  });

  const damages: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['changed bytes', () => writeFile(blobFile('abc'), 'abX')],
    ['a file that is gone', () => unlink(blobFile('abc'))],
    [
      'a link to other bytes',
      async () => {
        await unlink(blobFile('abc'));
        await symlink(join(root, 'elsewhere'), blobFile('abc'));
        await writeFile(join(root, 'elsewhere'), 'xyz');
      },
    ],
    ['half of an entry', async () => writeFile(entryFile('k'), (await readFile(entryFile('k'))).subarray(0, 30))],
    ['bytes that are no text', () => writeFile(entryFile('k'), Buffer.from([0xff, 0xfe]))],
    ['another form', () => writeFile(entryFile('k'), '{"key":"k"}')],
    ['null', () => writeFile(entryFile('k'), 'null')],
    [
      "another key's entry",
      async () => writeFile(entryFile('k'), (await readFile(entryFile('k'), 'utf8')).replace('"k"', '"j"')),
    ],
    [
      'a path in the place of a checksum',
      async () =>
        writeFile(entryFile('k'), (await readFile(entryFile('k'), 'utf8')).replace(sha256('abc'), '../../given-1')),
    ],
  ];
  for (const [name, damage] of damages) {
    it(`takes ${name} for a miss with a reason, warns, and heals by saving again`, async () => {
      const cache = open();
      await cache.save('k', [await file('abc')], 1);
      await damage();
      assert.doesNotMatch(missOf(await cache.restore('k')), /^a hit|nothing is cached/);
      assert.equal(warnings.length, 1);
      assert.match(missOf(await cache.restore('k')), /nothing is cached/);
      await cache.save('k', [await file('abc')], 2);
      assert.ok('hit' in (await cache.restore('k')));
    });
  }

  it('lets the least recently used go when it is full', async () => {
    const cache = open({ maxBytes: 10 });
    for (const key of ['a', 'b', 'c']) {
      await cache.save(key, [await file(`${key}${key}${key}`)], key);
      now += 2 * MINUTE;
    }
    await cache.restore('a');
    now += 2 * MINUTE;
    await cache.save('d', [await file('dddd')], 'd');
    assert.match(missOf(await cache.restore('b')), /nothing/);
    for (const key of ['a', 'c', 'd']) assert.ok('hit' in (await cache.restore(key)), key);
    assert.deepEqual((await readdir(join(folder, 'blobs'))).length, 3);
  });

  it('does not take away what was handed out within the last minute', async () => {
    const cache = open({ maxBytes: 5 });
    await cache.save('a', [await file('aaa')], 1);
    await cache.save('b', [await file('bbb')], 1);
    assert.ok('hit' in (await cache.restore('a')));
    now += 2 * MINUTE;
    await cache.save('c', [await file('ccc')], 1);
    assert.deepEqual(await readdir(join(folder, 'entries')), [`${sha256('c')}.json`]);
  });

  it('keeps bytes that two entries share while one of them is there', async () => {
    const cache = open({ maxBytes: 6 });
    await cache.save('old', [await file('abc'), await file('1234')], 1);
    now += 2 * MINUTE;
    await cache.save('new', [await file('abc')], 1);
    assert.match(missOf(await cache.restore('old')), /nothing/);
    assert.ok('hit' in (await cache.restore('new')));
    assert.deepEqual(await readdir(join(folder, 'blobs')), [sha256('abc')]);
  });

  it('saves nothing that is larger than all of it', async () => {
    const cache = open({ maxBytes: 2 });
    await cache.save('k', [await file('abc')], 1);
    assert.match(missOf(await cache.restore('k')), /nothing/);
    assert.deepEqual(warnings, []);
  });

  it('copies where links cannot be made', async () => {
    const files = { ...nodeFiles, link: () => Promise.reject(Object.assign(new Error('EXDEV'), { code: 'EXDEV' })) };
    const cache = open({ files });
    await cache.save('k', [await file('abc')], 1);
    assert.ok('hit' in (await cache.restore('k')));
    assert.deepEqual(await readdir(join(folder, 'blobs')), [sha256('abc')]);
  });

  it('sweeps what a process that died left behind, but not what one may be writing', async () => {
    await open().save('k', [await file('abc')], 1);
    for (const name of ['entries/x.json.1-a.tmp', 'blobs/y.1-a.tmp', `blobs/${sha256('orphan')}`]) {
      await writeFile(join(folder, name), 'orphan');
    }
    await open().save('k', [await file('abc')], 1);
    assert.equal((await readdir(join(folder, 'blobs'))).length, 3);
    now += 2 * 60 * MINUTE;
    await open().save('k', [await file('abc')], 1);
    assert.deepEqual(await readdir(join(folder, 'blobs')), [sha256('abc')]);
    assert.deepEqual(await readdir(join(folder, 'entries')), [`${sha256('k')}.json`]);
  });

  it('looks through the folder when the limit may be passed, not at each save', async () => {
    let looks = 0;
    const files: Files = {
      ...nodeFiles,
      names: (path) => {
        looks += 1;
        return nodeFiles.names(path);
      },
    };
    const cache = open({ files });
    await cache.save('first', [await file('f'.repeat(100))], 1);
    const once = looks;
    assert.ok(once > 0);
    for (let k = 0; k < 9; k++) await cache.save(`${k}`, [await file(String(k).repeat(100))], 1);
    assert.equal(looks, once, 'nine times 100 bytes fit beside the first 100');
    now += 2 * MINUTE;
    await cache.save('last', [await file('l'.repeat(100))], 1);
    assert.equal(looks, 2 * once);
    assert.equal((await readdir(join(folder, 'entries'))).length, 10);
  });

  it('whatever call fails, a save costs a warning at most and a restore gives a miss or the right bytes', async () => {
    for (const call of [...MUTATING_FILE_CALLS, 'stat', 'read', 'names'] as const) {
      for (let failAt = 1; failAt <= 5; failAt++) {
        let left = failAt;
        const fail = async (name: string): Promise<void> => {
          if (name === call && --left === 0) throw Object.assign(new Error(`EIO: ${call}`), { code: 'EIO' });
        };
        const guarded =
          <A extends unknown[], R>(name: string, work: (...args: A) => Promise<R>) =>
          async (...args: A): Promise<R> => {
            await fail(name);
            return work(...args);
          };
        const files: Files = {
          ...nodeFiles,
          stat: guarded('stat', nodeFiles.stat),
          read: guarded('read', nodeFiles.read),
          names: guarded('names', nodeFiles.names),
          makeFolder: guarded('makeFolder', nodeFiles.makeFolder),
          link: guarded('link', nodeFiles.link),
          rename: guarded('rename', nodeFiles.rename),
          remove: guarded('remove', nodeFiles.remove),
          async create(path, options) {
            await fail('create');
            const made = await nodeFiles.create(path, options);
            return { ...made, write: guarded('write', made.write), sync: guarded('sync', made.sync) };
          },
        };
        const cache = open({ files, maxBytes: 6 });
        await cache.save('k', [await file('abc')], 1);
        await cache.save('j', [await file('def')], 1);
        for (const reader of [cache, open()]) {
          const found = await reader.restore('k');
          if ('hit' in found) assert.equal(await readFile(found.hit.files[0]!.path, 'utf8'), 'abc');
        }
        if (left > 0) break;
        await open().save('k', [await file('abc')], 2);
        assert.ok('hit' in (await open().restore('k')), `${call} ${failAt}`);
      }
    }
  });

  it('two at once agree', async () => {
    const [one, two] = [open({ maxBytes: 60 }), open({ maxBytes: 60 })];
    const work = async (cache: Cache): Promise<void> => {
      for (let round = 0; round < 30; round++) {
        const key = `k${round % 5}`;
        await cache.save(key, [await file(`content of ${key}`)], key);
        const found = await cache.restore(key);
        if ('hit' in found) assert.equal(await readFile(found.hit.files[0]!.path, 'utf8'), `content of ${key}`);
        now += 10_000;
      }
    };
    await Promise.all([work(one), work(two)]);
    assert.ok('hit' in (await open().restore('k4')));
  });
});
