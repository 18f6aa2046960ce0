import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { sha256 } from '../../src/base/hash.ts';
import type { CachedFile } from '../../src/base/ports/cache.ts';
import { entryFolder } from '../../src/runtime/github/cache-folder.ts';
import { prefixOf, revisionOf, serviceKey } from '../../src/runtime/github/cache-key.ts';
import type { Fault } from '../servers/results/faults.ts';
import type { TokenOptions } from '../servers/results/runtime-token.ts';
import { type ResultsServer, startResultsServer } from '../servers/results/server.ts';
import { Toolkit } from '../servers/toolkit.ts';
import { type Found, Job, Runner, type Step, withService } from './github-job.ts';
import { type Member, tarArchive } from './tar-archive.ts';

/** What a Zstandard frame begins with (RFC 8878, 3.1.1); the package packs so where it finds the program, else with gzip. */
const ZSTD_MAGIC = 0xfd2fb528;

let runner: Runner;
let toolkit: Toolkit;
let root = '';

before(async () => {
  runner = await Runner.start();
  toolkit = await Toolkit.start();
  root = await mkdtemp(join(tmpdir(), 'lakeferry-github-cache-'));
});

after(async () => {
  await runner.stop();
  await toolkit.stop();
  await rm(root, { recursive: true });
});

interface Place {
  server: ResultsServer;
  /** Somebody with the right to write puts other bytes into the place of each archive. */
  replaceBlobs(make: (old: Buffer) => Buffer): Promise<void>;
  /** A job of another run on the same repository. */
  job(options?: Partial<TokenOptions> & { on?: Runner }): Promise<Job>;
}

async function inPlace(use: (place: Place) => Promise<void>, faults: Fault[] = []): Promise<void> {
  const folder = await mkdtemp(join(root, 'state-'));
  const server = await startResultsServer({ folder, faults });
  let run = 0;
  try {
    await use({
      server,
      replaceBlobs: async (make) => {
        const whole = join(folder, 'blobs/whole');
        for (const name of await readdir(whole)) {
          if (name.endsWith('.type')) continue;
          await writeFile(join(whole, name), make(await readFile(join(whole, name))));
        }
      },
      job: ({ on = runner, ...token } = {}) => Job.open(on, root, server.environment({ run: String(++run), ...token })),
    });
  } finally {
    await server.close();
  }
}

function hitOf(found: Found) {
  assert.ok('hit' in found, JSON.stringify(found));
  return found.hit;
}

function missOf(found: Found): string {
  assert.ok('miss' in found, JSON.stringify(found));
  return found.miss;
}

const routesOf = (server: ResultsServer) => server.answered.map(({ route, status }) => `${route} ${status}`);

describe('the cache of GitHub', () => {
  test('gives to another job what one saved, when and with its record, and prints nothing', () =>
    inPlace(async ({ job }) => {
      const one = await job();
      const files = [await one.file('abc'), await one.file('defg', 'clean.arrows')];
      const saved = await one.do([{ do: 'save', key: 'k', files, record: { rows: 3 } }]);
      assert.deepEqual(saved.log, []);
      assert.deepEqual(await readdir(join(one.workspace, '.lakeferry/cache')), [], 'the packed folder is gone');
      assert.equal(await readFile(files[0]!.path, 'utf8'), 'abc', 'what was given stays');
      const two = await job();
      const { found, log, printed } = await two.restore('k');
      const hit = hitOf(found);
      assert.deepEqual([hit.key, hit.record], ['k', { rows: 3 }]);
      assert.ok(Math.abs(hit.savedAt - Date.now()) < 60_000);
      assert.deepEqual(
        hit.files.map(({ name, bytes, sha256: sum }) => [name, bytes, sum]),
        [
          ['raw', 3, sha256('abc')],
          ['clean.arrows', 4, sha256('defg')],
        ],
      );
      for (const file of hit.files) {
        assert.equal(sha256(await readFile(file.path)), file.sha256);
        assert.ok(file.path.startsWith(two.workspace));
      }
      assert.deepEqual([log, printed, saved.printed], [[], '', '']);
    }));

  test('looks before it downloads, and asks nothing where an earlier step of the job has restored', () =>
    inPlace(async ({ job, server }) => {
      await (await job()).save('k');
      const two = await job();
      const first = hitOf((await two.restore('k')).found);
      assert.deepEqual(routesOf(server).slice(3), [
        'GetCacheEntryDownloadURL 200',
        'GetCacheEntryDownloadURL 200',
        'get-blob 200',
      ]);
      const asked = server.answered.length;
      assert.deepEqual(hitOf((await two.restore('k')).found), first);
      assert.equal(server.answered.length, asked);
      assert.equal(missOf((await two.restore('other')).found), 'nothing is cached for this key');
      assert.equal(server.answered.length, asked + 1, 'a miss is one question');
    }));

  test('takes nothing away that a hit handed out, though the same key is saved again', () =>
    inPlace(async ({ job, server }) => {
      await (await job()).save('k', 'abc');
      const two = await job();
      const [file] = hitOf((await two.restore('k')).found).files;
      const asked = server.answered.length;
      assert.deepEqual((await two.save('k', 'changed')).log, []);
      assert.equal(server.answered.length, asked + 3, 'saved');
      assert.equal(await readFile(file!.path, 'utf8'), 'abc');
      const there = await readdir(join(two.workspace, '.lakeferry/cache'));
      assert.deepEqual(there, [basename(entryFolder('k'))], 'nothing else is left');
      const same = await two.save('k', 'abc');
      assert.deepEqual(same.log, ["debug: not cached: GitHub's cache holds the same already"]);
      assert.equal(server.answered.length, asked + 3);
    }));

  test('an entry that would not do is followed by a newer one, which every later job gets', () =>
    inPlace(async ({ job }) => {
      const contentOf = async (by: Job) => {
        const [file] = hitOf((await by.restore('k')).found).files;
        return readFile(file!.path, 'utf8');
      };
      const restoreAndSave = async (content: string) => {
        const by = await job();
        const files = [await by.file(content)];
        const steps: Step[] = [
          { do: 'restore', key: 'k' },
          { do: 'save', key: 'k', files, record: content },
        ];
        assert.deepEqual((await by.do(steps)).log, []);
      };
      await (await job()).save('k', 'abc');
      await restoreAndSave('changed');
      assert.equal(await contentOf(await job()), 'changed');
      // Back again, and the same once more: another ETag, or too old.
      await restoreAndSave('abc');
      assert.equal(await contentOf(await job()), 'abc');
      const before = Date.now();
      await restoreAndSave('abc');
      assert.ok(hitOf((await (await job()).restore('k')).found).savedAt >= before);
    }));

  test('a damaged entry is followed by a sound one', () =>
    inPlace(async ({ job, replaceBlobs }) => {
      await (await job()).save('k', 'abc');
      await replaceBlobs(() => Buffer.from('no archive'));
      const two = await job();
      const files = [await two.file('abc')];
      const { results } = await two.do([
        { do: 'restore', key: 'k' },
        { do: 'save', key: 'k', files, record: 1 },
      ]);
      missOf(results[0] as Found);
      hitOf((await (await job()).restore('k')).found);
    }));

  test('an entry under the name of another revision of its key is no hit', () =>
    inPlace(async ({ job, server, replaceBlobs }) => {
      await (await job()).save('k', 'abc');
      const planted = await job();
      await mkdir(join(planted.workspace, entryFolder('k')), { recursive: true });
      await writeFile(join(planted.workspace, entryFolder('k'), 'raw'), 'x');
      await toolkit.ask(planted.workspace, server.environment({ run: '9' }), {
        do: 'save',
        paths: [entryFolder('k')],
        key: serviceKey('k', revisionOf({ files: [await planted.file('other')], after: undefined })),
      });
      let first: Buffer | undefined;
      await replaceBlobs((old) => {
        first = first === undefined || old.length > first.length ? old : first;
        return old;
      });
      await replaceBlobs(() => first as Buffer);
      const { found, log } = await (await job()).restore('k');
      assert.match(missOf(found), /not the one that its name tells/);
      assert.equal(log.length, 1);
    }));

  test('leaves the results of every dataset alone, whatever its name', () =>
    inPlace(async ({ job, replaceBlobs }) => {
      await (await job()).save('k');
      const two = await job();
      const results = join(two.workspace, '.lakeferry/stray/run/results.json');
      await mkdir(dirname(results), { recursive: true });
      await writeFile(results, '{}');
      hitOf((await two.restore('k')).found);
      await replaceBlobs(() => Buffer.from('no archive'));
      await rm(join(two.workspace, entryFolder('k')), { recursive: true });
      missOf((await two.restore('k')).found);
      assert.equal(await readFile(results, 'utf8'), '{}');
    }));

  test('replaces what a crash left in the folder of the key', () =>
    inPlace(async ({ job }) => {
      const one = await job();
      await mkdir(join(one.workspace, entryFolder('k')), { recursive: true });
      await writeFile(join(one.workspace, entryFolder('k'), 'raw'), 'half');
      assert.deepEqual((await one.save('k')).log, []);
      hitOf((await (await job()).restore('k')).found);
    }));

  test('packs two names of one file as two files', () =>
    inPlace(async ({ job }) => {
      const one = await job();
      const file = await one.file('abc');
      await one.do([{ do: 'save', key: 'k', files: [file, { ...file, name: 'same' }], record: null }]);
      const hit = hitOf((await (await job()).restore('k')).found);
      assert.deepEqual(
        hit.files.map(({ name }) => name),
        ['raw', 'same'],
      );
    }));

  test('saves nothing above cache_max, and says so to the debug log alone', () =>
    inPlace(async ({ job, server }) => {
      const one = await job();
      const files = [await one.file('abc')];
      const step = { do: 'save', key: 'k', files, record: 1 } as const;
      assert.match((await one.do([step], { maxBytes: 2 })).log.join(), /^debug: not cached: 3 bytes/);
      assert.deepEqual(server.answered, []);
      await one.do([step], { maxBytes: 3 });
      assert.equal(server.answered.length, 3);
    }));

  test('refuses names that are no plain ones before anything is asked', () =>
    inPlace(async ({ job, server }) => {
      for (const name of ['../raw', 'a/b', '.raw', 'manifest.json', '']) {
        const one = await job();
        const files = [{ ...(await one.file('abc')), name }];
        const { log } = await one.do([{ do: 'save', key: 'k', files, record: 1 }]);
        assert.match(log.join(), /^warning: not cached: /, name);
      }
      assert.deepEqual(server.answered, []);
    }));

  test('where the working directory is not the workspace it restores, and saves nothing: one line', () =>
    inPlace(async ({ job, server }) => {
      await (await job()).save('k');
      const two = await job();
      const save = (key: string, files: CachedFile[]) => ({ do: 'save', key, files, record: 1 }) as const;
      const files = [await two.file('abc')];
      const asked = server.answered.length;
      const { log, results } = await two.do([{ do: 'restore', key: 'k' }, save('a', files), save('b', files)], {
        folder: root,
      });
      hitOf(results[0] as Found);
      assert.deepEqual(log, [
        "info: nothing is saved to GitHub's cache: the working directory is not GITHUB_WORKSPACE",
      ]);
      assert.equal(server.answered.length, asked + 3);
    }));

  test('an entry whose key only begins with the key is never a hit, and is not downloaded', () =>
    inPlace(async ({ job, server }) => {
      const one = await job();
      await mkdir(join(one.workspace, entryFolder('k')), { recursive: true });
      await writeFile(join(one.workspace, entryFolder('k'), 'raw'), 'planted');
      await toolkit.ask(one.workspace, server.environment({ run: '9' }), {
        do: 'save',
        paths: [entryFolder('k')],
        key: `${prefixOf('k')}x`,
      });
      const { found, log } = await (await job()).restore('k');
      assert.match(missOf(found), /that of another key/);
      assert.equal(log.length, 1);
      assert.ok(!routesOf(server).includes('get-blob 200'));
    }));

  describe('C-1: what is not what its manifest says', () => {
    const manifest = (change: Record<string, unknown> = {}, name = 'raw') =>
      JSON.stringify({
        format: 2,
        key: 'k',
        savedAt: 1,
        record: null,
        files: [{ name, bytes: 3, sha256: sha256('abc') }],
        ...change,
      });
    const inside = entryFolder('k');
    const sound: Member[] = [
      { name: `${inside}/manifest.json`, content: manifest() },
      { name: `${inside}/raw`, content: 'abc' },
    ];
    const withManifest = (content: string): Member[] => [{ name: `${inside}/manifest.json`, content }, sound[1]!];
    /** `{}` in a name or link stands for a folder outside of the workspace. */
    const cases: Record<string, Member[]> = {
      'changed bytes': [sound[0]!, { name: `${inside}/raw`, content: 'abX' }],
      'more bytes': [sound[0]!, { name: `${inside}/raw`, content: 'abcd' }],
      'no manifest': [sound[1]!],
      'a manifest of another format': withManifest(manifest({ format: 1 })),
      'a manifest of another key': withManifest(manifest({ key: 'j' })),
      'a manifest that follows a number': withManifest(manifest({ after: 1 })),
      'a manifest of another revision': withManifest(manifest({ after: 'x' })),
      'a manifest that is no JSON': withManifest('{'),
      'a manifest that is null': withManifest('null'),
      'a manifest without files': withManifest(manifest({ files: undefined })),
      'a manifest without a time': withManifest(manifest({ savedAt: '1' })),
      'a missing file': [sound[0]!],
      'an extra file': [...sound, { name: `${inside}/more`, content: 'x' }],
      'an extra folder': [...sound, { name: `${inside}/more/x`, content: 'x' }],
      'a name with ../': withManifest(manifest({}, '../raw')),
      'an absolute name': withManifest(manifest({}, '/etc/hostname')),
      'a name that is no text': withManifest(manifest({ files: [{ name: 1, bytes: 3, sha256: sha256('abc') }] })),
      'the name of the manifest': withManifest(manifest({}, 'manifest.json')),
      'a name twice': withManifest(
        manifest({ files: ['raw', 'RAW'].map((name) => ({ name, bytes: 3, sha256: sha256('abc') })) }),
      ),
      'a checksum that is none': withManifest(manifest({ files: [{ name: 'raw', bytes: 3, sha256: '../raw' }] })),
      'a symbolic link': [sound[0]!, { name: `${inside}/raw`, to: '{}/secret', kind: 'symbolic-link' }],
      'a hard link': [sound[0]!, { name: `${inside}/raw`, to: '{}/secret', kind: 'hard-link' }],
      'a link in the place of the folder': [
        { name: inside, to: '{}', kind: 'symbolic-link' },
        { name: `${inside}/raw`, content: 'abc' },
      ],
      'a member behind a link': [
        ...sound,
        { name: `${inside}/l`, to: '{}', kind: 'symbolic-link' },
        { name: `${inside}/l/planted`, content: 'x' },
      ],
      'a member with ../': [...sound, { name: `../{up}/planted`, content: 'x' }],
      'a member with ../ within': [...sound, { name: `${inside}/../../../../{up}/planted`, content: 'x' }],
      'an absolute member': [...sound, { name: '{}/planted', content: 'x' }],
      'a member of the workspace': [...sound, { name: 'pipeline.yml', content: 'x' }],
      'no archive': [],
    };
    for (const [name, members] of Object.entries(cases)) {
      // A member that climbs is left out by tar, and what is left of the entry is whole.
      const isHit = /with \.\.\/( within)?$/.test(name) && name.startsWith('a member');
      test(`C-1: ${name}: ${isHit ? 'left out' : 'a miss and a warning'}, and nothing outside`, () =>
        inPlace(async ({ job, replaceBlobs }) => {
          await (await job()).save('k');
          const outside = await mkdtemp(join(root, 'outside-'));
          await writeFile(join(outside, 'secret'), 'abc');
          const place = (text: string) => text.replace('{}', outside).replace('{up}', basename(outside));
          const archive =
            members.length === 0
              ? Buffer.from('no archive')
              : tarArchive(members.map((each) => ({ ...each, name: place(each.name), to: place(each.to ?? '') })));
          await replaceBlobs((old) => (old.readUInt32LE(0) === ZSTD_MAGIC ? zstdCompressSync : gzipSync)(archive));
          const two = await job();
          await writeFile(join(two.workspace, 'pipeline.yml'), 'mine');
          const { found, log, printed } = await two.restore('k');
          if (isHit) hitOf(found);
          else {
            assert.doesNotMatch(missOf(found), /nothing is cached/);
            assert.equal(log.filter((line) => line.startsWith('warning: ')).length, 1, log.join('\n'));
            assert.ok(!(await readdir(join(two.workspace, '.lakeferry/cache')).catch(() => [])).length, 'removed');
          }
          assert.equal(printed, '');
          assert.deepEqual(await readdir(outside), ['secret']);
          assert.equal(await readFile(join(outside, 'secret'), 'utf8'), 'abc');
          assert.equal(await readFile(join(two.workspace, 'pipeline.yml'), 'utf8'), 'mine');
          const there = (await readdir(two.workspace)).filter((each) => each !== '.lakeferry').sort();
          assert.deepEqual(there, ['.tmp', 'pipeline.yml']);
        }));
    }

    test('C-1: a link that the workspace itself holds in the way', () =>
      inPlace(async ({ job }) => {
        await (await job()).save('k');
        const two = await job();
        const outside = await mkdtemp(join(root, 'outside-'));
        await symlink(outside, join(two.workspace, '.lakeferry'));
        assert.match(missOf((await two.restore('k')).found), /behind a link/);
        assert.match((await two.save('j')).log.join(), /a link leads/);
      }));
  });

  test('another key is another entry, and one that differs in its last character too', () =>
    inPlace(async ({ job }) => {
      await (await job()).save('key-1', 'one');
      await (await job()).save('key-2', 'two');
      const two = await job();
      for (const [key, text] of [
        ['key-1', 'one'],
        ['key-2', 'two'],
      ] as const) {
        const [file] = hitOf((await two.restore(key)).found).files;
        assert.equal(await readFile(file!.path, 'utf8'), text);
      }
      assert.equal(missOf((await two.restore('key-')).found), 'nothing is cached for this key');
    }));

  test('C-4: two jobs that save the same key at once both succeed, and one entry is there', async () => {
    const other = await Runner.start();
    try {
      await inPlace(async ({ job, server }) => {
        const jobs = [await job(), await job({ on: other })];
        const outcomes = await Promise.all(jobs.map((each) => each.save('k', 'abc')));
        const debug = 'debug: not cached: another job has just saved the same';
        for (const { log, printed } of outcomes) {
          assert.ok(log.length === 0 || (log.length === 1 && log[0] === debug), log.join('\n'));
          assert.equal(printed, '');
        }
        hitOf((await (await job()).restore('k')).found);
        const third = await (await job()).save('k', 'abc');
        assert.deepEqual(third.log, [debug], 'and so does one that comes later');
        assert.equal(server.answered.at(-1)?.status, 409);
      });
    } finally {
      await other.stop();
    }
  });

  describe('C-5: a service that is out of order or refuses', () => {
    const warned = (log: readonly string[]) => log.filter((line) => line.startsWith('warning: '));

    for (const [name, answer] of [
      ['500', 500],
      ['503', 503],
      ['a broken connection', 'reset'],
    ] as const) {
      test(`C-5: ${name} at the first question: one warning, and the cache is left alone`, () =>
        inPlace(
          async ({ job, server }) => {
            const one = await job();
            const files = [await one.file('abc')];
            const { log, results, printed } = await one.do([
              { do: 'together', steps: ['a', 'b'].map((key) => ({ do: 'restore', key })) },
              { do: 'restore', key: 'c' },
              { do: 'save', key: 'c', files, record: 1 },
            ]);
            for (const found of [...(results[0] as Found[]), results[1] as Found]) {
              assert.match(missOf(found), /GitHub's cache is out of order/);
            }
            assert.equal(warned(log).length, 1, log.join('\n'));
            assert.equal(log.length, 1);
            assert.equal(printed, '');
            assert.ok(server.answered.every(({ route }) => route === 'GetCacheEntryDownloadURL'));
            assert.ok(server.answered.length <= 4, 'no five tries');
          },
          [{ route: 'GetCacheEntryDownloadURL', answer }],
        ));
    }

    for (const route of ['CreateCacheEntry', 'put-blob', 'FinalizeCacheEntryUpload'] as const) {
      for (const answer of [503, 'reset'] as const) {
        test(`C-5: ${route} ${answer}: the save costs one warning`, () =>
          inPlace(
            async ({ job }) => {
              const one = await job();
              const { log, results, printed } = await one.do([
                { do: 'save', key: 'a', files: [await one.file('abc')], record: 1 },
                { do: 'save', key: 'b', files: [await one.file('abc')], record: 1 },
              ]);
              assert.deepEqual(results, [null, null]);
              assert.equal(warned(log).length, 1, log.join('\n'));
              assert.equal(log.length, 1);
              assert.equal(printed, '');
              assert.deepEqual(await readdir(join(one.workspace, '.lakeferry/cache')), []);
            },
            [{ route, answer }],
          ));
      }
    }

    test('C-5: one try that fails is no outage', () =>
      inPlace(
        async ({ job }) => {
          assert.deepEqual((await (await job()).save('k')).log, []);
          const { found, log } = await (await job()).restore('k');
          hitOf(found);
          assert.deepEqual(log, []);
        },
        [
          { route: 'CreateCacheEntry', answer: 503, times: 1 },
          { route: 'GetCacheEntryDownloadURL', answer: 503, times: 1 },
        ],
      ));

    for (const [name, answer] of [
      ['is gone', 'evict'],
      ['cannot be downloaded', 503],
    ] as const) {
      test(`C-5: an entry whose bytes are ${name}: a miss and one warning`, () =>
        inPlace(
          async ({ job }) => {
            await (await job()).save('k');
            const two = await job();
            const { found, log, printed } = await two.restore('k');
            assert.doesNotMatch(missOf(found), /nothing is cached/);
            assert.equal(log.length, 1, log.join('\n'));
            assert.equal(warned(log).length, 1);
            assert.equal(printed, '');
            assert.doesNotMatch(log.join(), /sig=/);
          },
          [{ route: 'get-blob', answer }],
        ));
    }

    test('C-5: an evicted entry is a plain miss', () =>
      inPlace(
        async ({ job }) => {
          await (await job()).save('k');
          const { found, log } = await (await job()).restore('k');
          assert.equal(missOf(found), 'nothing is cached for this key');
          assert.deepEqual(log, []);
        },
        [{ route: 'GetCacheEntryDownloadURL', answer: 'evict' }],
      ));

    test('C-5: an entry that is evicted between question and download is a miss', () =>
      inPlace(
        async ({ job }) => {
          await (await job()).save('k');
          const { found, log } = await (await job()).restore('k');
          assert.match(missOf(found), /has just gone/);
          assert.deepEqual(log, []);
        },
        [{ route: 'GetCacheEntryDownloadURL', answer: 'evict', after: 1 }],
      ));

    test('C-5: a token that may only read: restores, and one line for all saves', () =>
      inPlace(async ({ job, server }) => {
        await (await job()).save('k');
        const two = await job({ cache: 'read' });
        const files = [await two.file('abc')];
        const { log, results } = await two.do([
          { do: 'restore', key: 'k' },
          { do: 'save', key: 'a', files, record: 1 },
          { do: 'save', key: 'b', files, record: 1 },
        ]);
        hitOf(results[0] as Found);
        assert.equal(log.length, 1, log.join('\n'));
        assert.match(log[0]!, /^info: nothing is saved to GitHub's cache: .*cache write denied/);
        assert.equal(routesOf(server).filter((route) => route.startsWith('CreateCacheEntry')).length, 2);
      }));

    test('C-5: a token that may not even read: one warning, and nothing more is asked', () =>
      inPlace(async ({ job, server }) => {
        const one = await job({ cache: 'none' });
        const { log, results } = await one.do(['a', 'b'].map((key) => ({ do: 'restore', key }) as const));
        assert.match(missOf(results[0] as Found), /cache read denied/);
        assert.equal(log.length, 1, log.join('\n'));
        assert.equal(server.answered.length, 1);
      }));

    for (const [mode, reads, writes] of [
      ['none', false, false],
      ['read', true, false],
      ['write-only', false, true],
      [' Write ', true, true],
      ['a mode of tomorrow', true, true],
    ] as const) {
      test(`C-5: ACTIONS_CACHE_MODE=${mode} is kept to`, () =>
        inPlace(async ({ job, server }) => {
          await (await job()).save('k');
          const two = await job();
          const asked = server.answered.length;
          const files = [await two.file('abc')];
          const steps: Step[] = [
            { do: 'restore', key: 'k' },
            { do: 'save', key: 'j', files, record: 1 },
            { do: 'save', key: 'i', files, record: 1 },
          ];
          const { log, results } = await two.do(steps, { environment: { ACTIONS_CACHE_MODE: mode } });
          if (reads) hitOf(results[0] as Found);
          else assert.equal(missOf(results[0] as Found), `cache-mode is ${mode}`);
          assert.deepEqual(log, writes ? [] : [`info: nothing is saved to GitHub's cache: cache-mode is ${mode}`]);
          assert.equal(server.answered.length - asked, (reads ? 3 : 0) + (writes ? 6 : 0));
        }));
    }

    test('C-5: quota: one line with the words of the service', () =>
      withService(
        (_, response) => response.writeHead(429).end(JSON.stringify({ code: 'x', msg: 'insufficient usage' })),
        async (environment) => {
          const one = await Job.open(runner, root, environment);
          const files = [await one.file('abc')];
          const { log, printed } = await one.do(
            ['a', 'b'].map((key) => ({ do: 'save', key, files, record: 1 }) as const),
          );
          assert.equal(log.length, 1, log.join('\n'));
          assert.match(log[0]!, /quota/);
          assert.equal(printed, '');
        },
      ));

    test('C-5: a refusal in words of the service: one line with them', () =>
      withService(
        (_, response) => response.end(JSON.stringify({ ok: false, message: 'the budget is spent' })),
        async (environment) => {
          const one = await Job.open(runner, root, environment);
          const files = [await one.file('abc')];
          const { log } = await one.do(['a', 'b'].map((key) => ({ do: 'save', key, files, record: 1 }) as const));
          assert.deepEqual(log, ["info: nothing is saved to GitHub's cache: the budget is spent"]);
        },
      ));

    test('C-5: a service that never answers is given up at the deadline', () =>
      withService(
        () => {},
        async (environment) => {
          const one = await Job.open(runner, root, environment);
          const { log, results } = await one.do([{ do: 'restore', key: 'k' }], { impatient: true });
          assert.match(missOf(results[0] as Found), /took longer than 10/);
          assert.equal(log.length, 1);
        },
      ));

    test('C-5: no service at that address', async () => {
      const environment = await withService(
        () => {},
        async (gone) => gone,
      );
      const one = await Job.open(runner, root, environment);
      const { log, results, printed } = await one.do([
        { do: 'restore', key: 'k' },
        { do: 'save', key: 'k', files: [await one.file('abc')], record: 1 },
      ]);
      assert.match(missOf(results[0] as Found), /ECONNREFUSED/);
      assert.equal(log.length, 1);
      assert.equal(printed, '');
    });
  });
});
