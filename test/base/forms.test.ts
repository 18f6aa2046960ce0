import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { formatBytes, formatCount, parseByteSize } from '../../src/base/byte-size.ts';
import { canonicalJson } from '../../src/base/canonical-json.ts';
import { withDeadline } from '../../src/base/deadline.ts';
import { formatDuration, parseDuration } from '../../src/base/duration.ts';
import { VERSION } from '../../src/base/version.ts';

test('durations', () => {
  assert.deepEqual(
    ['250ms', '90s', '1h30m', '2d', '1.5s'].map(parseDuration),
    [250, 90_000, 5_400_000, 172_800_000, 1500],
  );
  for (const wrong of ['', '5', 's', '1 h', '-1s', '1w']) assert.throws(() => parseDuration(wrong), /not a duration/);
  assert.deepEqual([400, 12_000, 185_000, 7_800_000, 3 * 86_400_000].map(formatDuration), [
    '0.4 s',
    '12 s',
    '3 min 05 s',
    '2 h 10 min',
    '3 d',
  ]);
});

test('sizes', () => {
  assert.deepEqual(['0B', '500MB', '1GB', '16MiB', '1.5kB'].map(parseByteSize), [0, 5e8, 1e9, 16 * 2 ** 20, 1500]);
  for (const wrong of ['', '5', 'MB', '1 XB', '-1MB']) assert.throws(() => parseByteSize(wrong), /not a size/);
  assert.deepEqual([999, 28_123_456, 999_960_000].map(formatBytes), ['999 B', '28.1 MB', '1.0 GB']);
  assert.equal(formatCount(1_369_765), '1,369,765');
});

test('canonical JSON sorts keys, and refuses what it cannot hold', () => {
  assert.equal(
    canonicalJson({ b: [1, null, 'x'], a: { d: true, c: 0.5 } }),
    '{"a":{"c":0.5,"d":true},"b":[1,null,"x"]}',
  );
  assert.throws(() => canonicalJson({ a: undefined } as never), TypeError);
  assert.throws(() => canonicalJson(Number.NaN), TypeError);
});

test('a deadline ends work that never settles, and hands its signal on', async () => {
  let seen: AbortSignal | undefined;
  const never = withDeadline('waiting', 20, new AbortController().signal, (signal) => {
    seen = signal;
    return new Promise(() => {});
  });
  await assert.rejects(never, { code: 'DEADLINE' });
  assert.equal(seen?.aborted, true);
  const outer = new AbortController();
  const cancelled = withDeadline('waiting', 10_000, outer.signal, () => new Promise(() => {}));
  outer.abort(new Error('stop'));
  await assert.rejects(cancelled, /stop/);
});

test('the version is the package’s', () => assert.equal(VERSION, manifest.version));
