import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConfigurationError, ConflictError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import type { Body, Store, StoredObject } from '../../src/base/ports/store.ts';

export async function contentOf(store: Store, name: string): Promise<string | undefined> {
  const found = await store.get(name);
  if (found === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of await found.open()) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
}

export async function namesBelow(store: Store, prefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of store.list(prefix)) names.push(name);
  return names;
}

const text = (value: string): Uint8Array => Buffer.from(value);
const isConflict = (code: string) => (error: unknown) => error instanceof ConflictError && error.code === code;

/** What every driver of a lake must do. `make` gives an empty store; `fileWith` a local file as a body. */
export function storeSuite(
  driver: string,
  make: () => Promise<Store>,
  fileWith: (content: string) => Promise<Exclude<Body, Uint8Array>>,
): void {
  describe(`${driver} store`, () => {
    test('F4: create writes once and says so the second time', async () => {
      const store = await make();
      const made = await store.create('a/b/c.json', text('one'));
      assert.equal(made.name, 'a/b/c.json');
      assert.equal(made.bytes, 3);
      await assert.rejects(store.create('a/b/c.json', text('two')), isConflict('STORE_EXISTS'));
      assert.equal(await contentOf(store, 'a/b/c.json'), 'one');
      assert.equal((await store.get('a/b/c.json'))?.generation, made.generation);
    });

    test('of many creators one wins', async () => {
      const store = await make();
      const tries = Array.from({ length: 8 }, (_, k) => store.create('log/000001.json', text(`writer ${k}`)));
      const outcomes = await Promise.allSettled(tries);
      const winners = outcomes.flatMap((outcome, k) => (outcome.status === 'fulfilled' ? [k] : []));
      assert.equal(winners.length, 1);
      assert.equal(await contentOf(store, 'log/000001.json'), `writer ${winners[0]}`);
    });

    test('replace takes the generation that was seen and no other', async () => {
      const store = await make();
      const first = await store.replace('x', text('1'), 'absent');
      await assert.rejects(store.replace('x', text('2'), 'absent'), isConflict('STORE_CHANGED'));
      const second = await store.replace('x', text('2'), first.generation);
      assert.notEqual(second.generation, first.generation);
      await assert.rejects(store.replace('x', text('3'), first.generation), isConflict('STORE_CHANGED'));
      assert.equal(await contentOf(store, 'x'), '2');
      await store.delete('x');
      await assert.rejects(store.replace('x', text('4'), second.generation), isConflict('STORE_CHANGED'));
      assert.equal(await contentOf(store, 'x'), undefined);
    });

    test('of many replacers of one generation one wins', async () => {
      const store = await make();
      const { generation } = await store.create('x', text('seed'));
      const tries = Array.from({ length: 6 }, (_, k) => store.replace('x', text(`v${k}`), generation));
      const outcomes = await Promise.allSettled(tries);
      const winners = outcomes.flatMap((outcome, k) => (outcome.status === 'fulfilled' ? [k] : []));
      assert.equal(winners.length, 1);
      assert.equal(await contentOf(store, 'x'), `v${winners[0]}`);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected')
          assert.ok(isConflict('STORE_CHANGED')(outcome.reason), String(outcome.reason));
      }
    });

    test('versions of one size that follow at once have different generations', async () => {
      const store = await make();
      const seen = new Set<string>();
      let last: StoredObject = await store.create('x', text('0'));
      seen.add(last.generation);
      for (let k = 1; k <= 20; k++) {
        last = await store.replace('x', text(String(k % 10)), last.generation);
        seen.add(last.generation);
        assert.equal((await store.get('x'))?.generation, last.generation);
      }
      assert.equal(seen.size, 21);
    });

    test('a file body is stored as it is; one that changed is refused and leaves nothing', async () => {
      const store = await make();
      const body = await fileWith('some rows');
      const made = await store.create('t/part-0.parquet', body);
      assert.equal(made.bytes, body.bytes);
      assert.equal(sha256((await contentOf(store, 't/part-0.parquet')) ?? ''), body.sha256);
      const wrong = { ...body, sha256: '0'.repeat(64) };
      await assert.rejects(store.create('t/part-1.parquet', wrong), { code: 'LAKE_BODY_CHANGED' });
      await assert.rejects(store.replace('t/part-0.parquet', wrong, made.generation), { code: 'LAKE_BODY_CHANGED' });
      assert.deepEqual(await namesBelow(store, ''), ['t/part-0.parquet']);
      assert.equal(await contentOf(store, 't/part-0.parquet'), 'some rows');
    });

    test('get: nothing, an empty object, and only the generation it named', async () => {
      const store = await make();
      assert.equal(await store.get('none'), undefined);
      await store.create('folder/empty', new Uint8Array());
      assert.equal(await store.get('folder'), undefined);
      assert.equal(await store.get('folder/empty/below'), undefined);
      assert.equal(await contentOf(store, 'folder/empty'), '');
      const { generation } = await store.create('x', text('old'));
      const old = await store.get('x');
      await store.replace('x', text('new'), generation);
      await assert.rejects(async () => {
        for await (const _ of (await old?.open()) ?? []);
      }, isConflict('STORE_CHANGED'));
    });

    test('list: by any prefix, in the order of full names', async () => {
      const store = await make();
      const names = ['a.txt', 'a/b', 'a/b.c/d', 'a/b0', 'ab/c', 'ö/é', 'b'];
      for (const name of names) await store.create(name, text(name));
      const sorted = [...names].sort();
      assert.deepEqual(await namesBelow(store, ''), sorted);
      for (const prefix of ['a', 'a/', 'a/b', 'a/b.', 'ö/', 'b', 'c', 'a/x/y', 'b/c']) {
        assert.deepEqual(
          await namesBelow(store, prefix),
          sorted.filter((name) => name.startsWith(prefix)),
          `prefix "${prefix}"`,
        );
      }
      for await (const { name, bytes, generation } of store.list('a')) {
        assert.equal(bytes, Buffer.byteLength(name));
        assert.equal((await store.get(name))?.generation, generation);
      }
    });

    test('delete: what is there and what is not', async () => {
      const store = await make();
      await store.create('a/b', text('x'));
      await store.delete('a');
      assert.equal(await contentOf(store, 'a/b'), 'x');
      await store.delete('a/b');
      await store.delete('a/b');
      assert.equal(await store.get('a/b'), undefined);
      assert.deepEqual(await namesBelow(store, ''), []);
    });

    test('F3, V16: names that lead elsewhere, or mean something else elsewhere, are refused by every operation', async () => {
      const store = await make();
      const bad = [
        '',
        '/etc/passwd',
        '../x',
        'a/../../x',
        'a/./b',
        'a//b',
        'a/',
        'a\\b',
        'C:/x',
        'a\0b',
        'a\nb',
        'a\rb',
        'a\u0085b',
        'con',
        'a/NUL.parquet',
        'x\ud800',
        `${'n'.repeat(256)}`,
        '.lakeferry-x.tmp',
      ];
      const refused = (error: unknown): boolean => error instanceof ConfigurationError && error.code === 'LAKE_NAME';
      for (const name of bad) {
        await assert.rejects(store.create(name, text('x')), refused, JSON.stringify(name));
        await assert.rejects(store.replace(name, text('x'), 'absent'), refused, JSON.stringify(name));
        await assert.rejects(store.get(name), refused, JSON.stringify(name));
        await assert.rejects(store.delete(name), refused, JSON.stringify(name));
      }
      await assert.rejects(namesBelow(store, '../'), refused);
      await assert.rejects(namesBelow(store, '/'), refused);
      assert.deepEqual(await namesBelow(store, ''), []);
      for (const name of ['partition==/a%2Fb', 'a b/=1', '…/ü.parquet']) {
        await store.create(name, text(name));
        assert.equal(await contentOf(store, name), name);
      }
    });
  });
}
