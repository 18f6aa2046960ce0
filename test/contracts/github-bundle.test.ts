import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bundle } from '../../scripts/bundle.ts';
import { startResultsServer } from '../servers/results/server.ts';
import { type Found, Job, Runner } from './github-job.ts';

let root = '';
let files: Map<string, string>;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'lakeferry-github-bundle-'));
  files = await bundle({ entries: [{ source: 'test/contracts/github-process.ts', bundle: 'job', stub: 'start' }] });
  for (const [name, text] of files) await writeFile(join(root, name), text);
});

after(() => rm(root, { recursive: true }));

/** Names of the files that are loaded with this one, whether they are used or not. */
function loadedWith(name: string, seen = new Set([name])): Set<string> {
  for (const [, next = ''] of files.get(name)?.matchAll(/^(?:import|export)\b[^;]*?["']\.\/([^"']+)["']/gm) ?? []) {
    if (!seen.has(next)) loadedWith(next, seen.add(next));
  }
  return seen;
}

test("GitHub's packages are loaded where they are used, not with the program", () => {
  const text = (names: Iterable<string>) => [...names].map((name) => files.get(name)).join('\n');
  for (const sign of ['node_modules/@actions/cache/', 'node_modules/@actions/artifact/']) {
    assert.ok(text(files.keys()).includes(sign), `${sign} is in the bundle`);
    assert.ok(!text(loadedWith('job.mjs')).includes(sign), `${sign} is not loaded with it`);
  }
});

test('the bundle saves, restores, uploads and downloads as the sources do', async () => {
  const server = await startResultsServer({ folder: await mkdtemp(join(root, 'state-')) });
  const runner = await Runner.start(join(root, 'job.mjs'));
  try {
    const one = await Job.open(runner, root, server.environment({ run: '1' }));
    const saved = await one.save('k', 'abc');
    const file = await one.file('left', 'results.json');
    const folder = join(file.path, '..');
    const left = await one.do([{ do: 'upload', name: 'lakeferry-a', files: [file.path], folder }]);
    const two = await Job.open(runner, root, server.environment({ run: '1' }));
    const restored = await two.restore('k');
    const into = join(two.workspace, 'in');
    const got = await two.do([{ do: 'download', prefix: 'lakeferry-', into }]);
    for (const { log, printed } of [saved, left, restored, got]) assert.deepEqual([log, printed], [[], '']);
    const found = restored.found satisfies Found;
    assert.ok('hit' in found);
    assert.equal(await readFile(found.hit.files[0]!.path, 'utf8'), 'abc');
    assert.deepEqual(got.results, [[join(into, 'lakeferry-a')]]);
    assert.equal(await readFile(join(into, 'lakeferry-a', 'results.json'), 'utf8'), 'left');
  } finally {
    await runner.stop();
    await server.close();
  }
});
