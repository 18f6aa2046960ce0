import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { ConfigurationError, ConflictError, OutageError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import type { Store } from '../../src/base/ports/store.ts';
import type { Fault, Route } from '../servers/gcs/server.ts';
import { contentOf, namesBelow } from '../suites/store.ts';
import { BUCKET, hastyClock, openBucket } from './gcs-fixture.ts';
import { createWorkspace } from './workspace.ts';

const workspace = createWorkspace();
const bucket = await openBucket();
const { server } = bucket;
const text = (value: string): Uint8Array => Buffer.from(value);
/** More than two chunks of an upload. */
const LARGE = Buffer.alloc(20 * 2 ** 20, 'large object, ');
let lakes = 0;

/** An empty lake, and the calls made since. */
function fresh(options: Parameters<typeof bucket.open>[1] = {}): { store: Store; full: (name: string) => string } {
  const prefix = `l${++lakes}`;
  server.calls.length = 0;
  bucket.log.lines.length = 0;
  return { store: bucket.open(`gs://${BUCKET}/${prefix}`, options), full: (name) => `${prefix}/${name}` };
}

const PASSING: readonly Fault[] = [
  ...[408, 429, 500, 502, 503, 504].map((status): Fault => ({ kind: 'status', status })),
  { kind: 'reset' },
];
const label = (fault: Fault) =>
  'status' in fault && fault.status !== undefined ? `${fault.kind} ${fault.status}` : fault.kind;

describe('what passes is tried again, what does not is not', () => {
  for (const fault of PASSING) {
    test(`G1: each operation lives through ${label(fault)} twice`, async () => {
      const { store } = fresh();
      const twice = [fault, fault];
      server.fault('objects.insert', ...twice);
      const { generation } = await store.create('a', text('one'));
      server.fault('objects.insert', ...twice);
      await store.replace('a', text('two'), generation);
      server.fault('objects.get', ...twice);
      server.fault('objects.read', ...twice);
      assert.equal(await contentOf(store, 'a'), 'two');
      server.fault('objects.list', ...twice);
      assert.deepEqual(await namesBelow(store, ''), ['a']);
      server.fault('objects.delete', ...twice);
      await store.delete('a');
      assert.equal(await store.get('a'), undefined);
      const told = bucket.log.lines.filter((line) => /try [12] of 5/.test(line));
      assert.equal(told.length, 12);
    });
  }

  for (const [status, code, kind] of [
    [400, 'LAKE_REFUSED', ConfigurationError],
    [401, 'LAKE_DENIED', ConfigurationError],
    [403, 'LAKE_DENIED', ConfigurationError],
  ] as const) {
    test(`G1: ${status} ends each operation at once, with what to do`, async () => {
      const { store } = fresh();
      await store.create('a', text('one'));
      const operations: [Route, () => Promise<unknown>][] = [
        ['objects.insert', () => store.create('b', text('x'))],
        ['sessions.begin', () => store.create('b', LARGE)],
        ['objects.get', () => store.get('a')],
        ['objects.read', () => contentOf(store, 'a')],
        ['objects.list', () => namesBelow(store, '')],
        ['objects.delete', () => store.delete('a')],
      ];
      for (const [route, operation] of operations) {
        server.calls.length = 0;
        server.fault(route, { kind: 'status', status, message: 'scripted' });
        await assert.rejects(operation(), (error: unknown) => {
          assert.ok(error instanceof kind, String(error));
          assert.equal(error.code, code, error.message);
          assert.match(error.message, /^cannot .* in the lake gs:\/\/my-lake/);
          if (status !== 400) assert.match(error.message, /roles\/storage\.objectUser/);
          return true;
        });
        assert.equal(server.calls.filter((call) => call === route).length, 1, route);
      }
      assert.deepEqual(await namesBelow(store, ''), ['a']);
    });
  }

  test('five failed tries are an outage with its cause, after waits that grow', async () => {
    const clock = hastyClock();
    const { store } = fresh({ clock });
    server.fault('objects.list', ...Array.from({ length: 5 }, (): Fault => ({ kind: 'status', status: 503 })));
    await assert.rejects(namesBelow(store, ''), (error: unknown) => {
      assert.ok(error instanceof OutageError && error.cause !== undefined);
      assert.equal(error.code, 'LAKE_UNAVAILABLE');
      return true;
    });
    assert.equal(clock.waits.length, 4);
    assert.ok(
      clock.waits.every((wait, at) => wait >= 500 * 2 ** at && wait <= 1000 * 2 ** at),
      clock.waits.join(),
    );
  });
});

describe('an answer that is lost after the write', () => {
  for (const [size, route, content] of [
    ['small', 'objects.insert', text('small')],
    ['large', 'sessions.put', LARGE],
  ] as const) {
    test(`G4: a ${size} object is there once, and its writer knows`, async () => {
      const { store, full } = fresh();
      const rounds = size === 'small' ? [] : [undefined, undefined];
      server.fault(route, ...rounds, { kind: 'lost' });
      const made = await store.create('a', content);
      assert.equal(made.generation, (await store.get('a'))?.generation);
      assert.equal(sha256(server.content(BUCKET, full('a')) ?? ''), sha256(content));
      // Looked at, and not sent again.
      assert.equal(server.calls.filter((call) => call === route).length, size === 'small' ? 1 : 3);
      server.fault(route, ...rounds, { kind: 'lost', status: 503 });
      const second = await store.replace('a', content, made.generation);
      assert.equal(second.generation, (await store.get('a'))?.generation);
      assert.notEqual(second.generation, made.generation);
    });
  }

  test('where somebody else wrote meanwhile, it is a conflict and theirs stays', async () => {
    const { store, full } = fresh();
    server.fault('objects.insert', { kind: 'status', status: 503 });
    server.onCall = (route) => {
      if (route !== 'objects.get') return;
      server.onCall = () => {};
      server.put(BUCKET, full('a'), 'theirs');
    };
    await assert.rejects(store.create('a', text('mine')), (error: unknown) => error instanceof ConflictError);
    assert.equal(await contentOf(store, 'a'), 'theirs');
  });
});

test('G3: a generation that moved is never overwritten, at the first try and at a later one', async () => {
  const { store, full } = fresh();
  const { generation } = await store.create('a', text('one'));
  server.put(BUCKET, full('a'), 'theirs');
  await assert.rejects(store.replace('a', text('mine'), generation), { code: 'STORE_CHANGED' });
  await assert.rejects(store.replace('a', LARGE, generation), { code: 'STORE_CHANGED' });
  assert.equal(await contentOf(store, 'a'), 'theirs');
});

describe('what is changed on its way', () => {
  test('G2: is refused by the checksum that was declared, and the old version stays', async () => {
    const { store } = fresh();
    const { generation } = await store.create('a', text('old'));
    server.fault('objects.insert', { kind: 'flip' });
    await assert.rejects(store.replace('a', Buffer.alloc(1000, 'x'), generation), /doesn't match calculated CRC32C/);
    server.fault('sessions.put', { kind: 'flip' });
    await assert.rejects(store.replace('a', LARGE, generation), /doesn't match calculated CRC32C/);
    assert.equal(await contentOf(store, 'a'), 'old');
  });

  test('G2: is noticed by the reader', async () => {
    const { store } = fresh();
    await store.create('a', Buffer.alloc(1000, 'x'));
    server.fault('objects.read', { kind: 'flip' });
    await assert.rejects(contentOf(store, 'a'), { code: 'LAKE_DAMAGED' });
    assert.equal((await contentOf(store, 'a'))?.length, 1000);
  });
});

describe('uploads in chunks', () => {
  const cases: [string, Route, Fault[]][] = [
    ['503 after 256 KiB of a chunk', 'sessions.put', [{ kind: 'late', status: 503, bytes: 256 * 1024 }]],
    ['503 after the first chunk', 'sessions.put', [undefined as never, { kind: 'status', status: 503 }]],
    ['a reset in a chunk', 'sessions.put', [undefined as never, { kind: 'reset' }]],
    ['a chunk whose answer is lost', 'sessions.put', [{ kind: 'lost' }]],
    ['a session that is gone', 'sessions.put', [undefined as never, { kind: 'forget' }]],
    ['a session that is over (410)', 'sessions.put', [undefined as never, { kind: 'status', status: 410 }]],
    ['a session that does not begin', 'sessions.begin', [{ kind: 'status', status: 503 }]],
  ];
  for (const [title, route, faults] of cases) {
    test(`G5: ${title}: the object is whole, and there once`, async () => {
      const { store, full } = fresh();
      const body = await workspace.file(LARGE);
      server.fault(route, ...faults);
      const made = await store.create('a', body);
      assert.equal(made.bytes, LARGE.length);
      assert.equal(sha256(server.content(BUCKET, full('a')) ?? ''), body.sha256);
      assert.deepEqual(await namesBelow(store, ''), ['a']);
    });
  }

  test('memory: a file goes in pieces of eight MiB', async () => {
    const { store } = fresh();
    const sizes: number[] = [];
    server.onCall = (route, request) => {
      if (route === 'sessions.put') sizes.push(Number(request.headers['content-length']));
    };
    await store.create('a', await workspace.file(LARGE));
    server.onCall = () => {};
    assert.deepEqual(sizes, [8 * 2 ** 20, 8 * 2 ** 20, 4 * 2 ** 20]);
  });
});

describe('a read that breaks', () => {
  const content = Buffer.alloc(300_000, 'rows ');
  for (const kind of ['cut', 'stall'] as const) {
    test(`goes on where it stopped after a ${kind}`, async () => {
      const { store } = fresh({ timeouts: { idle: 300 } });
      await store.create('a', content);
      const ranges: (string | undefined)[] = [];
      server.onCall = (route, request) => {
        if (route === 'objects.read') ranges.push(request.headers.range);
      };
      server.fault('objects.read', { kind });
      const read = await contentOf(store, 'a');
      server.onCall = () => {};
      assert.equal(sha256(read ?? ''), sha256(content));
      assert.equal(ranges.length, 2);
      assert.match(String(ranges[1]), /^bytes=[1-9]\d*-$/);
    });
  }

  test('of a version that is replaced meanwhile is a conflict, and no mixture', async () => {
    const { store, full } = fresh();
    await store.create('a', content);
    const found = await store.get('a');
    server.fault('objects.read', { kind: 'cut' });
    let pieces = 0;
    await assert.rejects(
      async () => {
        for await (const _ of (await found?.open()) ?? []) if (pieces++ === 0) server.put(BUCKET, full('a'), 'other');
      },
      (error: unknown) => error instanceof ConflictError && error.code === 'STORE_CHANGED',
    );
  });
});

test('a server that never answers is given up in time, and told', async () => {
  const { store, full } = fresh({ timeouts: { call: 100 } });
  server.put(BUCKET, full('a'), 'x');
  for (const [route, operation] of [
    ['objects.get', () => store.get('a')],
    ['objects.list', () => namesBelow(store, '')],
    ['objects.delete', () => store.delete('a')],
  ] as [Route, () => Promise<unknown>][]) {
    server.fault(route, ...Array.from({ length: 5 }, (): Fault => ({ kind: 'stall' })));
    await assert.rejects(operation(), { code: 'DEADLINE', message: /took longer than/ });
  }
  server.fault('objects.insert', { kind: 'stall' });
  assert.equal((await store.create('b', text('x'))).bytes, 1);
});

test('a delete never takes what somebody else put there meanwhile', async () => {
  const { store, full } = fresh();
  await store.create('a', text('mine'));
  server.onCall = (route) => {
    if (route === 'objects.delete') server.put(BUCKET, full('a'), 'theirs');
  };
  await assert.rejects(store.delete('a'), { code: 'STORE_CHANGED' });
  server.onCall = () => {};
  assert.equal(await contentOf(store, 'a'), 'theirs');
});

test('a bucket that is not there is told with the command that makes it', async () => {
  const store = bucket.open('gs://no-such-bucket/x');
  for (const operation of [
    () => store.create('a', text('x')),
    () => store.create('a', LARGE),
    () => store.get('a'),
    () => namesBelow(store, ''),
    () => store.delete('a'),
  ]) {
    await assert.rejects(operation(), (error: unknown) => {
      assert.ok(error instanceof ConfigurationError, String(error));
      assert.equal(error.code, 'LAKE_BUCKET');
      assert.match(error.message, /gcloud storage buckets create gs:\/\/no-such-bucket/);
      return true;
    });
  }
});

test('facts are kept beside the object and listed; what is ours is not shown', async () => {
  const { store, full } = fresh();
  await store.create('a.json', text('{}'), { kind: 'published', rows: '3' });
  assert.deepEqual((await store.get('a.json'))?.facts, { kind: 'published', rows: '3' });
  for await (const { facts } of store.list('')) assert.deepEqual(facts, { kind: 'published', rows: '3' });
  const kept = server.state.buckets.get(BUCKET)?.get(full('a.json'));
  assert.deepEqual(Object.keys(kept?.metadata ?? {}).sort(), ['kind', 'lakeferry-sha256', 'lakeferry-write', 'rows']);
  assert.equal(kept?.contentType, 'application/json');
});

test('a file that disappears before it is sent is an error of the file, not of the bucket', async () => {
  const { store } = fresh();
  const body = await workspace.file('rows');
  await rm(body.file);
  await assert.rejects(store.create('a', body), { code: 'ENOENT' });
  await writeFile(body.file, 'more');
  await assert.rejects(store.create('a', body), { code: 'LAKE_BODY_CHANGED' });
  assert.deepEqual(server.calls, []);
});
