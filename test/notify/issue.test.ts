import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type IssuesServer, startIssues } from '../servers/notify/issues.ts';
import { openScene, type Scene } from './scene.ts';

interface Bench {
  scene: Scene;
  github: IssuesServer;
  env: Record<string, string>;
}

async function openIssues(context: TestContext, channel = '{ to: issue, retry_delay: 10ms }'): Promise<Bench> {
  const scene = await openScene(context);
  const github = await startIssues();
  context.after(() => github.close());
  await scene.write([channel]);
  const env = {
    GITHUB_API_URL: github.api,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_TOKEN: github.token,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '42',
  };
  return { scene, github, env };
}

const stateOf = ({ github }: Bench) => github.issues.map(({ number, title, state }) => `#${number} ${state}: ${title}`);

test('one issue a partition: opened, rewritten, closed, reopened', async (context) => {
  const bench = await openIssues(context, '{ to: issue, labels: [data], retry_delay: 10ms }');
  const { scene, github, env } = bench;
  scene.breakMonth('2021-02');
  scene.breakMonth('2021-03');
  const first = await scene.runAndNotify(env);
  assert.equal(first.code, 0, first.stdout + first.stderr);
  assert.deepEqual(stateOf(bench), ['#1 open: trips 2021-02 failed', '#2 open: trips 2021-03 failed']);
  assert.deepEqual(github.issues[0]?.labels, ['lakeferry', 'data']);
  assert.match(
    github.issues[0]?.body ?? '',
    /\[The workflow run\]\(https:\/\/github\.com\/example\/taxi\/actions\/runs\/42\)/,
  );
  assert.match(github.issues[0]?.body ?? '', /<!-- lakeferry trips\/2021-02 -->\n$/);

  github.asked.length = 0;
  await scene.runAndNotify(env);
  assert.deepEqual(github.asked, [], 'nothing new costs no call');

  scene.breakMonth('2021-02', 'contract');
  scene.mend('2021-03');
  await scene.runAndNotify(env);
  assert.deepEqual(stateOf(bench), [
    '#1 open: trips 2021-02 broke its contract',
    '#2 closed: trips 2021-03 has recovered',
  ]);
  assert.equal(github.issues[1]?.state_reason, 'completed');

  scene.mend('2021-02');
  scene.breakMonth('2021-03', 'contract');
  await scene.runAndNotify(env);
  assert.deepEqual(stateOf(bench), [
    '#1 closed: trips 2021-02 has recovered',
    '#2 open: trips 2021-03 broke its contract',
  ]);
});

test('an answer that is lost makes no second issue: it is looked for before one is made', async (context) => {
  const bench = await openIssues(context);
  const { scene, github, env } = bench;
  scene.breakMonth('2021-02');
  github.lost.push('POST');
  const { code, stdout } = await scene.runAndNotify(env);
  assert.equal(code, 0, stdout);
  assert.deepEqual(stateOf(bench), ['#1 open: trips 2021-02 failed']);
  assert.deepEqual(github.asked, ['GET /issues 200', 'POST /issues 0', 'GET /issues 200', 'PATCH /issues/1 200']);
});

test('the issue itself is the memory where the lake has lost its own, among hundreds of others', async (context) => {
  const bench = await openIssues(context);
  const { scene, github, env } = bench;
  scene.breakMonth('2021-02');
  await scene.runAndNotify(env);
  const other = { title: 'x', body: 'x', state: 'open', state_reason: null, labels: ['lakeferry'] } as const;
  for (let number = 2; number <= 250; number++) github.issues.push({ ...other, labels: ['lakeferry'], number });
  // A stranger may write the marker, but sets no label; a pull request is no issue.
  const marker = github.issues[0]?.body ?? '';
  github.issues.push({ ...other, number: 251, body: marker, labels: [] });
  github.issues.push({ ...other, number: 252, body: marker, labels: ['lakeferry'], pull_request: {} });
  const { rm } = await import('node:fs/promises');
  await rm(`${scene.job.folder}/lake/_lakeferry/trips/notices`, { recursive: true });
  await scene.notify(env);
  assert.equal(github.issues.length, 252);
  assert.equal(github.asked.at(-1), 'PATCH /issues/1 200');
});

test('an issue that was deleted is made anew; one that was closed by hand stays closed until something changes', async (context) => {
  const bench = await openIssues(context);
  const { scene, github, env } = bench;
  scene.breakMonth('2021-02');
  await scene.runAndNotify(env);
  Object.assign(github.issues[0] ?? {}, { state: 'closed' });
  await scene.runAndNotify(env);
  assert.equal(github.issues[0]?.state, 'closed');
  Object.assign(github.issues[0] ?? {}, { number: 900 });
  scene.breakMonth('2021-02', 'contract');
  await scene.runAndNotify(env);
  assert.deepEqual(stateOf(bench).slice(1), ['#2 open: trips 2021-02 broke its contract']);
});

test('a token without the permission is told with the lines that are missing, and nothing is tried again', async (context) => {
  const { scene, github, env } = await openIssues(context);
  scene.breakMonth('2021-02');
  github.rights = 'none';
  const refused = await scene.runAndNotify(env);
  assert.equal(refused.code, 1);
  assert.match(
    refused.stdout + refused.stderr,
    /"example\/taxi" on GitHub answered 403: the token may not write issues; give the job .* permissions: \{ contents: read, issues: write \}/,
  );
  assert.deepEqual(github.asked, ['GET /issues 200', 'POST /issues 403']);
  github.rights = 'write';
  github.enabled = false;
  assert.match((await scene.notify(env)).stdout, /has no issues; switch them on in its settings/);
  github.enabled = true;
  github.faults.push({ status: 301 });
  assert.match(
    (await scene.notify(env)).stdout,
    /answered 301: the repository has moved; write its new name as "repository"/,
  );
  assert.match((await scene.notify({ ...env, GITHUB_TOKEN: 'other' })).stdout, /answered 401: the token is not valid/);
  const { GITHUB_TOKEN: _, ...without } = env;
  assert.match(
    (await scene.notify(without)).stdout,
    /GITHUB_TOKEN is not set: in a step of a workflow, env: \{ GITHUB_TOKEN: /,
  );
  assert.equal((await scene.notify(env)).code, 0);
  assert.equal(github.issues.length, 1);
});

test('a rate limit of GitHub is waited for, also where it comes as a 403', async (context) => {
  const { scene, github, env } = await openIssues(context);
  scene.breakMonth('2021-02');
  github.faults.push(
    { status: 403, headers: { 'retry-after': '0' } },
    { status: 403, headers: { 'x-ratelimit-remaining': '0' } },
    { status: 502 },
  );
  const { code, stdout } = await scene.runAndNotify(env);
  assert.equal(code, 0, stdout);
  assert.equal(github.issues.length, 1);
});

test('repository and token may be named; what is closed already needs nothing', async (context) => {
  const token = '$' + '{ISSUE_TOKEN}';
  const bench = await openIssues(context, `{ to: issue, repository: example/taxi, token: "${token}", retries: 0 }`);
  const { scene, github } = bench;
  scene.breakMonth('2021-02');
  const env = { GITHUB_API_URL: github.api, ISSUE_TOKEN: github.token };
  const { code, stdout, stderr } = await scene.runAndNotify(env);
  assert.equal(code, 0, stdout + stderr);
  assert.deepEqual(stateOf(bench), ['#1 open: trips 2021-02 failed']);
});

test('what a source wrote is text in an issue: no mention, no reference, no image, no HTML', async (context) => {
  const bench = await openIssues(context);
  const { scene, github, env } = bench;
  const hostile =
    '@octocat #1 ![x](https://evil.example/a.png) <img src=x> </code> --> <!-- lakeferry trips/2021-01 -->';
  await scene.write(['{ to: issue, body: "{description}" }'], `description: '${hostile}'`);
  scene.breakMonth('2021-02');
  await scene.runAndNotify(env);
  const body = github.issues[0]?.body ?? '';
  const text = body.replace(/<!-- lakeferry trips\/2021-02 -->\n$/, '').replace(/\[The workflow run\]\(.*\)/, '');
  assert.doesNotMatch(text, /@o|#1|!\[|<img|<!-- lakeferry|https:/);
  assert.equal(text.match(/<\/code>/g)?.length, 1);
});
