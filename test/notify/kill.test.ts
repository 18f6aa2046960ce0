import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { NoticeEntry } from '../../src/ledger/notices.ts';
import { startIssues } from '../servers/notify/issues.ts';
import { at, openScene, type Scene } from './scene.ts';

const PROGRAM = fileURLToPath(new URL('telling-process.ts', import.meta.url));

const folderOf = (scene: Scene, channel: string) =>
  join(scene.job.folder, 'lake/_lakeferry/trips/notices', channel, '2021-02');

async function logOf(scene: Scene, channel: string): Promise<NoticeEntry[]> {
  const folder = folderOf(scene, channel);
  const names = (await readdir(folder).catch(() => [])).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as NoticeEntry));
}

/** The time by which a dead run's word is believed is over. */
async function expire(scene: Scene, channel: string): Promise<void> {
  const path = join(folderOf(scene, channel), '000001.json');
  const entry = JSON.parse(await readFile(path, 'utf8')) as NoticeEntry;
  await writeFile(path, JSON.stringify({ ...entry, until: new Date(Date.now() - 1000).toISOString() }));
}

/** Starts `notify` in a process of its own; resolves when it has ended, by itself or not. */
function start(scene: Scene, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [PROGRAM], {
    cwd: scene.job.folder,
    env: { PATH: process.env['PATH'], HOME: scene.job.folder, ...env },
    stdio: 'ignore',
  });
  const ended = new Promise<string | number | null>((resolve) =>
    child.on('exit', (code, signal) => resolve(signal ?? code)),
  );
  return { child, ended };
}

test('killed after the message was taken and before it is noted: held for its time, then told again with the same id', async (context) => {
  const scene = await openScene(context);
  const env = { HOOK: `${scene.channels.origin}/hook` };
  scene.breakMonth('2021-02');
  await scene.job.write();
  await scene.runAndNotify();
  await scene.write([`{ to: webhook, url: "${at('HOOK')}", retry_delay: 10ms }`]);

  const { child, ended } = start(scene, env);
  scene.channels.faults.set('/hook', [{ silent: true, taken: () => child.kill('SIGKILL') }]);
  assert.equal(await ended, 'SIGKILL');
  assert.equal(scene.channels.arrived.length, 1);
  assert.deepEqual(
    (await logOf(scene, 'webhook')).map(({ kind }) => kind),
    ['sending'],
  );

  const held = await scene.notify();
  assert.match(held.stdout, /notify "webhook": 0 told, 0 not, 1 left to another run/);
  assert.equal(scene.channels.arrived.length, 1);
  await expire(scene, 'webhook');
  await scene.notify();
  const ids = scene.channels.arrived.map(({ headers }) => headers['idempotency-key']);
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
  assert.deepEqual(
    (await logOf(scene, 'webhook')).map(({ kind }) => kind),
    ['sending', 'sending', 'sent'],
  );
  await scene.notify();
  assert.equal(scene.channels.arrived.length, 2);
});

test('killed between the making of an issue and its noting: the next run finds it and makes no second', async (context) => {
  const scene = await openScene(context);
  const github = await startIssues();
  context.after(() => github.close());
  const env = { GITHUB_API_URL: github.api, GITHUB_REPOSITORY: github.repository, GITHUB_TOKEN: github.token };
  await scene.write(['{ to: issue, on: [late] }']);
  scene.breakMonth('2021-02');
  await scene.runAndNotify(env);
  await scene.write(['{ to: issue, retries: 0 }']);
  const { child, ended } = start(scene, env);
  github.lost.push('POST');
  const watch = setInterval(() => {
    if (github.issues.length > 0) child.kill('SIGKILL');
  }, 1);
  await ended;
  clearInterval(watch);
  assert.equal(github.issues.length, 1);
  const kinds = (await logOf(scene, 'issue')).map(({ kind }) => kind);
  assert.ok(['sending', 'sending,failed'].includes(kinds.join()), kinds.join());
  await expire(scene, 'issue');
  assert.equal((await scene.notify(env)).code, 0);
  assert.equal(github.issues.length, 1);
  assert.equal((await logOf(scene, 'issue')).at(-1)?.ref, '1');
});

test('many runs that end at the same moment tell each channel once', async (context) => {
  const scene = await openScene(context);
  await scene.write([`{ to: webhook, url: "${at('HOOK')}", on: [late] }`]);
  scene.breakMonth('2021-02');
  scene.breakMonth('2021-03');
  await scene.runAndNotify();
  await scene.write([`{ to: webhook, url: "${at('HOOK')}" }`, `{ to: slack, url: "${at('SLACK')}" }`]);
  const ended = await Promise.all(Array.from({ length: 6 }, () => scene.notify()));
  assert.deepEqual(
    ended.map(({ code }) => code),
    [0, 0, 0, 0, 0, 0],
  );
  assert.deepEqual(scene.channels.arrived.map(({ path }) => path).sort(), ['/hook', '/hook', '/slack', '/slack']);
});

test('what was told lies beside the logs of the partitions, which it does not touch', async (context) => {
  const scene = await openScene(context);
  await scene.write([`{ to: webhook, url: "${at('HOOK')}", name: on-call }`]);
  scene.breakMonth('2021-02');
  await scene.runAndNotify();
  await scene.runAndNotify();
  assert.deepEqual(
    (await scene.job.log('2021-02')).map(({ kind }) => kind),
    ['failed'],
  );
  const [sending, sent] = await logOf(scene, 'on-call');
  assert.deepEqual(
    [sending?.kind, sending?.about],
    ['sending', { state: 'failed', cause: 1, detail: 'fetch FETCH_STATUS' }],
  );
  assert.deepEqual([sent?.kind, sent?.told], ['sent', sending?.about]);
});

test('a record that somebody spoiled is a warning that names it, and stops no other channel', async (context) => {
  const scene = await openScene(context);
  await scene.write([`{ to: webhook, url: "${at('HOOK')}" }`, `{ to: slack, url: "${at('SLACK')}" }`]);
  scene.breakMonth('2021-02');
  await scene.runAndNotify();
  await writeFile(
    join(folderOf(scene, 'webhook'), '000002.json'),
    '{"format":1,"number":2,"kind":"sent","at":"x","about":{}}',
  );
  scene.breakMonth('2021-02', 'contract');
  const { code, stdout } = await scene.runAndNotify();
  assert.equal(code, 1);
  assert.match(
    stdout,
    /notify "webhook" \(webhook\): _lakeferry\/trips\/notices\/webhook\/2021-02\/000002\.json in the lake .* is damaged/,
  );
  assert.equal(scene.channels.arrived.filter(({ path }) => path === '/slack').length, 2);
});
