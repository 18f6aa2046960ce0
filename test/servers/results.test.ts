import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Blobs } from './results/blobs.ts';
import type { Fault } from './results/faults.ts';
import { FaultScript } from './results/faults.ts';
import { makeRuntimeToken, readRuntimeToken, type TokenOptions } from './results/runtime-token.ts';
import { type ResultsServer, startResultsServer } from './results/server.ts';
import { type Request, Toolkit } from './toolkit.ts';

const MIB = 2 ** 20;

let toolkit: Toolkit;
let root = '';

before(async () => {
  toolkit = await Toolkit.start();
  root = await mkdtemp(join(tmpdir(), 'lakeferry-results-'));
});

after(async () => {
  await toolkit.stop();
  await rm(root, { recursive: true });
});

/** A server on a state folder, and workspaces whose files the requests speak of. */
interface Place {
  server: ResultsServer;
  folder: string;
  ask(request: Request, options?: Partial<TokenOptions> & { workspace?: string }): ReturnType<Toolkit['ask']>;
  write(name: string, content: Uint8Array | string): Promise<void>;
  /** A fresh workspace, as the next job has. */
  workspace(): Promise<string>;
}

async function inPlace(use: (place: Place) => Promise<void>, faults: Fault[] = [], state?: string): Promise<void> {
  const folder = state ?? (await mkdtemp(join(root, 'state-')));
  const first = await mkdtemp(join(root, 'job-'));
  const server = await startResultsServer({ folder, faults });
  try {
    await use({
      server,
      folder,
      ask: (request, { workspace = first, ...token } = {}) =>
        toolkit.ask(workspace, server.environment({ run: '1', ...token }), request),
      write: async (name, content) => {
        await mkdir(join(first, name, '..'), { recursive: true });
        await writeFile(join(first, name), content);
      },
      workspace: () => mkdtemp(join(root, 'job-')),
    });
  } finally {
    await server.close();
  }
}

const routesOf = (server: ResultsServer) => server.answered.map(({ route, status }) => `${route} ${status}`);

describe('cache', () => {
  test('what is saved is restored in another workspace, by its exact key', () =>
    inPlace(async ({ ask, write, workspace, server }) => {
      await write('data/a.txt', 'first');
      const saved = await ask({ do: 'save', paths: ['data'], key: 'k-1' });
      assert.equal(saved.value, 1, saved.log);
      const next = await workspace();
      const restored = await ask({ do: 'restore', paths: ['data'], key: 'k-1' }, { workspace: next, run: '2' });
      assert.equal(restored.value, 'k-1');
      assert.equal(await readFile(join(next, 'data/a.txt'), 'utf8'), 'first');
      assert.deepEqual(routesOf(server), [
        'CreateCacheEntry 200',
        'put-blob 201',
        'FinalizeCacheEntryUpload 200',
        'GetCacheEntryDownloadURL 200',
        'get-blob 200',
      ]);
    }));

  test('a key is given out once: the second save is refused with 409 and the first content stays', () =>
    inPlace(async ({ ask, write, workspace, server }) => {
      await write('data/a.txt', 'first');
      await ask({ do: 'save', paths: ['data'], key: 'k' });
      await write('data/a.txt', 'second');
      const again = await ask({ do: 'save', paths: ['data'], key: 'k' });
      assert.equal(again.value, -1);
      assert.match(again.log, /another job may be creating this cache/);
      assert.equal(server.answered.at(-1)?.status, 409);
      const next = await workspace();
      await ask({ do: 'restore', paths: ['data'], key: 'k' }, { workspace: next });
      assert.equal(await readFile(join(next, 'data/a.txt'), 'utf8'), 'first');
    }));

  test('keys match by prefix, the first key too; whole before prefix, newest before older, other paths never', () =>
    inPlace(async ({ ask, write, workspace }) => {
      for (const [key, text] of [
        ['m-2021-01', 'old'],
        ['m-2021-01-b', 'new'],
        ['n', 'other'],
      ] as const) {
        await write('data/a.txt', text);
        await ask({ do: 'save', paths: ['data'], key });
      }
      const found = async (key: string, restoreKeys: string[] = [], paths = ['data']) => {
        const request: Request = { do: 'restore', paths, key, restoreKeys, lookupOnly: true };
        return (await ask(request, { workspace: await workspace() })).value;
      };
      assert.equal(await found('m-2021-01'), 'm-2021-01', 'whole before newer prefix');
      assert.equal(await found('m-2021'), 'm-2021-01-b', 'newest of the prefixes');
      assert.equal(await found('absent', ['also-absent', 'n', 'm-']), 'n', 'restore keys in their order');
      assert.equal(await found('absent'), undefined);
      assert.equal(await found('m-2021-01', [], ['data/']), undefined, 'the paths are part of the version');
    }));

  test('lookupOnly asks and does not download', () =>
    inPlace(async ({ ask, write, workspace, server }) => {
      await write('data/a.txt', 'x');
      await ask({ do: 'save', paths: ['data'], key: 'k' });
      const next = await workspace();
      const looked = await ask({ do: 'restore', paths: ['data'], key: 'k', lookupOnly: true }, { workspace: next });
      assert.equal(looked.value, 'k');
      assert.equal(server.answered.filter(({ route }) => route === 'get-blob').length, 0);
      assert.ok(!(await readdir(next)).includes('data'));
    }));

  test('an archive over 128 MiB goes up in blocks and comes back whole', () =>
    inPlace(async ({ ask, write, workspace, server }) => {
      const bytes = randomBytes(130 * MIB);
      await write('data/big.bin', bytes);
      assert.equal((await ask({ do: 'save', paths: ['data'], key: 'big' })).value, 1);
      assert.equal(
        server.answered.filter(({ route }) => route === 'put-blob').length,
        4,
        'three blocks and their list',
      );
      const next = await workspace();
      assert.equal((await ask({ do: 'restore', paths: ['data'], key: 'big' }, { workspace: next })).value, 'big');
      assert.ok(bytes.equals(await readFile(join(next, 'data/big.bin'))));
    }));

  test('entries outlive the server', async () => {
    const state = await mkdtemp(join(root, 'state-'));
    await inPlace(
      async ({ ask, write }) => {
        await write('data/a.txt', 'kept');
        await ask({ do: 'save', paths: ['data'], key: 'k' });
      },
      [],
      state,
    );
    await inPlace(
      async ({ ask, workspace, write }) => {
        const next = await workspace();
        assert.equal((await ask({ do: 'restore', paths: ['data'], key: 'k' }, { workspace: next })).value, 'k');
        assert.equal(await readFile(join(next, 'data/a.txt'), 'utf8'), 'kept');
        await write('data/a.txt', 'x');
        assert.equal((await ask({ do: 'save', paths: ['data'], key: 'k' })).value, -1, 'still taken');
      },
      [],
      state,
    );
  });

  test('5xx for good: a restore is a miss, a save is -1, and neither throws', () =>
    inPlace(
      async ({ ask, write, server }) => {
        await write('data/a.txt', 'x');
        const saved = await ask({ do: 'save', paths: ['data'], key: 'k' });
        assert.equal(saved.value, -1);
        assert.match(saved.log, /Failed to save/);
        const restored = await ask({ do: 'restore', paths: ['data'], key: 'k' });
        assert.deepEqual([restored.value, restored.error], [undefined, undefined]);
        assert.match(restored.log, /::warning::Failed to restore/);
        assert.deepEqual(routesOf(server), [
          ...Array<string>(5).fill('CreateCacheEntry 503'),
          ...Array<string>(5).fill('GetCacheEntryDownloadURL 500'),
        ]);
      },
      [
        { route: 'CreateCacheEntry', answer: 503 },
        { route: 'GetCacheEntryDownloadURL', answer: 500 },
      ],
    ));

  test('5xx once, at every route: the client tries again and succeeds', () =>
    inPlace(
      async ({ ask, write, workspace }) => {
        await write('data/a.txt', 'x');
        assert.equal((await ask({ do: 'save', paths: ['data'], key: 'k' })).value, 1);
        const next = await workspace();
        assert.equal((await ask({ do: 'restore', paths: ['data'], key: 'k' }, { workspace: next })).value, 'k');
        assert.equal(await readFile(join(next, 'data/a.txt'), 'utf8'), 'x');
      },
      (
        ['CreateCacheEntry', 'put-blob', 'FinalizeCacheEntryUpload', 'GetCacheEntryDownloadURL', 'get-blob'] as const
      ).map((route) => ({ route, answer: 503, times: 1 })),
    ));

  test('a broken connection is a miss and a failed save', () =>
    inPlace(
      async ({ ask, write, server }) => {
        await write('data/a.txt', 'x');
        assert.equal((await ask({ do: 'save', paths: ['data'], key: 'k' })).value, -1);
        const restored = await ask({ do: 'restore', paths: ['data'], key: 'k' });
        assert.equal(restored.value, undefined);
        assert.match(restored.log, /ECONNRESET/);
        assert.deepEqual(routesOf(server), ['CreateCacheEntry 0', 'GetCacheEntryDownloadURL 0']);
      },
      [
        { route: 'CreateCacheEntry', answer: 'reset' },
        { route: 'GetCacheEntryDownloadURL', answer: 'reset' },
      ],
    ));

  test('an upload that dies half way leaves no entry', () =>
    inPlace(
      async ({ ask, write }) => {
        await write('data/a.txt', 'x');
        assert.equal((await ask({ do: 'save', paths: ['data'], key: 'k' })).value, -1);
        assert.equal((await ask({ do: 'restore', paths: ['data'], key: 'k' })).value, undefined);
      },
      [{ route: 'put-blob', answer: 403 }],
    ));

  test('an evicted entry is a miss; evicted bytes are a miss with a warning', () =>
    inPlace(
      async ({ ask, write, workspace }) => {
        await write('data/a.txt', 'x');
        await ask({ do: 'save', paths: ['data'], key: 'k' });
        const bytes = await ask({ do: 'restore', paths: ['data'], key: 'k' }, { workspace: await workspace() });
        assert.equal(bytes.value, undefined);
        assert.match(bytes.log, /::warning::Failed to restore/);
        const entry = await ask({ do: 'restore', paths: ['data'], key: 'k' }, { workspace: await workspace() });
        assert.equal(entry.value, undefined);
        assert.doesNotMatch(entry.log, /warning|error/);
        assert.equal((await ask({ do: 'save', paths: ['data'], key: 'k' })).value, 2, 'the key is free again');
      },
      [
        { route: 'get-blob', answer: 'evict', times: 1 },
        { route: 'GetCacheEntryDownloadURL', answer: 'evict', after: 1, times: 1 },
      ],
    ));

  test('a token that only reads restores and does not save; one without rights does neither', () =>
    inPlace(async ({ ask, write, workspace }) => {
      await write('data/a.txt', 'x');
      await ask({ do: 'save', paths: ['data'], key: 'k' });
      const denied = await ask({ do: 'save', paths: ['data'], key: 'k-2' }, { cache: 'read' });
      assert.equal(denied.value, -1);
      assert.match(denied.log, /::warning::.*cache write denied/);
      const restore: Request = { do: 'restore', paths: ['data'], key: 'k' };
      assert.equal((await ask(restore, { cache: 'read', workspace: await workspace() })).value, 'k');
      const blind = await ask(restore, { cache: 'none', workspace: await workspace() });
      assert.equal(blind.value, undefined);
      assert.match(blind.log, /::warning::.*cache read denied/);
    }));

  test('deny answers so to any token, for as many requests as the script says', () =>
    inPlace(
      async ({ ask, write }) => {
        await write('data/a.txt', 'x');
        const save: Request = { do: 'save', paths: ['data'], key: 'k' };
        assert.match((await ask(save)).log, /cache write denied/);
        assert.equal((await ask(save)).value, 1);
        assert.match((await ask({ do: 'restore', paths: ['data'], key: 'k' })).log, /cache read denied/);
      },
      [
        { route: 'CreateCacheEntry', answer: 'deny', times: 1 },
        { route: 'GetCacheEntryDownloadURL', answer: 'deny' },
      ],
    ));
});

interface Listed {
  artifacts: { id: number; name: string; size: number; digest: string; createdAt: Date }[];
}

describe('artifacts', () => {
  test('upload, list, download: the same files, the same digest', () =>
    inPlace(async ({ ask, write, workspace }) => {
      await write('out/a.json', '{"a":1}');
      await write('out/deep/b.txt', 'b');
      const uploaded = (await ask({ do: 'upload', name: 'leg-1', files: ['out/a.json', 'out/deep/b.txt'] })).value as {
        id: number;
        size: number;
        digest: string;
      };
      const { artifacts } = (await ask({ do: 'list' })).value as Listed;
      assert.deepEqual(
        artifacts.map(({ id, name, size, digest }) => ({ id, name, size, digest })),
        [{ id: uploaded.id, name: 'leg-1', size: uploaded.size, digest: `sha256:${uploaded.digest}` }],
      );
      const next = await workspace();
      const request: Request = { do: 'download', id: uploaded.id, to: 'in', expectedHash: `sha256:${uploaded.digest}` };
      const downloaded = await ask(request, { workspace: next });
      assert.deepEqual(downloaded.value, { downloadPath: 'in', digestMismatch: false });
      assert.equal(await readFile(join(next, 'in/out/a.json'), 'utf8'), '{"a":1}');
      assert.equal(await readFile(join(next, 'in/out/deep/b.txt'), 'utf8'), 'b');
      const other = await ask({ ...request, expectedHash: `sha256:${'0'.repeat(64)}` }, { workspace: next });
      assert.deepEqual(other.value, { downloadPath: 'in', digestMismatch: true });
    }));

  test('blocks are joined in the order of the list, not of their arrival; what it does not name is left out', async () => {
    const blobs = new Blobs(await mkdtemp(join(root, 'blobs-')));
    const name = blobs.reserve();
    for (const id of ['Yw==', 'eA==', 'YQ==', 'Yi8=']) await blobs.putBlock(name, id, Readable.from([`<${id}>`]));
    assert.equal(await blobs.facts(name), undefined, 'no list, no blob');
    const list = '<BlockList><Latest>YQ==</Latest><Latest>Yi8=</Latest><Latest>Yw==</Latest></BlockList>';
    await blobs.commit(name, 'text/plain', list);
    assert.deepEqual(await blobs.facts(name), { size: 18, contentType: 'text/plain' });
    assert.equal((await blobs.read(name).toArray()).join(''), '<YQ==><Yi8=><Yw==>');
  });

  test('an artifact of many blocks comes back whole', () =>
    inPlace(async ({ ask, write, workspace, server }) => {
      const bytes = randomBytes(20 * MIB);
      await write('big.bin', bytes);
      const { id, digest } = (await ask({ do: 'upload', name: 'big', files: ['big.bin'] })).value as {
        id: number;
        digest: string;
      };
      assert.ok(server.answered.filter(({ route }) => route === 'put-blob').length >= 4, 'several blocks');
      const next = await workspace();
      const request: Request = { do: 'download', id, to: 'in', expectedHash: `sha256:${digest}` };
      assert.deepEqual((await ask(request, { workspace: next })).value, { downloadPath: 'in', digestMismatch: false });
      const read = await readFile(join(next, 'in/big.bin'));
      assert.equal(sha256(read), sha256(bytes));
    }));

  test('a file that is not zipped comes back under its own name', () =>
    inPlace(async ({ ask, write, workspace }) => {
      await write('für 2021-01.json', '{"a":1}');
      const request: Request = { do: 'upload', name: 'x', files: ['für 2021-01.json'], skipArchive: true };
      const { id } = (await ask(request)).value as { id: number };
      const next = await workspace();
      await ask({ do: 'download', id, to: 'in' }, { workspace: next });
      assert.equal(await readFile(join(next, 'in/für 2021-01.json'), 'utf8'), '{"a":1}');
    }));

  test('a name is taken for the whole run: the second upload is refused with 409', () =>
    inPlace(async ({ ask, write, server }) => {
      await write('a.txt', 'a');
      await ask({ do: 'upload', name: 'same', files: ['a.txt'] });
      const again = await ask({ do: 'upload', name: 'same', files: ['a.txt'] });
      assert.match(again.error ?? '', /409.*already exists/);
      assert.equal(server.answered.filter(({ status }) => status === 409).length, 1, 'and not tried again');
    }));

  test('a deleted artifact is gone and its name is free', () =>
    inPlace(async ({ ask, write }) => {
      await write('a.txt', 'a');
      await ask({ do: 'upload', name: 'a', files: ['a.txt'] });
      assert.deepEqual((await ask({ do: 'delete', name: 'a' })).value, { id: 1 });
      assert.deepEqual((await ask({ do: 'list' })).value, { artifacts: [] });
      assert.match((await ask({ do: 'delete', name: 'a' })).error ?? '', /not found/);
      assert.equal((await ask({ do: 'upload', name: 'a', files: ['a.txt'] })).error, undefined);
    }));

  test('two runs do not see each other, whatever the job', () =>
    inPlace(async ({ ask, write, server }) => {
      await write('a.txt', 'a');
      const upload: Request = { do: 'upload', name: 'same', files: ['a.txt'] };
      assert.equal((await ask(upload, { run: '7', job: 'one' })).error, undefined);
      assert.equal((await ask(upload, { run: '8' })).error, undefined, 'the name is free in another run');
      const { artifacts } = (await ask({ do: 'list' }, { run: '8' })).value as Listed;
      assert.deepEqual(
        artifacts.map(({ id }) => id),
        [2],
      );
      assert.match((await ask({ do: 'download', id: 1, to: 'in' }, { run: '8' })).error ?? '', /No artifacts found/);
      const seven = (await ask({ do: 'list' }, { run: '7', job: 'two' })).value as Listed;
      assert.deepEqual(
        seven.artifacts.map(({ id }) => id),
        [1],
      );
      assert.deepEqual([...new Set(server.answered.flatMap(({ run }) => run ?? []))], ['7', '8']);

      const claims = server.environment({ run: '8' });
      const url = `${claims['ACTIONS_RESULTS_URL']}twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts`;
      const answer = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${claims['ACTIONS_RUNTIME_TOKEN']}` },
        body: '{"workflow_run_backend_id":"7"}',
      });
      assert.equal(answer.status, 403, 'a token speaks for its own run');
    }));

  test('5xx once, at every route: the client tries again and succeeds', () =>
    inPlace(
      async ({ ask, write, workspace }) => {
        await write('a.txt', 'a');
        const uploaded = await ask({ do: 'upload', name: 'a', files: ['a.txt'] });
        assert.equal(uploaded.error, undefined);
        const next = await workspace();
        assert.equal((await ask({ do: 'download', id: 1, to: 'in' }, { workspace: next })).error, undefined);
        assert.equal(await readFile(join(next, 'in/a.txt'), 'utf8'), 'a');
        assert.equal((await ask({ do: 'delete', name: 'a' })).error, undefined);
      },
      (
        [
          'CreateArtifact',
          'put-blob',
          'FinalizeArtifact',
          'ListArtifacts',
          'GetSignedArtifactURL',
          'get-blob',
          'DeleteArtifact',
        ] as const
      ).map((route) => ({ route, answer: 503, times: 1 })),
    ));

  test('5xx for good and a broken connection are errors that the action sees', () =>
    inPlace(
      async ({ ask, write }) => {
        await write('a.txt', 'a');
        const request: Request = { do: 'upload', name: 'a', files: ['a.txt'] };
        assert.match((await ask(request)).error ?? '', /Failed to CreateArtifact: .*after 5 attempts/);
        assert.match((await ask({ do: 'list' })).error ?? '', /ECONNRESET/);
      },
      [
        { route: 'CreateArtifact', answer: 500 },
        { route: 'ListArtifacts', answer: 'reset' },
      ],
    ));
});

describe('tokens, URLs, requests', () => {
  test('a token says for whom it speaks, and expires', () => {
    const bearer = (options: TokenOptions) => readRuntimeToken(`Bearer ${makeRuntimeToken(options)}`);
    assert.deepEqual(bearer({ run: '5', job: 'leg' }), {
      run: '5',
      job: 'leg',
      mayReadCache: true,
      mayWriteCache: true,
    });
    assert.equal(bearer({ run: '5', cache: 'read' })?.mayWriteCache, false);
    assert.equal(bearer({ run: '5', cache: 'none' })?.mayReadCache, false);
    assert.equal(bearer({ run: '5', expires: 1 }), undefined);
    for (const wrong of [undefined, '', 'Bearer x', 'Bearer a.b.c', `Basic ${makeRuntimeToken({ run: '5' })}`]) {
      assert.equal(readRuntimeToken(wrong), undefined, wrong);
    }
  });

  test('no token, no entrance; no such method, no route', () =>
    inPlace(async ({ server }) => {
      const post = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, { method: 'POST', ...init });
      const list = '/twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts';
      assert.equal((await post(list, { body: '{}' })).status, 401);
      const token = server.environment({ run: '1' })['ACTIONS_RUNTIME_TOKEN'];
      const headers = { authorization: `Bearer ${token}` };
      assert.equal((await post(list, { body: 'not json', headers })).status, 400);
      assert.equal((await post(list, { body: '{}', headers })).status, 400, 'the run is missing');
      for (const path of ['/', `${list}s`, '/_apis/artifactcache/cache', '/blobs/x']) {
        const answer = await post(path, { body: '{}', headers });
        assert.equal(answer.status, 404, path);
        assert.equal(((await answer.json()) as { code: string }).code, 'bad_route');
      }
    }));

  test('a signature is random, is for one blob, and is for reading or for writing', () =>
    inPlace(async ({ server }) => {
      const call = async (method: string, body: object) => {
        const answer = await fetch(`${server.url}/twirp/github.actions.results.api.v1.CacheService/${method}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${server.environment({ run: '1' })['ACTIONS_RUNTIME_TOKEN']}` },
          body: JSON.stringify(body),
        });
        return (await answer.json()) as Record<string, string>;
      };
      const upload = new URL((await call('CreateCacheEntry', { key: 'k', version: 'v' }))['signed_upload_url'] ?? '');
      assert.match(upload.searchParams.get('sig') ?? '', /^[0-9a-f]{48}$/);
      const put = (url: URL) => fetch(url, { method: 'PUT', body: 'bytes' });
      assert.equal((await put(upload)).status, 201);
      assert.equal((await fetch(upload)).status, 403, 'signed for writing');
      assert.equal((await put(new URL(`${upload.origin}${upload.pathname}?sig=0`))).status, 403);
      assert.equal((await put(new URL(`${upload.origin}/blobs/other${upload.search}`))).status, 403);
      assert.deepEqual(await call('FinalizeCacheEntryUpload', { key: 'k', version: 'v', size_bytes: '4' }), {
        ok: false,
        message: 'the upload is not complete',
      });
      await call('FinalizeCacheEntryUpload', { key: 'k', version: 'v', size_bytes: '5' });
      const found = await call('GetCacheEntryDownloadURL', { key: 'k', version: 'v' });
      const download = new URL(found['signed_download_url'] ?? '');
      assert.equal(await (await fetch(download)).text(), 'bytes');
      assert.equal((await put(download)).status, 403, 'signed for reading');

      const list = new URL((await call('CreateCacheEntry', { key: 'l', version: 'v' }))['signed_upload_url'] ?? '');
      const commit = (xml: string) => fetch(`${list}&comp=blocklist`, { method: 'PUT', body: xml });
      assert.equal((await commit('<BlockList></BlockList>')).status, 400);
      assert.equal((await commit('<BlockList><Latest>AAAA</Latest></BlockList>')).status, 400, 'never put');
    }));

  test('a script of faults that cannot be played is refused', () => {
    const script = (fault: object) => () => new FaultScript([fault as Fault]);
    assert.throws(script({ route: 'CreateCache', answer: 500 }), /no route CreateCache; routes: CreateCacheEntry, /);
    assert.throws(script({ route: 'CreateArtifact', answer: 'deny' }), /cache routes/);
    assert.throws(script({ route: 'put-blob', answer: 'evict' }), /nothing to evict/);
  });

  test('as a process: prints the environment, keeps to its port, folder, run, rights and faults', async () => {
    const state = await mkdtemp(join(root, 'state-'));
    const faults = join(state, 'faults.json');
    await writeFile(faults, JSON.stringify([{ route: 'ListArtifacts', answer: 418, times: 1 } satisfies Fault]));
    const main = fileURLToPath(new URL('./results/main.ts', import.meta.url));
    const run = async (args: string[], use: (environment: Record<string, string>) => Promise<void>) => {
      const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      for await (const bytes of child.stdout) {
        text += String(bytes);
        if (text.split('\n').length > 3) break;
      }
      await use(
        Object.fromEntries(
          text
            .trim()
            .split('\n')
            .map((line) => line.split(/=(.*)/s).slice(0, 2)),
        ),
      );
      child.kill('SIGTERM');
      assert.deepEqual(await once(child, 'exit'), [0, null]);
    };
    for (const wrong of [[], ['--folder', state, '--cache', 'all']]) {
      const child = spawn(process.execPath, [main, ...wrong], { stdio: 'ignore' });
      assert.deepEqual(await once(child, 'exit'), [2, null]);
    }
    const job = await mkdtemp(join(root, 'job-'));
    await writeFile(join(job, 'a.txt'), 'a');
    let port = '';
    await run(['--folder', state, '--run', '42', '--cache', 'read', '--faults', faults], async (environment) => {
      port = new URL(environment['ACTIONS_RESULTS_URL'] ?? '').port;
      assert.match((await toolkit.ask(job, environment, { do: 'list' })).error ?? '', /418/);
      const denied = await toolkit.ask(job, environment, { do: 'save', paths: ['a.txt'], key: 'k' });
      assert.match(denied.log, /cache write denied/);
      await toolkit.ask(job, environment, { do: 'upload', name: 'a', files: ['a.txt'] });
    });
    await run(['--folder', state, '--run', '42', '--port', port], async (environment) => {
      assert.equal(new URL(environment['ACTIONS_RESULTS_URL'] ?? '').port, port);
      const { artifacts } = (await toolkit.ask(job, environment, { do: 'list' })).value as Listed;
      assert.deepEqual(
        artifacts.map(({ name }) => name),
        ['a'],
      );
    });
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
