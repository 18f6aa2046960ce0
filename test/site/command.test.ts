import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { answerOf, runMain } from '../cli/in-process.ts';
import { createJob, monthText, WAREHOUSE } from '../job/job.ts';

const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"');

test('site makes a folder of pages from what a real run published, and its DuckDB query finds the rows', async (context) => {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  assert.equal((await runMain(['run'], job)).code, 0);
  const made = await runMain(['site', '--json'], job);
  assert.equal(made.code, 0, made.stderr);
  const answer = answerOf<{ folder: string; files: number; datasets: unknown }>(made);
  const names = await readdir(join(job.folder, 'site'), { recursive: true, withFileTypes: true });
  assert.equal(names.filter((each) => each.isFile()).length, answer.files);
  assert.deepEqual(answer.datasets, [{ name: 'trips', state: 'done' }]);
  const page = await readFile(join(job.folder, 'site/trips/index.html'), 'utf8');
  assert.match(page, /Everything that is due is there/);
  assert.match(page, /data-fact="trips\/rows" value="9"/);
  assert.match(page, /data-fact="trips\/2021-02\/took" value="\d+"/);
  assert.doesNotMatch(page, new RegExp(job.folder));
  const query = /data-query="DuckDB"><code>([\s\S]*?)<\/code>/.exec(page)?.[1] ?? '';
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const sql = textOf(query).replace("'lake/", `'${job.folder}/lake/`);
  const reader = await connection.runAndReadAll(sql);
  assert.equal(reader.getRows().length, 3, sql);
  assert.equal(reader.columnNames().includes('partition_date'), true);
  connection.closeSync();
  instance.closeSync();
  const status = JSON.parse(await readFile(join(job.folder, 'site/status.json'), 'utf8'));
  assert.deepEqual([status.state, status.datasets[0].counts.done, status.datasets[0].rows], ['done', 3, 9]);
  assert.match(await readFile(join(job.folder, 'site/trips/badge.svg'), 'utf8'), /^<svg .*trips: 3 of 3 done/);
});

test('a table that was emptied by hand shows as due, as status says', async (context) => {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  await runMain(['run'], job);
  await job.meddle("DELETE FROM trips WHERE partition_date = '2021-02-01'");
  await runMain(['site'], job);
  const page = await readFile(join(job.folder, 'site/trips/2021-02.html'), 'utf8');
  assert.match(textOf(page), /due\s+the table differs: 0 rows instead of 3/);
});

test('what was made with other settings than the pipeline file has now shows as stale, and why', async (context) => {
  const job = await createJob(context);
  await runMain(['run'], job);
  await job.write('columns: { id: { type: int64, required: true, maximum: 100 }, note: { type: string } }');
  await runMain(['site'], job);
  const [overview, page] = await Promise.all(
    ['index.html', 'trips/2021-02.html'].map((name) => readFile(join(job.folder, 'site', name), 'utf8')),
  );
  assert.match(overview ?? '', /data-count="stale" value="3">3</);
  assert.match(textOf(page ?? ''), /stale\s+made with other settings: columns/);
});

test('a source that changed since shows as due, unless nobody is to ask it', async (context) => {
  const job = await createJob(context);
  await runMain(['run'], job);
  job.publisher.files.set('/2021-03.csv', monthText('2021-03', ' changed'));
  const state = async (...words: string[]) => {
    await runMain(['site', ...words], job);
    return JSON.parse(await readFile(join(job.folder, 'site/status.json'), 'utf8')).state as string;
  };
  assert.equal(await state(), 'due');
  assert.equal(await state('--check-source', 'none'), 'done');
});

test('--out names the folder; an older site there is replaced, other files are not', async (context) => {
  const job = await createJob(context);
  await runMain(['run'], job);
  for (const _ of [1, 2]) assert.equal((await runMain(['site', '--out', 'public/lake'], job)).code, 0);
  await writeFile(join(job.folder, 'public/lake/trips/stale.html'), 'old');
  await runMain(['site', '--out', 'public/lake'], job);
  assert.deepEqual((await readdir(join(job.folder, 'public/lake/trips'))).sort(), [
    '2021-01.html',
    '2021-02.html',
    '2021-03.html',
    'badge.svg',
    'index.html',
  ]);
  await mkdir(join(job.folder, 'docs'));
  await writeFile(join(job.folder, 'docs/.nojekyll'), '');
  assert.equal((await runMain(['site', '--out', 'docs'], job)).code, 2);
  const refused = await runMain(['site', '--out', '.'], job);
  assert.equal(refused.code, 2);
  assert.match(refused.stdout, /holds other files, and a site would replace them/);
});

test('--datasets says which of the lake: its own, names, or all, each described by the lake itself', async (context) => {
  const job = await createJob(context);
  await runMain(['run'], job);
  await job.write(
    'name: others',
    'description: Somebody’s other trips',
    'partitions: { by: month, start: 2021-02, end: 2021-03, grace: 3d }',
  );
  await runMain(['run'], job);
  const folders = async (...words: string[]) => {
    const done = await runMain(['site', ...words], job);
    assert.equal(done.code, 0, done.stdout);
    return (await readdir(join(job.folder, 'site'))).filter((name) => !/\.|assets/.test(name));
  };
  assert.deepEqual(await folders(), ['others']);
  assert.deepEqual(await folders('--datasets', 'trips'), ['trips']);
  assert.deepEqual((await folders('--datasets', 'all')).sort(), ['others', 'trips']);
  const page = await readFile(join(job.folder, 'site/trips/index.html'), 'utf8');
  assert.match(page, /<p class="lead">Trips of a test<\/p>/);
  const unknown = await runMain(['site', '--datasets', 'trips,tips'], job);
  assert.deepEqual([unknown.code, /no dataset "tips"; it has others, trips/.test(unknown.stdout)], [2, true]);
  const wrong = await runMain(['site', '--datasets', '../x'], job);
  assert.deepEqual([wrong.code, /"\.\.\/x" is no name of a dataset/.test(wrong.stdout)], [2, true]);
});

test('no value of a row is in a site, unless samples ask for it', async (context) => {
  const job = await createJob(context);
  job.publisher.files.set('/2021-01.csv', 'id,note\n4711,x\n815,y\nbroken,z\n');
  await job.write('contract: { max_rejected: 50% }');
  await runMain(['run'], job);
  const page = async (...words: string[]) => {
    await runMain(['site', ...words], job);
    const folder = join(job.folder, 'site');
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(html|json|svg)$/.test(name));
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
  };
  assert.doesNotMatch(await page(), /4711|>815<|broken/);
  assert.match(await page('--samples', 'full'), /<code>815<\/code><\/td><td><code>4711<\/code>/);
  const masked = await page('--samples', 'masked');
  assert.match(masked, /<code>999<\/code><\/td><td><code>9999<\/code>/);
  assert.doesNotMatch(masked, /4711/);
});

test('nor in what a warehouse says of a row that it refused', async (context) => {
  const job = await createJob(context);
  await job.write(WAREHOUSE);
  job.publisher.files.set('/2021-01.csv', 'id,note\n4711,x\n4711,y\n');
  await job.meddle('CREATE TABLE trips (id BIGINT PRIMARY KEY, note VARCHAR, partition_date DATE)');
  const run = await runMain(['run', '--partitions', '2021-01'], job);
  assert.equal(run.code, 3);
  assert.match(run.stdout, /refused the rows: .*duplicate key \[WAREHOUSE_DATA in load\]/);
  await runMain(['site'], job);
  const page = await readFile(join(job.folder, 'site/trips/2021-01.html'), 'utf8');
  assert.match(textOf(page), /refused the rows/);
  assert.doesNotMatch(`${page}${await readFile(join(job.folder, 'site/index.html'), 'utf8')}`, /4711/);
});

/** Stands for a terminal: what is said, and who waits for a word of it. */
function listen(): { out: NodeJS.WriteStream; heard(form: RegExp): Promise<RegExpExecArray> } {
  let text = '';
  const waiting: (() => void)[] = [];
  const out = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      for (const wake of waiting) wake();
      done();
    },
  }) as unknown as NodeJS.WriteStream;
  return {
    out,
    heard: (form) =>
      new Promise((resolve) => {
        const look = () => {
          const found = form.exec(text);
          if (found !== null) resolve(found);
        };
        waiting.push(look);
        look();
      }),
  };
}

test('--serve shows the pages on the loopback alone, at the port that is asked for, until it is stopped', async (context) => {
  const job = await createJob(context);
  await runMain(['run'], job);
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const port = String((taken.address() as AddressInfo).port);
  const refused = await runMain(['site', '--serve', '--port', port], job);
  assert.deepEqual([refused.code, /cannot serve on port/.test(refused.stdout)], [2, true]);
  await new Promise((resolve) => taken.close(resolve));
  const stop = new AbortController();
  const { out, heard } = listen();
  const done = runMain(['site', '--serve', '--port', port], job, {}, { signal: stop.signal, terminal: out });
  const [, url = ''] = await heard(/(http:\/\/127\.0\.0\.1:\d+\/)/);
  assert.equal(url, `http://127.0.0.1:${port}/`);
  const first = await fetch(url);
  assert.deepEqual([first.status, first.headers.get('content-type')], [200, 'text/html; charset=utf-8']);
  assert.match(await first.text(), /trips/);
  assert.equal((await fetch(`${url}trips/2021-01.html`)).status, 200);
  assert.equal((await fetch(`${url}trips/../../etc/passwd`)).status, 404);
  assert.equal((await fetch(url, { method: 'POST' })).status, 405);
  assert.deepEqual(await readdir(job.folder).then((names) => names.includes('site')), false);
  stop.abort();
  assert.equal((await done).code, 0);
});
