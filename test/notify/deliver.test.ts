import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Clock } from '../../src/base/ports/clock.ts';
import { createHttp } from '../../src/http/client.ts';
import { deliver } from '../../src/notify/deliver.ts';
import { messagesOf } from '../../src/notify/message.ts';
import { post } from '../../src/notify/post.ts';
import type { Channel } from '../../src/pipeline/notify.ts';
import { startChannels } from '../servers/notify/channels.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {}, group() {}, progress() {} };

async function open(context: TestContext, more: Partial<Channel>) {
  const channels = await startChannels();
  context.after(() => channels.close());
  const slept: number[] = [];
  const clock: Clock = { now: () => 0, random: () => 1, sleep: async (ms) => void slept.push(ms) };
  const channel = {
    to: 'slack',
    name: 'slack',
    on: ['failed'],
    rejectsAbove: 0,
    title: '{partition}',
    body: '{reason}',
    retries: 3,
    retryDelay: { kind: 'list', delays: [1000, 4000] },
    timeoutMs: 60_000,
    url: { text: `${channels.origin}/slack` },
    ...more,
  } as Channel;
  const notice = {
    partition: '2021-02',
    state: 'failed',
    cause: 1,
    wellAt: 0,
    reason: 'why',
    about: { state: 'failed', cause: 1 },
  } as const;
  const pipeline = { name: 'trips', description: 'Trips', owner: 'o', parameters: {} };
  const [message] = messagesOf(channel, [notice], { pipeline, mask: (text) => text });
  assert.ok(message !== undefined);
  const options = { http: createHttp({ env: {} }), clock, log: silent, signal: new AbortController().signal, env: {} };
  return { channels, slept, send: () => deliver(message, options) };
}

test('the waits are the policy’s, and a server’s own where it asks for more', async (context) => {
  const { channels, slept, send } = await open(context, {});
  channels.faults.set('/slack', [
    { status: 503 },
    { status: 429, headers: { 'retry-after': '30' } },
    { status: 429, headers: { 'retry-after': '1' } },
  ]);
  await send();
  assert.deepEqual(slept, [1000, 30_000, 4000]);
  assert.equal(channels.arrived.length, 1);
});

test('after its retries it is given up, with the last answer', async (context) => {
  const { channels, slept, send } = await open(context, { retries: 1 });
  channels.faults.set('/slack', [{ status: 500 }, { status: 502 }]);
  await assert.rejects(send(), { code: 'NOTIFY_STATUS', message: /^its webhook answered 502: it has a problem$/ });
  assert.equal(slept.length, 1);
});

test('a run that is cancelled sends no more', async (context) => {
  const channels = await startChannels();
  context.after(() => channels.close());
  const controller = new AbortController();
  controller.abort(new Error('cancelled by SIGTERM'));
  const request = { url: `${channels.origin}/slack`, shown: 'its webhook', body: {}, signal: controller.signal };
  const clock = { now: () => 0, random: () => 0, sleep: async () => {} };
  await assert.rejects(post({ http: createHttp({ env: {} }), clock, ...request }), /cancelled by SIGTERM/);
  assert.deepEqual(channels.asked, []);
});

test('a name that leads to a private address is refused at connect time, unless a webhook says that it is meant', async () => {
  const asked: string[] = [];
  const http = createHttp({
    env: {},
    resolve: async (host) => {
      asked.push(host);
      return [{ address: '127.0.0.1', family: 4 }];
    },
  });
  const clock = { now: () => 0, random: () => 0, sleep: async () => {} };
  const request = {
    http,
    clock,
    url: 'https://hooks.example:1/s3cret',
    shown: 'its address',
    body: {},
    signal: AbortSignal.timeout(5000),
  };
  await assert.rejects(post(request), {
    code: 'PRIVATE_ADDRESS',
    message:
      /^refused to post to its address: its name leads to a private or metadata address; .*"allow_private: true"$/,
  });
  await assert.rejects(post({ ...request, allowPrivate: true }), { code: 'HTTP_REFUSED' });
  assert.deepEqual(asked, ['hooks.example', 'hooks.example']);
});
