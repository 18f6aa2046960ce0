import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, openScene, type Scene } from './scene.ts';

const QUICK = 'retry_delay: 10ms';
const ALL = ['slack', 'teams', 'discord'].map((to) => `{ to: ${to}, url: "${at(to.toUpperCase())}", ${QUICK} }`);
const HOOK = `{ to: webhook, url: "${at('HOOK')}", ${QUICK} }`;

/** What came since the last call, as `path: state of partition`. */
function taken({ channels }: Scene): string[] {
  const told = channels.arrived.splice(0).map(({ path, body }) => {
    const [, month, what] = /trips (\d{4}-\d\d) ([a-z ]+)/.exec(JSON.stringify(body).replaceAll('\\', '')) ?? [];
    return `${path}: ${month} ${what}`;
  });
  return told.sort();
}

test('each channel is told of a failure once, and once that it is over', async (context) => {
  const scene = await openScene(context);
  await scene.write([...ALL, HOOK]);
  scene.breakMonth('2021-02');
  const first = await scene.runAndNotify();
  assert.equal(first.code, 0, first.stdout + first.stderr);
  assert.deepEqual(scene.channels.refused, []);
  assert.deepEqual(
    taken(scene),
    ['/discord', '/hook', '/slack', '/teams'].map((path) => `${path}: 2021-02 failed`),
  );
  const again = await scene.runAndNotify();
  assert.match(again.stdout, /notify "slack": nothing new/);
  assert.deepEqual(taken(scene), []);

  scene.mend('2021-02');
  await scene.runAndNotify();
  assert.deepEqual(
    taken(scene),
    ['/discord', '/hook', '/slack', '/teams'].map((path) => `${path}: 2021-02 has recovered`),
  );
  await scene.runAndNotify();
  assert.deepEqual(taken(scene), []);
  assert.deepEqual(scene.channels.refused, []);
});

test('lateness, a broken contract and rejected rows are told apart, and a state that changes is told', async (context) => {
  const scene = await openScene(context);
  await scene.write(
    [`{ to: webhook, url: "${at('HOOK')}", rejects_above: 10%, ${QUICK} }`],
    'contract: { max_rejected: 50% }',
  );
  scene.breakMonth('2021-01', 'absent');
  scene.breakMonth('2021-02', 'contract');
  scene.breakMonth('2021-03', 'rejects');
  await scene.runAndNotify();
  assert.deepEqual(taken(scene), [
    '/hook: 2021-01 is late',
    '/hook: 2021-02 broke its contract',
    '/hook: 2021-03 has rejected rows',
  ]);
  scene.breakMonth('2021-02');
  scene.mend('2021-03');
  await scene.runAndNotify();
  assert.deepEqual(taken(scene), ['/hook: 2021-02 failed', '/hook: 2021-03 has recovered']);
});

test('on: what a channel does not want it is not told', async (context) => {
  const scene = await openScene(context);
  await scene.write([
    `{ to: webhook, url: "${at('HOOK')}", on: [late], ${QUICK} }`,
    `{ to: slack, url: "${at('SLACK')}", on: [failed], ${QUICK} }`,
  ]);
  scene.breakMonth('2021-01', 'absent');
  scene.breakMonth('2021-02');
  await scene.runAndNotify();
  assert.deepEqual(taken(scene), ['/hook: 2021-01 is late', '/slack: 2021-02 failed']);
  scene.mend('2021-01');
  scene.mend('2021-02');
  await scene.runAndNotify();
  assert.deepEqual(taken(scene), []);
});

test('the same failure after it was well is told again, also where the recovery was told to nobody', async (context) => {
  const scene = await openScene(context);
  await scene.write([`{ to: slack, url: "${at('SLACK')}", on: [contract], ${QUICK} }`]);
  for (const how of ['contract', 'well', 'contract'] as const) {
    if (how === 'well') scene.mend('2021-02');
    else scene.breakMonth('2021-02', how);
    await scene.runAndNotify();
    await scene.runAndNotify();
  }
  assert.deepEqual(taken(scene), ['/slack: 2021-02 broke its contract', '/slack: 2021-02 broke its contract']);
});

test('a channel that fails costs a warning, and the others go on; the next run tries again', async (context) => {
  const scene = await openScene(context);
  await scene.write([`{ to: slack, url: "${at('SLACK')}", retries: 0 }`, HOOK]);
  scene.breakMonth('2021-02');
  scene.channels.faults.set('/slack', [{ status: 500 }]);
  const first = await scene.runAndNotify();
  assert.equal(first.code, 1);
  assert.match(
    first.stdout + first.stderr,
    /warning: notify "slack" \(slack\): 2021-02 not told: its webhook answered 500: it has a problem/,
  );
  assert.deepEqual(taken(scene), ['/hook: 2021-02 failed']);
  const second = await scene.runAndNotify();
  assert.equal(second.code, 0, second.stdout + second.stderr);
  assert.deepEqual(taken(scene), ['/slack: 2021-02 failed']);
});

test('outages are tried again by the policy, what will not pass is not', async (context) => {
  const scene = await openScene(context);
  await scene.write([`{ to: slack, url: "${at('SLACK')}", retries: 2, ${QUICK} }`]);
  scene.breakMonth('2021-02');
  const { faults, asked } = scene.channels;
  const cases: [statuses: number[], asked: number, code: number][] = [
    [[404], 1, 1],
    [[400], 1, 1],
    [[302], 1, 1],
    [[503, 500, 408], 3, 1],
    [[503, 502], 3, 0],
  ];
  for (const [statuses, count, code] of cases) {
    faults.set(
      '/slack',
      statuses.map((status) => ({ status, headers: { location: `${scene.channels.origin}/hook` } })),
    );
    asked.length = 0;
    const { code: ended } = await scene.runAndNotify();
    assert.deepEqual([asked, ended], [new Array(count).fill('/slack'), code], statuses.join());
  }
});

test('429: the wait that the server asks for is kept, within the deadline', async (context) => {
  const scene = await openScene(context);
  const channel = (timeout: string) =>
    `{ to: discord, url: "${at('DISCORD')}", retries: 1, ${QUICK}, timeout: ${timeout} }`;
  await scene.write([channel('1m')]);
  scene.breakMonth('2021-02');
  scene.channels.faults.set('/discord', [{ status: 429, headers: { 'retry-after': '1' } }]);
  const started = performance.now();
  const { code, stdout } = await scene.runAndNotify();
  assert.equal(code, 0, stdout);
  assert.match(stdout, /answered 429: too many requests; try 1 of 2, next in 1 s/);
  assert.ok(performance.now() - started >= 1000);

  await scene.write([channel('300ms')]);
  scene.breakMonth('2021-03', 'contract');
  scene.channels.faults.set('/discord', [{ status: 429, headers: { 'retry-after': '60' } }]);
  const late = await scene.runAndNotify();
  assert.equal(late.code, 1);
  assert.match(late.stdout + late.stderr, /2021-03 not told: notify "discord" took longer than 0\.3 s/);
});

test('a channel that takes the message and says nothing is given up at its deadline', async (context) => {
  const scene = await openScene(context);
  await scene.write([`{ to: slack, url: "${at('SLACK')}", retries: 0, timeout: 400ms }`, HOOK]);
  scene.breakMonth('2021-02');
  scene.channels.faults.set('/slack', [{ silent: true }]);
  const { code, stdout, stderr } = await scene.runAndNotify();
  assert.equal(code, 1);
  assert.match(stdout + stderr, /notify "slack" took longer than 0\.4 s/);
  assert.deepEqual(taken(scene), ['/hook: 2021-02 failed', '/slack: 2021-02 failed']);
});

test('a variable that is not set stops no load and no other channel', async (context) => {
  const scene = await openScene(context);
  await scene.write([`{ to: slack, url: "${at('NOT_THERE')}" }`, HOOK]);
  scene.breakMonth('2021-02');
  const { code, stdout, stderr } = await scene.runAndNotify();
  assert.equal(code, 1);
  assert.match(
    stdout + stderr,
    /notify "slack" \(slack\): 2021-02 not told: \$\{NOT_THERE\} is not set in the environment/,
  );
  assert.deepEqual(taken(scene), ['/hook: 2021-02 failed']);
});

test('where an address may lead: a name that is private, plain http, and what is no address are refused', async (context) => {
  const scene = await openScene(context);
  await scene.write([`{ to: webhook, url: "${at('HOOK')}", retries: 0 }`]);
  scene.breakMonth('2021-02');
  const { port } = new URL(scene.channels.origin);
  const refused: [HOOK: string, RegExp][] = [
    [
      'http://example.org/hook-with-a-secret',
      /its address is not an https address; what is posted would go in the clear/,
    ],
    ['hook-with-a-secret', /its address does not hold an address like https:\/\/host\/path/],
    ['ftp://host/hook-with-a-secret', /its address does not hold an address like/],
    [`https://ip6-localhost:${port}/hook-with-a-secret`, /refused to post to its address|cannot be resolved/],
  ];
  for (const [HOOK, message] of refused) {
    const { code, stdout, stderr } = await scene.runAndNotify({ HOOK });
    assert.equal(code, 1, HOOK);
    assert.match(stdout + stderr, message);
    assert.doesNotMatch(stdout + stderr, /hook-with-a-secret/);
  }
  assert.deepEqual(scene.channels.asked, []);
});

test('many at once are one message, and each of them is remembered', async (context) => {
  const scene = await openScene(context);
  await scene.write(
    [...ALL, HOOK],
    'partitions: { by: month, start: 2020-01, end: 2021-03 }',
    'tasks: { fetch: { retries: 0 } }',
  );
  for (let month = 1; month <= 12; month++) scene.breakMonth(`2020-${String(month).padStart(2, '0')}`);
  const { code, stdout } = await scene.runAndNotify();
  assert.equal(code, 0, stdout);
  assert.deepEqual(scene.channels.refused, []);
  assert.equal(scene.channels.arrived.length, 4);
  const hook = scene.channels.arrived.find(({ path }) => path === '/hook')?.body as {
    title: string;
    notices: object[];
  };
  assert.equal(hook.title, 'trips: 12 failed');
  assert.equal(hook.notices.length, 12);
  await scene.runAndNotify();
  assert.equal(scene.channels.arrived.length, 4);
});

test('headers of a webhook are sent, and told twice a message has the same id', async (context) => {
  const scene = await openScene(context);
  await scene.write([
    `{ to: webhook, url: "${at('HOOK')}", ${QUICK}, headers: { Authorization: "Bearer ${at('HOOK_TOKEN')}", X-Team: data } }`,
  ]);
  scene.breakMonth('2021-02');
  scene.channels.faults.set('/hook', [{ status: 503 }]);
  const { stdout } = await scene.runAndNotify({ HOOK_TOKEN: 'hunter2-hunter2' });
  const [arrived] = scene.channels.arrived;
  assert.ok(arrived !== undefined);
  assert.equal(arrived.headers['authorization'], 'Bearer hunter2-hunter2');
  assert.equal(arrived.headers['x-team'], 'data');
  assert.equal(arrived.headers['idempotency-key'], (arrived.body as { id: string }).id);
  assert.match(arrived.headers['idempotency-key'] ?? '', /^[0-9a-f]{32}$/);
  assert.doesNotMatch(stdout, /hunter2/);
});
