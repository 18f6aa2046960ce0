import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretsOf } from '../../src/pipeline/load.ts';
import { job, problemsOf, read } from './text-files.ts';

const at = (name: string) => `\${${name}}`;
const block = (...channels: string[]) => job(`notify:\n${channels.map((channel) => `  - ${channel}`).join('\n')}`);
const SLACK = `to: slack, url: "${at('SLACK')}"`;

/** A channel, and what is said of it. */
const WRONG: [channel: string, message: RegExp, hint: RegExp][] = [
  [
    '{ to: slack, url: "https://hooks.example/T0/secret" }',
    /^notify\[0\]\.url: "https.*" is not the name of a variable$/,
    /^write "\$\{SLACK_WEBHOOK\}" and set that variable/,
  ],
  [
    `{ to: slack, url: "https://hooks.example/${at('X')}" }`,
    /^notify\[0\]\.url: .* is not the name of a variable$/,
    /SLACK_WEBHOOK/,
  ],
  ['{ to: slack }', /^notify\[0\] has no "url"$/, /SLACK_WEBHOOK/],
  ['{ to: pager }', /^notify\[0\]\.to: "pager" is not one of slack, teams/, /^write one of slack, teams/],
  [`{ url: "${at('X')}" }`, /^notify\[0\] has no "to"$/, /^write one of slack, teams/],
  [`{ ${SLACK}, channel: ops }`, /^notify\[0\] has no key "channel"$/, /^its keys are to, url, name, on/],
  [`{ ${SLACK}, titel: x }`, /^notify\[0\] has no key "titel"$/, /^did you mean "title"\?$/],
  [
    `{ ${SLACK}, on: [broken] }`,
    /^notify\[0\]\.on\[0\]: "broken" is not one of failed, contract, late, rejects, recovered$/,
    /^write one of/,
  ],
  [
    `{ ${SLACK}, on: [] }`,
    /^notify\[0\]\.on: a list is not a list with something in it$/,
    /write on: \[failed, recovered\]/,
  ],
  [`{ ${SLACK}, on: [recovered] }`, /^notify\[0\]\.on tells the end of what was never told$/, /^add failed/],
  [
    `{ ${SLACK}, on: [failed], rejects_above: 1% }`,
    /^notify\[0\]\.rejects_above has no meaning where "on" has no rejects$/,
    /^add rejects/,
  ],
  [`{ ${SLACK}, rejects_above: much }`, /^notify\[0\]\.rejects_above: "much" is not a share of rows$/, /0\.1%/],
  [
    `{ ${SLACK}, title: "{partiton}" }`,
    /^notify\[0\]\.title: there is no field \{partiton\}$/,
    /^did you mean \{partition\}\?$/,
  ],
  [
    `{ ${SLACK}, body: "{weather}" }`,
    /^notify\[0\]\.body: there is no field \{weather\}$/,
    /^its fields are dataset, description/,
  ],
  [
    `{ ${SLACK}, body: "${at('TOKEN')}" }`,
    /^notify\[0\]\.body: \$\{TOKEN\} is not filled in here$/,
    /is sent to nobody$/,
  ],
  [`{ ${SLACK}, title: "a\\nb" }`, /^notify\[0\]\.title: .* is not a line of text$/s, /one line/],
  [`{ ${SLACK}, name: On Call }`, /^notify\[0\]\.name: "On Call" is not a name$/, /like on-call$/],
  [`{ ${SLACK}, timeout: soon }`, /^notify\[0\]\.timeout: "soon" is not a duration$/, /./],
  [
    `{ to: email, server: "${at('S')}", from: "a@b.c\\nBcc: x@y.z", recipients: [a@b.c] }`,
    /^notify\[0\]\.from: .* is not an e-mail address$/s,
    /data@example\.org/,
  ],
  [
    `{ to: email, server: "${at('S')}", from: a@b.c, recipients: [] }`,
    /^notify\[0\]\.recipients: a list is not a list with something in it$/,
    /./,
  ],
  [`{ to: issue, repository: taxi }`, /^notify\[0\]\.repository: "taxi" is not a repository$/, /^write owner\/name$/],
  [`{ to: issue, token: ghp_secret }`, /^notify\[0\]\.token: .* is not the name of a variable$/, /./],
  [
    `{ to: webhook, url: "${at('H')}", headers: { "X y": 1a } }`,
    /^notify\[0\]\.headers: "X y" is not the name of a header$/,
    /^write a name like/,
  ],
];

for (const [channel, message, hint] of WRONG) {
  test(channel, async () => {
    const problems = await problemsOf(block(channel));
    const [problem, ...others] = problems.filter((each) => message.test(each.message));
    assert.ok(problem !== undefined && others.length === 0, JSON.stringify(problems));
    assert.match(problem.hint ?? '', hint);
    assert.equal(problem.line, 8);
  });
}

test('a block that is no list is told how to be one', async () => {
  const [problem] = await problemsOf(job('notify: { to: slack }'));
  assert.match(problem?.message ?? '', /^notify: a mapping is not a list of channels$/);
});

test('two channels of a kind need names', async () => {
  const [problem] = await problemsOf(block(`{ ${SLACK} }`, `{ ${SLACK} }`));
  assert.match(problem?.message ?? '', /^notify\[1\]: there is another channel "slack"$/);
  const { notify } = await read(block(`{ ${SLACK} }`, `{ ${SLACK}, name: on-call }`));
  assert.deepEqual(
    notify?.map(({ name }) => name),
    ['slack', 'on-call'],
  );
});

test('what holds where nothing is said', async () => {
  const { notify: [channel] = [] } = await read(block(`{ ${SLACK} }`), { env: { SLACK: 'https://host/hook' } });
  assert.deepEqual(channel, {
    to: 'slack',
    name: 'slack',
    url: { text: 'https://host/hook' },
    on: ['failed', 'contract', 'late', 'recovered'],
    rejectsAbove: 0,
    title: '{dataset} {partition} {what}',
    body: '{reason}\nOwner: {owner}',
    retries: 3,
    retryDelay: { kind: 'exponential', first: 2000, longest: 60_000 },
    timeoutMs: 120_000,
  });
  const { notify: [limited] = [] } = await read(block(`{ ${SLACK}, rejects_above: 1% }`));
  assert.deepEqual([limited?.on.includes('rejects'), limited?.rejectsAbove], [true, 0.01]);
  const { notify: [issue] = [] } = await read(block('{ to: issue, on: [failed] }'));
  assert.deepEqual(issue?.on, ['failed', 'recovered'], 'an issue is closed when it is over');
});

test('every key has its effect', async () => {
  const text = block(
    `{ ${SLACK}, on: [late], title: "{color}", body: "{url}", retries: 1, retry_delay: [1s, 2s], timeout: 5s }`,
    `{ to: webhook, url: "${at('HOOK')}", headers: { Authorization: "Bearer ${at('KEY')}" }, allow_private: true }`,
    `{ to: email, server: "${at('SMTP')}", from: a@b.c, recipients: [d@e.f] }`,
    `{ to: issue, repository: o/n, labels: [data], token: "${at('KEY')}" }`,
  ).replace('name: taxi', 'name: taxi\nparameters: { color: green }');
  const env = { SLACK: 'https://a', HOOK: 'https://b?token=t0ken', KEY: 'k3y-k3y', SMTP: 'smtps://u:p%40ss@h' };
  const pipeline = await read(text, { env });
  const [slack, webhook, email, issue] = pipeline.notify ?? [];
  assert.deepEqual([slack?.on, slack?.title, slack?.body], [['late'], '{color}', '{url}']);
  assert.deepEqual(
    [slack?.retries, slack?.retryDelay, slack?.timeoutMs],
    [1, { kind: 'list', delays: [1000, 2000] }, 5000],
  );
  assert.ok(webhook?.to === 'webhook' && email?.to === 'email' && issue?.to === 'issue');
  assert.deepEqual([webhook.headers, webhook.allowPrivate], [{ Authorization: { text: 'Bearer k3y-k3y' } }, true]);
  assert.deepEqual([email.server, email.from, email.recipients], [{ text: env.SMTP }, 'a@b.c', ['d@e.f']]);
  assert.deepEqual([issue.repository, issue.labels, issue.token], ['o/n', ['data'], { text: 'k3y-k3y' }]);
  for (const secret of ['https://a', env.HOOK, 't0ken', 'k3y-k3y', env.SMTP, 'p@ss']) {
    assert.ok(secretsOf(pipeline).includes(secret), secret);
  }
});

test('a variable that is not set, or has a line break, is nothing wrong with the file', async () => {
  const text = block(`{ ${SLACK} }`, `{ to: teams, url: "${at('TEAMS')}" }`);
  const { notify = [] } = await read(text, { env: { TEAMS: 'https://x\n' } });
  assert.deepEqual(
    notify.map((channel) => 'url' in channel && channel.url),
    [
      { problem: `${at('SLACK')} is not set in the environment` },
      { problem: `the value of ${at('TEAMS')} has a line break in it` },
    ],
  );
});
