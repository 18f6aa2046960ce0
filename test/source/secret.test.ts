import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { probeSource } from '../../src/source/probe.ts';
import { redactUrl } from '../../src/source/shown-url.ts';
import { type Answer, type FaultServer, startFaultServer } from '../servers/fault-server.ts';
import { type Bench, openBench } from './bench.ts';

const SECRET = 'hunter2secret';
/** A secret from the environment, as it stands in the pipeline file. */
const NAMED = `$${'{TOKEN}'}`;

describe('a secret in the URL', () => {
  let server: FaultServer;
  let bench: Bench;
  let answer: () => Answer;
  before(async () => {
    server = await startFaultServer(() => answer());
    bench = await openBench();
  });
  after(async () => {
    await server.close();
    await bench.remove();
  });

  const queries = [
    'X-Goog-Signature',
    'X-Amz-Signature',
    'X-Amz-Security-Token',
    'sig',
    'token',
    'api_key',
    'password',
  ];
  const forms = (): string[] => [
    ...queries.map((name) => `${server.origin}/a.csv?x=1&${name}=${SECRET}&y=2`),
    `${server.origin.replace('//', `//ann:${SECRET}@`)}/a.csv`,
  ];

  it('T19: typed into the file works, and shows up nowhere', async () => {
    for (const url of forms()) {
      bench.lines.length = 0;
      answer = () => ({ body: 'a,b\n1,2\n' });
      const fetched = await bench.fetch(url);
      assert.doesNotMatch(inspect({ fetched, lines: bench.lines, left: await bench.left() }, { depth: 9 }), /hunter2/);
    }
    assert.equal(server.seen[0]?.path, `/a.csv?x=1&X-Goog-Signature=${SECRET}&y=2`);
    assert.match(server.seen.at(-1)?.headers['authorization'] ?? '', /^Basic /);
  });

  const faults: readonly Answer[] = [
    { status: 404 },
    { status: 503 },
    { body: '<html>' },
    { body: 'abc', declared: 9 },
    { body: 'abc', framing: 'close' },
    { body: '' },
    { body: 'x', headers: { 'content-encoding': 'br' } },
    { status: 302, headers: { location: `/next/${SECRET}?sig=${SECRET}` } },
    { status: 302, headers: { location: `http://x:${SECRET}@10.0.0.1/?token=${SECRET}` } },
    { status: 302, headers: { location: `ftp://x:${SECRET}@10.0.0.1/${SECRET}` } },
  ];
  for (const fault of faults) {
    it(`T19: is in no error: ${JSON.stringify(fault).replaceAll(SECRET, '…')}`, async () => {
      bench.lines.length = 0;
      answer = () => fault;
      for (const url of forms()) {
        const error = await bench.fetch(url).then(
          () => assert.fail('no error'),
          (thrown: unknown) => thrown,
        );
        assert.doesNotMatch(inspect({ error, lines: bench.lines }, { depth: 9 }), /hunter2/);
        const { into: _, limits: __, ...rest } = bench.options(url);
        const probed = await probeSource({ ...rest, previous: { etag: '"x"' } }).catch((thrown: unknown) => thrown);
        assert.doesNotMatch(inspect(probed, { depth: 9 }), /hunter2/);
      }
    });
  }

  it('T19: from the environment stays the name that the user wrote', async () => {
    answer = () => ({ status: 404 });
    const shownUrl = `${server.origin}/\${WHERE}/a.csv?token=\${TOKEN}`;
    await assert.rejects(
      bench.fetch(`${server.origin}/${SECRET}/a.csv?token=${SECRET}`, { shownUrl }),
      (error: Error) => {
        assert.ok(error.message.startsWith(`${shownUrl} answered 404`));
        return true;
      },
    );
  });

  it('T19: is hidden without spoiling the rest of the URL', () => {
    const hidden: readonly (readonly [string, string])[] = [
      ['https://example.org/a/{YYYY}.csv?page=1&sort=key', 'https://example.org/a/{YYYY}.csv?page=1&sort=key'],
      ['https://u:p@example.org/a', 'https://***@example.org/a'],
      ['https://u:p/q@example.org/a', 'https://u:p/q@example.org/a'],
      ['https://example.org/a?TOKEN=x#f', 'https://example.org/a?TOKEN=***#f'],
      ['https://example.org/a?my-access-token=x&b=1', 'https://example.org/a?my-access-token=***&b=1'],
      [`https://example.org/a?token=${NAMED}&sig=x`, `https://example.org/a?token=${NAMED}&sig=***`],
      ['https://example.org/me@home?a=b', 'https://example.org/me@home?a=b'],
    ];
    for (const [url, expected] of hidden) assert.equal(redactUrl(url), expected);
  });
});
