import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sha256 } from '../../src/base/hash.ts';
import { entryFolder } from '../../src/runtime/github/cache-folder.ts';
import type { Fault } from '../servers/results/faults.ts';
import type { TokenOptions } from '../servers/results/runtime-token.ts';
import { type ResultsServer, startResultsServer } from '../servers/results/server.ts';
import { type Found, Job, Runner } from './github-job.ts';

let runner: Runner;
let root = '';

before(async () => {
  runner = await Runner.start();
  root = await mkdtemp(join(tmpdir(), 'lakeferry-github-cache-'));
});

after(async () => {
  await runner.stop();
  await rm(root, { recursive: true });
});

interface Place {
  server: ResultsServer;
  /** A job of another run on the same repository. */
  job(options?: Partial<TokenOptions> & { on?: Runner }): Promise<Job>;
}

async function inPlace(use: (place: Place) => Promise<void>, faults: Fault[] = []): Promise<void> {
  const server = await startResultsServer({ folder: await mkdtemp(join(root, 'state-')), faults });
  let run = 0;
  try {
    await use({
      server,
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
});
