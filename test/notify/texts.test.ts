import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose } from '../../src/notify/deliver.ts';
import { messagesOf, type Surroundings } from '../../src/notify/message.ts';
import type { Notice } from '../../src/notify/notice.ts';
import type { Channel, ChannelKind } from '../../src/pipeline/notify.ts';
import { pingsIn, RULES } from '../servers/notify/rules.ts';

const PATHS: Partial<Record<ChannelKind, string>> = {
  slack: '/slack',
  teams: '/teams',
  discord: '/discord',
  webhook: '/hook',
};
const KINDS = Object.keys(PATHS) as ('slack' | 'teams' | 'discord' | 'webhook')[];
const URL_OF_RUN = 'https://github.com/example/taxi/actions/runs/42';

const surroundings: Surroundings = {
  pipeline: { name: 'trips', description: 'Trips', owner: 'data@example.org', parameters: { color: 'yellow' } },
  mask: (text) => text.replaceAll('hunter2', '***'),
  url: URL_OF_RUN,
};

const channel = (to: (typeof KINDS)[number], more: Partial<Channel> = {}): Channel =>
  ({
    to,
    name: to,
    on: ['failed'],
    rejectsAbove: 0,
    title: '{dataset} {partition} {what}',
    body: '{reason}\nOwner: {owner}',
    retries: 0,
    retryDelay: { kind: 'list', delays: [0] },
    timeoutMs: 1000,
    url: { text: 'https://host' },
    ...(to === 'webhook' ? { headers: {}, allowPrivate: false } : {}),
    ...more,
  }) as Channel;

const notice = (reason: string, partition = '2021-02'): Notice => ({
  partition,
  state: 'failed',
  cause: 7,
  wellAt: 0,
  reason,
  task: 'fetch',
  code: 'FETCH_STATUS',
  about: { state: 'failed', cause: 7 },
});

/** The body as it goes over the wire, which the channel takes. */
function wire(
  to: (typeof KINDS)[number],
  notices: readonly Notice[],
  more: Partial<Channel> = {},
): { text: string; body: unknown } {
  const [message, ...others] = messagesOf(channel(to, more), notices, surroundings);
  assert.ok(message !== undefined && others.length === 0);
  const text = JSON.stringify(compose(message));
  const path = PATHS[to] as string;
  assert.equal(RULES[path]?.check(JSON.parse(text), Buffer.byteLength(text)), undefined, `${to}: ${text}`);
  assert.deepEqual(pingsIn(path, JSON.parse(text)), [], to);
  return { text, body: JSON.parse(text) };
}

/** Everything that means something somewhere. */
const HOSTILE = [
  '<!channel> <!here> <@U123|x> <#C1> <https://evil.example|click>',
  '@everyone @here <@1234> <@&5678> **bold** [click](https://evil.example) ||spoiler|| `code` ```',
  '</code><script>alert(1)</script> &lt; &amp;',
  '\u001b[31mred \r\nBcc: x \u202e',
];

test('what a source wrote pings nobody, links nowhere and is no markup, in any channel', () => {
  for (const hostile of HOSTILE) {
    for (const to of KINDS) {
      for (const place of ['{reason}', 'x {reason} y']) wire(to, [notice(hostile)], { title: place, body: place });
    }
  }
  const discord = (wire('discord', [notice(HOSTILE[1] as string)]).body as { content: string }).content;
  assert.match(discord, /\\@everyone/);
  assert.match(discord, /\\\[click\\\]\\\(https\\:\\\/\\\/evil/);
  const slack = wire('slack', [notice(HOSTILE[0] as string)]).text;
  assert.match(slack, /&lt;!channel&gt;/);
  for (const to of KINDS) {
    JSON.parse(wire(to, [notice(HOSTILE[3] as string)]).text, (_, value: unknown) => {
      if (typeof value === 'string') assert.doesNotMatch(value, /[\u0000-\u0009\u000b-\u001f\u202e]/, to);
      return value;
    });
  }
});

test('the longest texts fit, and say that they were cut', () => {
  for (const character of ['x', '&', '*', '日', '😀', '"', '\\', '\u0000']) {
    const long = character.repeat(5000);
    const many = Array.from({ length: 300 }, (_, at) => notice(long, `2021-${at}`));
    for (const to of KINDS) {
      for (const more of [{}, { title: '{reason}{reason}', body: `${'{reason}'.repeat(20)}\n`.repeat(100) }]) {
        assert.match(wire(to, [notice(long)], more).text, /…/, `${to} ${character}`);
        wire(to, many, more);
      }
    }
  }
});

test('a cut parts no character and nothing that was escaped', () => {
  const { content } = wire('discord', [notice('*'.repeat(1500))]).body as { content: string };
  assert.match(content, /^\*\*trips 2021\\-02 failed\*\*\n(?:\\\*)+…\n<https:/);
  const { blocks } = wire('slack', [notice('&'.repeat(1500))]).body as { blocks: { text: { text: string } }[] };
  assert.match(blocks[1]?.text.text ?? '', /^(?:&amp;)+…$/);
});

test('a secret that got into a reason or a parameter leaves as stars', () => {
  const withSecret = { ...surroundings, pipeline: { ...surroundings.pipeline, parameters: { color: 'hunter2' } } };
  for (const to of KINDS) {
    const [message] = messagesOf(
      channel(to, { title: '{color}', body: '{reason} {color}' }),
      [notice('key hunter2')],
      withSecret,
    );
    assert.ok(message !== undefined);
    assert.doesNotMatch(JSON.stringify(compose(message)), /hunter2/);
  }
});

test('every field and every parameter is filled in; a field wins over a parameter of its name', () => {
  const fields =
    '{dataset}|{description}|{owner}|{partition}|{state}|{what}|{reason}|{task}|{code}|{rows}|{rejected}|{url}|{color}';
  const { body } = wire('webhook', [notice('why')], { body: fields });
  assert.equal(
    (body as { text: string }).text,
    `trips|Trips|data@example.org|2021-02|failed|failed|why|fetch|FETCH_STATUS|||${URL_OF_RUN}|yellow`,
  );
  const [message] = messagesOf(channel('webhook', { title: '{state}' }), [notice('why')], {
    ...surroundings,
    pipeline: { ...surroundings.pipeline, parameters: { state: 'NY' } },
  });
  assert.equal((compose(message as NonNullable<typeof message>) as { title: string }).title, 'failed');
});

test('ten at once are ten messages, eleven are one that lists them', () => {
  const notices = Array.from({ length: 11 }, (_, at) => notice('why', `2021-${at}`));
  assert.equal(messagesOf(channel('slack'), notices.slice(1), surroundings).length, 10);
  const mixed = notices.map((each, at): Notice => (at === 0 ? { ...each, state: 'recovered' } : each));
  const { body } = wire('webhook', mixed);
  const { title, text } = body as { title: string; text: string };
  assert.equal(title, 'trips: 1 have recovered, 10 failed');
  assert.equal(text.split('\n').length, 11);
});
