import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createHttp } from '../../src/http/client.ts';
import { type ProvideOptions, provideDuckdb } from '../../src/runtime/github/duckdb.ts';
import { DUCKDB_PACKAGES, DUCKDB_VERSION } from '../../src/runtime/github/duckdb-packages.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { loadDuckdb } from '../../src/warehouse/duckdb/library.ts';
import type { Answer, FaultServer } from '../servers/fault-server.ts';
import { listLog } from '../warehouse/fixture.ts';
import { type Packed, packed, packLine, startRegistry } from './duckdb-registry.ts';

/** Invented packages in the form of the real ones. */
let api: Packed;
let ours: Packed;
let theirs: Packed;

before(async () => {
  api = await packLine('@duckdb/node-api');
  ours = await packLine('@duckdb/node-bindings-beos-x64', 'beos-x64');
  theirs = await packLine('@duckdb/node-bindings-beos-arm64', 'beos-arm64');
});

describe('DuckDB for a runner', () => {
  let root: string;
  let tools: string;
  let registry: FaultServer | undefined;
  let log: ReturnType<typeof listLog>;

  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'lakeferry-tools-')));
    tools = join(root, 'tools');
    log = listLog();
  });
  afterEach(async () => {
    await registry?.close();
    registry = undefined;
    await rm(root, { recursive: true });
  });

  const all = () => [api, ours, theirs];
  const open = async (fault?: (path: string, count: number) => Answer | undefined, prefix?: string) => {
    registry = await startRegistry(all(), fault, prefix);
    return registry;
  };
  const provide = (env: Record<string, string>, more: Partial<ProvideOptions> = {}) =>
    provideDuckdb({
      env: {
        RUNNER_TOOL_CACHE: tools,
        ...(registry === undefined ? {} : { npm_config_registry: registry.origin }),
        ...env,
      },
      cwd: root,
      http: createHttp({ env: {} }),
      clock: { ...nodeClock, sleep: async () => {} },
      log,
      signal: new AbortController().signal,
      packages: all().map(({ pack }) => pack),
      target: 'beos-x64',
      policy: { retries: 2, delay: { kind: 'list', delays: [1] } },
      ...more,
    });
  const place = () => join(tools, 'lakeferry-duckdb', DUCKDB_VERSION);
  const left = () => readdir(place());
  const paths = () => registry?.seen.map(({ path }) => path);
  const line = (folder: string, name: string) => readFile(join(folder, 'node_modules', name, 'lib/name.txt'), 'utf8');

  it('downloads what its platform needs, once, and says so', async () => {
    await open();
    const folder = await provide({});
    assert.equal(folder, join(place(), 'beos-x64'));
    assert.equal(await line(folder, '@duckdb/node-api'), '@duckdb/node-api');
    assert.equal(await line(folder, '@duckdb/node-bindings-beos-x64'), '@duckdb/node-bindings-beos-x64');
    assert.deepEqual(paths(), [
      '/@duckdb/node-api/-/node-api-1.0.0.tgz',
      '/@duckdb/node-bindings-beos-x64/-/node-bindings-beos-x64-1.0.0.tgz',
    ]);
    assert.equal(log.lines.filter((each) => each.startsWith('downloading DuckDB')).length, 1);
    assert.equal(await provide({}), folder);
    assert.equal(registry?.seen.length, 2);
    assert.deepEqual(await left(), ['beos-x64']);
  });

  it('keeps it in RUNNER_TEMP where there is no tool cache, and in nothing that others may write to', async () => {
    await open();
    const temp = join(root, 'temp');
    assert.equal(
      await provide({ RUNNER_TOOL_CACHE: '', RUNNER_TEMP: temp }),
      join(temp, 'lakeferry-duckdb', DUCKDB_VERSION, 'beos-x64'),
    );
    await assert.rejects(provide({ RUNNER_TOOL_CACHE: '' }), {
      code: 'DUCKDB_FOLDER',
      exitCode: 2,
      message: /RUNNER_TEMP/,
    });
  });

  it('unpacks whatever words the environment has for tar', async (context) => {
    const before = process.env['TAR_OPTIONS'];
    context.after(() => {
      if (before === undefined) delete process.env['TAR_OPTIONS'];
      else process.env['TAR_OPTIONS'] = before;
    });
    process.env['TAR_OPTIONS'] = '--transform=s,^,elsewhere/,';
    await open();
    assert.equal(await line(await provide({}), '@duckdb/node-api'), '@duckdb/node-api');
  });

  it('does not take more bytes than the library can have', async () => {
    await open(() => ({ body: Buffer.alloc(200 * 2 ** 20 + 1) }));
    await assert.rejects(provide({}), { code: 'DUCKDB_DOWNLOAD', message: /sends more than 209715200 bytes/ });
    assert.equal(registry?.seen.length, 1);
    assert.deepEqual(await left(), []);
  });

  it('is made by several at once', async () => {
    await open();
    const folders = await Promise.all([provide({}), provide({}), provide({}), provide({})]);
    assert.equal(new Set(folders).size, 1);
    assert.equal(await line(folders[0] ?? '', '@duckdb/node-api'), '@duckdb/node-api');
    assert.deepEqual(await left(), ['beos-x64']);
  });

  it('does not use a folder that is half or made of other packages', async () => {
    await open();
    const folder = await provide({});
    await rm(join(folder, 'complete.json'));
    await rm(join(folder, 'node_modules/@duckdb/node-api'), { recursive: true });
    await Promise.all([provide({}), provide({})]);
    assert.equal(await line(folder, '@duckdb/node-api'), '@duckdb/node-api');

    const asked = registry?.seen.length ?? 0;
    await writeFile(join(folder, 'complete.json'), '[]\n');
    await provide({});
    assert.equal(registry?.seen.length, asked + 2);
    assert.deepEqual(await left(), ['beos-x64']);
  });

  it('removes what a job that died left a day ago, and nothing younger', async () => {
    await open();
    for (const name of ['.tmp-old', '.tmp-new', 'other']) await mkdir(join(place(), name), { recursive: true });
    const dayAgo = new Date(Date.now() - 25 * 3_600_000);
    for (const name of ['.tmp-old', 'other']) await utimes(join(place(), name), dayAgo, dayAgo);
    await provide({});
    assert.deepEqual(await left(), ['.tmp-new', 'beos-x64', 'other']);
  });

  it('refuses another file under the name, at once, and leaves nothing behind', async () => {
    await open((path) => (path.includes('beos-x64') ? { body: theirs.bytes } : undefined));
    await assert.rejects(provide({}), {
      code: 'DUCKDB_CHECKSUM',
      exitCode: 1,
      retryable: false,
      message: /^@duckdb\/node-bindings-beos-x64@1\.0\.0 from 127\.0\.0\.1:\d+ is not the file .* expected sha512-/,
    });
    assert.equal(registry?.seen.length, 2);
    assert.deepEqual(await left(), []);
  });

  it('tries again what may pass: a cut body, a busy server', async () => {
    await open((path, count) => {
      if (path.includes('node-api')) return count === 1 ? { body: api.bytes, cutAt: 100 } : undefined;
      return count === 1 ? { status: 503 } : undefined;
    });
    const folder = await provide({});
    assert.equal(await line(folder, '@duckdb/node-api'), '@duckdb/node-api');
    assert.equal(registry?.seen.length, 4);
    assert.equal(log.lines.filter((each) => /try 1 of 3 failed/.test(each)).length, 2);
  });

  it('gives up on a registry that is down, and names the way without one', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(provide({ npm_config_registry: `http://127.0.0.1:${port}` }), {
      name: 'OutageError',
      code: 'DUCKDB_DOWNLOAD',
      exitCode: 1,
      retryable: false,
      message:
        /^cannot download @duckdb\/node-api@1\.0\.0 from 127\.0\.0\.1:\d+: .*nobody answers.*LAKEFERRY_DUCKDB_DIR/,
    });
    assert.equal(log.lines.filter((each) => /try \d of 3 failed/.test(each)).length, 2);
    assert.deepEqual(await left(), []);
  });

  it('does not repeat a question that has its answer', async () => {
    await open(() => ({ status: 404 }));
    await assert.rejects(provide({}), { code: 'DUCKDB_DOWNLOAD', message: /status 404; .*LAKEFERRY_DUCKDB_DIR/ });
    assert.equal(registry?.seen.length, 1);
  });

  it('follows a mirror to where it keeps the bytes, and not for ever', async () => {
    await open((path) => {
      if (path.includes('beos')) return undefined;
      return path === '/kept' ? { body: api.bytes } : { status: 307, headers: { location: '/kept' } };
    });
    assert.equal(await line(await provide({}), '@duckdb/node-api'), '@duckdb/node-api');
    await rm(place(), { recursive: true });
    await registry?.close();

    await open(() => ({ status: 301, headers: { location: '/again' } }));
    await assert.rejects(provide({}), { code: 'DUCKDB_DOWNLOAD', message: /status 301/ });
    assert.equal(registry?.seen.length, 6);
  });

  it('asks the registry that npm’s variable names, also below a path', async () => {
    const { origin } = await open(undefined, '/npm/mirror');
    await provide({ npm_config_registry: '', NPM_CONFIG_REGISTRY: `${origin}/npm/mirror` });
    await rm(place(), { recursive: true });
    await provide({ npm_config_registry: `${origin}/npm/mirror/` });
    assert.equal(registry?.seen.length, 4);
  });

  it('refuses an address that is none, without showing it', async () => {
    for (const text of ['registry', 'ftp://example.org', 'https://me:hidden@example.org']) {
      await assert.rejects(provide({ npm_config_registry: text }), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'DUCKDB_REGISTRY');
        assert.match(error.message, /LAKEFERRY_DUCKDB_DIR/);
        assert.doesNotMatch(error.message, /hidden|ftp/);
        return true;
      });
    }
  });

  it('says which platforms there are where it is not made for this one, and asks nobody', async () => {
    await open();
    await assert.rejects(provide({}, { target: 'beos-mips' }), {
      code: 'DUCKDB_PLATFORM',
      exitCode: 2,
      message: /is not made for beos-mips; run the job on one of beos-arm64, beos-x64,/,
    });
    assert.equal(registry?.seen.length, 0);
  });

  it('ends with the signal’s reason, and leaves nothing behind', async () => {
    const stop = new AbortController();
    await open((path) => {
      if (path.includes('beos')) setImmediate(() => stop.abort(new Error('stopped')));
      return path.includes('beos') ? { body: ours.bytes, cutAt: 10, afterwards: 'silence' } : undefined;
    });
    await assert.rejects(provide({}, { signal: stop.signal }), /^Error: stopped$/);
    assert.deepEqual(await left(), []);
  });

  it('tells a file that cannot be unpacked, and a place that cannot be written', async () => {
    const broken = packed(Buffer.from('no tarball'), { name: 'broken', target: 'beos-x64' });
    registry = await startRegistry([broken]);
    await assert.rejects(provide({}, { packages: [broken.pack] }), {
      code: 'DUCKDB_UNPACK',
      exitCode: 1,
      retryable: false,
      message: /^cannot unpack DuckDB into .*: command failed: tar .*$/,
    });
    assert.deepEqual(await left(), []);
    await writeFile(join(root, 'file'), '');
    await assert.rejects(provide({ RUNNER_TOOL_CACHE: join(root, 'file') }), {
      code: 'DUCKDB_UNPACK',
      message: /ENOTDIR/i,
    });
  });

  it('uses the folder that LAKEFERRY_DUCKDB_DIR names as it is', async () => {
    await open();
    await mkdir(join(root, 'own/node_modules/@duckdb/node-api'), { recursive: true });
    await writeFile(join(root, 'own/node_modules/@duckdb/node-api/package.json'), '{}');
    assert.equal(await provide({ LAKEFERRY_DUCKDB_DIR: 'own' }), join(root, 'own'));
    assert.equal(await provide({ LAKEFERRY_DUCKDB_DIR: join(root, 'own') }), join(root, 'own'));
    assert.equal(registry?.seen.length, 0);
    await assert.rejects(provide({ LAKEFERRY_DUCKDB_DIR: 'tools' }), {
      code: 'DUCKDB_DIR',
      exitCode: 2,
      message: `LAKEFERRY_DUCKDB_DIR is "tools", but ${tools} holds no node_modules/@duckdb/node-api; run npm install @duckdb/node-api@${DUCKDB_VERSION} in it`,
    });
  });
});

describe('the library', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lakeferry-library-'));
    const write = async (name: string, text: string) => {
      await mkdir(join(folder, 'node_modules', name), { recursive: true });
      await writeFile(join(folder, 'node_modules', name, 'index.js'), text);
    };
    await write('only-there', 'exports.DuckDBInstance = 7;');
    await write('broken-there', "throw new Error('wrong machine');");
  });
  after(() => rm(folder, { recursive: true }));

  it('is imported as usual where that works: the folder is not asked', async () => {
    const { DuckDBInstance } = await loadDuckdb({ folder: () => assert.fail('asked') });
    assert.equal(typeof DuckDBInstance.create, 'function');
  });

  it('is looked for in the folder where it is absent', async () => {
    const { DuckDBInstance } = await loadDuckdb({ name: 'only-there', folder: async () => folder });
    assert.equal(Number(DuckDBInstance), 7);
    await assert.rejects(loadDuckdb({ name: 'only-there', folder: async () => undefined }), {
      code: 'WAREHOUSE_DUCKDB_MISSING',
    });
    await assert.rejects(loadDuckdb({ name: 'broken-there', folder: async () => folder }), {
      code: 'WAREHOUSE_DUCKDB_MISSING',
      message: /broken-there cannot be loaded from .* \(wrong machine\); run npm install/,
    });
  });

  it('is not replaced where it is there and broken', async () => {
    const name = join(folder, 'node_modules/broken-there/index.js');
    await assert.rejects(loadDuckdb({ name, folder: () => assert.fail('asked') }), {
      code: 'WAREHOUSE_DUCKDB_MISSING',
      message: /\(wrong machine\)/,
    });
  });
});

describe('the checksums', () => {
  const script = (...args: string[]) =>
    new Promise<{ code: number; stderr: string }>((resolve) => {
      const path = fileURLToPath(new URL('../../scripts/duckdb-packages.ts', import.meta.url));
      execFile(process.execPath, [path, ...args], (error, _, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stderr });
      });
    });

  it('are those of package-lock.json, and the check sees where they are not', async () => {
    assert.deepEqual(await script('--check'), { code: 0, stderr: '' });
    const folder = await mkdtemp(join(tmpdir(), 'lakeferry-pins-'));
    try {
      const path = join(folder, 'packages.ts');
      assert.equal((await script(path)).code, 0);
      assert.deepEqual(await script('--check', path), { code: 0, stderr: '' });
      await writeFile(path, (await readFile(path, 'utf8')).replace('sha512-', 'sha512-A'));
      const { code, stderr } = await script('--check', path);
      assert.equal(code, 1);
      assert.match(stderr, /out of step with package-lock\.json; run: node scripts\/duckdb-packages\.ts/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('cover what GitHub’s runners are, each with all that it needs', async () => {
    const targets = DUCKDB_PACKAGES.flatMap(({ target }) => target ?? []).sort();
    assert.deepEqual(targets, [
      'darwin-arm64',
      'darwin-x64',
      'linux-arm64',
      'linux-arm64-musl',
      'linux-x64',
      'linux-x64-musl',
      'win32-arm64',
      'win32-x64',
    ]);
    for (const { integrity } of DUCKDB_PACKAGES) assert.match(integrity, /^sha512-[A-Za-z0-9+/]{86}==$/);
    const own = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    assert.equal(own.optionalDependencies['@duckdb/node-api'], DUCKDB_VERSION);
    await assert.rejects(loadDuckdb({ name: 'absent-for-this-test' }), {
      message: new RegExp(`@duckdb/node-api@${DUCKDB_VERSION}$`),
    });
  });
});
