import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { monthText } from '../job/job.ts';
import { type ActionBench, openActions } from './bench.ts';

const PIPELINE = `name: trips
description: Trips of a test
owner: data@example.org
source: { url: "{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-02 }
lake: ./lake
columns: { id: { type: int64, required: true }, note: { type: string } }
`;

interface Comment {
  id: number;
  body: string;
  user: { type: string };
}

/** GitHub's comments of one pull request. */
async function startComments() {
  const comments: Comment[] = [];
  const calls: string[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      calls.push(`${request.method} ${request.url?.replace(/\?.*/, '')}`);
      const answer = (status: number, value: unknown) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      if (request.headers.authorization !== 'Bearer canary-token') return answer(401, {});
      if (state.status !== 200) return answer(state.status, {});
      if (request.method === 'GET') return answer(200, comments);
      const { body } = JSON.parse(Buffer.concat(chunks).toString()) as { body: string };
      const id = Number(/comments\/(\d+)$/.exec(request.url ?? '')?.[1]);
      const found = comments.find((comment) => comment.id === id);
      if (found !== undefined) found.body = body;
      else comments.push({ id: comments.length + 1, body, user: { type: 'Bot' } });
      return answer(201, {});
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { comments, calls, state, origin, close: () => server.close() };
}

let bench: ActionBench;
let github: Awaited<ReturnType<typeof startComments>>;
before(async () => {
  bench = await openActions({
    'pipeline.yml': PIPELINE,
    '2021-01.csv': monthText('2021-01'),
    '2021-02.csv': monthText('2021-02'),
  });
  github = await startComments();
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...words], {
      cwd: bench.workspace,
    });
  git('init', '--quiet');
  git('add', 'pipeline.yml');
  git('commit', '--quiet', '-m', 'The base');
  await change('id: { type: int64, required: true, minimum: 1 }');
  git('commit', '--quiet', '-am', 'The change');
});
after(async () => {
  github.close();
  await bench.close();
});

const change = (column: string) =>
  writeFile(join(bench.workspace, 'pipeline.yml'), PIPELINE.replace('id: { type: int64, required: true }', column));

/** The environment of a job that runs on a pull request. */
async function pullRequest(from = 'acme/trips'): Promise<Record<string, string>> {
  const event = join(bench.workspace, 'event.json');
  const repo = (name: string) => ({ repo: { full_name: name } });
  await writeFile(event, JSON.stringify({ pull_request: { number: 7, head: repo(from), base: repo('acme/trips') } }));
  return { GITHUB_EVENT_PATH: event, GITHUB_API_URL: github.origin, GITHUB_REPOSITORY: 'acme/trips' };
}

test('a pull request gets a summary and one comment, which is changed and not repeated; nothing is published', async () => {
  const env = await pullRequest();
  github.comments.push({ id: 1, body: '<!-- lakeferry diff trips -->\nquoted by a person', user: { type: 'User' } });
  const first = await bench.step('diff', { token: 'canary-token' }, env);
  assert.equal(first.code, 0, first.log);
  assert.deepEqual(first.outputs, { changes: '1', count: '2', comment: 'created' });
  assert.match(first.summary, /^# <code>trips<\/code>: what this change would do/);
  assert.match(
    first.summary,
    /\| <code>columns&#46;id<\/code> \| <code>int64, required<\/code> \| <code>int64, required, minimum 1<\/code> \|/,
  );
  assert.match(first.summary, /## Sample: 2021-02/);
  assert.equal(github.comments[1]?.body, `<!-- lakeferry diff trips -->\n${first.summary}`);
  assert.deepEqual(await bench.shas('.').then(Object.keys), []);
  // What it is expected to take may have been measured otherwise.
  const second = await bench.step('diff', { token: 'canary-token' }, env);
  assert.match(second.outputs['comment'] ?? '', /^(?:updated|unchanged)$/);
  await change('id: { type: int64, required: true, minimum: 2 }');
  const changed = await bench.step('diff', { token: 'canary-token' }, env);
  // A month that breaks the new contract fails the check, and is commented on all the same.
  assert.deepEqual([changed.code, changed.outputs['comment']], [3, 'updated'], changed.log);
  assert.equal(github.comments.length, 2);
  assert.match(github.comments[1]?.body ?? '', /minimum 2/);
  assert.equal(github.comments[0]?.body, '<!-- lakeferry diff trips -->\nquoted by a person');
  assert.ok(!`${first.log}${changed.log}`.includes('canary-token'));
  await change('id: { type: int64, required: true, minimum: 1 }');
});

test('a token that may not, a service that fails, no pull request, no token: the summary says it all the same', async () => {
  const env = await pullRequest();
  github.state.status = 403;
  const denied = await bench.step('diff', { token: 'canary-token' }, env);
  assert.deepEqual([denied.code, denied.outputs['comment']], [0, 'denied']);
  assert.match(denied.log, /needs pull-requests: write/);
  github.state.status = 500;
  const failed = await bench.step('diff', { token: 'canary-token' }, env);
  assert.deepEqual([failed.code, failed.outputs['comment']], [0, '']);
  assert.match(failed.log, /::warning.*no comment: .*status 500/);
  github.state.status = 200;
  github.calls.length = 0;
  assert.equal((await bench.step('diff', { token: 'canary-token' })).outputs['comment'], '');
  const silent = await bench.step('diff', {}, env);
  assert.deepEqual([silent.outputs['comment'], github.calls, silent.summary !== ''], ['', [], true]);
});

test('a fork, and a job without its secrets, get the check of the file and nothing is asked or fetched', async () => {
  const fork = await bench.step('diff', {}, await pullRequest('stranger/trips'));
  assert.deepEqual([fork.code, fork.outputs['changes'], fork.outputs['count']], [0, '1', '0'], fork.log);
  assert.match(fork.summary, /this job has no secrets/);
  assert.ok(!fork.summary.includes('Sample'));
  const secret = PIPELINE.replace('url: "{', 'url: "https://example.org/$' + '{TOKEN}/{');
  await writeFile(join(bench.workspace, 'pipeline.yml'), [secret, 'warehouse: "$', '{TRIPS_URL}"\n'].join(''));
  const bare = await bench.step('diff', {}, await pullRequest());
  assert.deepEqual([bare.code, bare.outputs['changes']], [0, '2'], bare.log);
  assert.match(bare.summary, /\| <code>warehouse<\/code> \| {2}\| <code>&#36;&#123;TRIPS&#95;URL&#125;<\/code> \|/);
  await writeFile(join(bench.workspace, 'pipeline.yml'), `${PIPELINE}columns: {}\n`);
  assert.equal((await bench.step('diff', {}, await pullRequest('stranger/trips'))).code, 2);
  await change('id: { type: int64, required: true, minimum: 1 }');
});

test('a lake in a folder is none on a hosted runner, and base and sample are words like others', async () => {
  const env = await pullRequest();
  const hosted = await bench.step('diff', { sample: '2021-01' }, { ...env, RUNNER_ENVIRONMENT: 'github-hosted' });
  assert.equal(hosted.code, 0, hosted.log);
  assert.match(hosted.summary, /the lake is a folder, which this runner does not have/);
  assert.match(hosted.summary, /## Sample: 2021-01/);
  const none = await bench.step('diff', { base: 'HEAD' }, env);
  assert.equal(none.outputs['changes'], '0');
});
