import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type ProbeOptions, type ProbeOutcome, probeSource } from '../../src/source/probe.ts';
import { type Answer, type FaultServer, startFaultServer } from '../servers/fault-server.ts';
import { type Bench, type Changes, openBench } from './bench.ts';

describe('a probe', () => {
  let server: FaultServer;
  let bench: Bench;
  let answer: () => Answer;
  before(async () => {
    server = await startFaultServer(() => answer());
    bench = await openBench();
  });
  beforeEach(() => {
    server.seen.length = 0;
  });
  after(async () => {
    await server.close();
    await bench.remove();
  });
  const probe = (given: Answer, previous: ProbeOptions['previous'], changes: Changes = {}): Promise<ProbeOutcome> => {
    answer = () => given;
    const { into: _, limits: __, ...rest } = bench.options(`${server.origin}/a.csv`, changes);
    return probeSource({ ...rest, previous });
  };
  const DATE = 'Mon, 01 Feb 2021 00:00:00 GMT';
  const LATER = 'Tue, 02 Feb 2021 00:00:00 GMT';

  it('asks one conditional question and reads no body', async () => {
    const previous = { etag: '"a"', lastModified: DATE };
    assert.deepEqual(await probe({ status: 304 }, previous), { kind: 'unchanged' });
    assert.equal(server.seen[0]?.headers['if-none-match'], '"a"');
    assert.equal(server.seen[0]?.headers['if-modified-since'], DATE);
    const silent: Answer = { body: 'x'.repeat(1e6), cutAt: 10, afterwards: 'silence', headers: { etag: '"a"' } };
    assert.deepEqual(await probe(silent, previous), { kind: 'unchanged' });
    assert.equal(server.seen.length, 2);
  });

  const cases: readonly (readonly [string, Record<string, string>, ProbeOptions['previous'], ProbeOutcome])[] = [
    ['another ETag', { etag: '"b"' }, { etag: '"a"' }, { kind: 'changed', part: 'etag', old: '"a"', new: '"b"' }],
    ['the same tag, weak now', { etag: 'W/"a"' }, { etag: '"a"' }, { kind: 'unchanged' }],
    [
      'another date',
      { 'last-modified': LATER },
      { lastModified: DATE },
      { kind: 'changed', part: 'last-modified', old: DATE, new: LATER },
    ],
    ['the same date', { 'last-modified': DATE }, { lastModified: DATE, bytes: 9 }, { kind: 'unchanged' }],
    ['another length', {}, { bytes: 9 }, { kind: 'changed', part: 'length', old: '9', new: '3' }],
  ];
  for (const [name, headers, previous, expected] of cases) {
    it(`sees ${name}`, async () => {
      assert.deepEqual(await probe({ body: 'abc', headers }, previous), expected);
    });
  }

  it('does not know where nothing can be compared', async () => {
    for (const [headers, previous] of [
      [{}, { bytes: 3 }],
      [{ etag: '"a"' }, {}],
      [{ 'content-encoding': 'gzip' }, { bytes: 9 }],
    ] as const) {
      assert.equal((await probe({ body: 'abc', headers }, previous)).kind, 'unknown');
    }
  });

  it('knows not ready, and takes any other status as unknown', async () => {
    const notReady = { settings: { notReady: [403] } };
    assert.deepEqual(await probe({ status: 403 }, { etag: '"a"' }, notReady), { kind: 'not_ready', status: 403 });
    for (const status of [404, 500, 429]) {
      const probed = await probe({ status }, { etag: '"a"' }, notReady);
      assert.ok(probed.kind === 'unknown' && probed.why.endsWith(`answered ${status}`));
    }
    assert.equal((await probe({ status: 304 }, { bytes: 3 })).kind, 'unknown');
  });

  it('does not know when the server is gone, but throws mistakes and the signal of its caller', async () => {
    const { into: _, limits: __, ...rest } = bench.options('http://127.0.0.1:1/a.csv');
    assert.equal((await probeSource({ ...rest, previous: { etag: '"a"' } })).kind, 'unknown');
    await assert.rejects(probe({ status: 302, headers: { location: 'http://10.0.0.1/' } }, {}), {
      code: 'PRIVATE_ADDRESS',
    });
    const reason = new Error('enough');
    await assert.rejects(probe({ status: 304 }, {}, { signal: AbortSignal.abort(reason) }), reason);
  });
});
