import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { resolveTarget, type Target } from '../../src/warehouse/postgres/target.ts';
import { listLog } from './fixture.ts';

const resolve = (url: string, dataset = 'yellow'): Target => resolveTarget({ url, dataset });

test('a PostgreSQL URL is taken apart, with what is encoded in it', () => {
  const target = resolve('postgres://me:p%40ss%2Fw%23rd%3A%3F%25@Db.Example.org:6543/ta%20xi#staging.trips');
  assert.deepEqual(
    [target.user, target.password, target.host, target.port, target.database, target.schema, target.table],
    ['me', 'p@ss/w#rd:?%', 'db.example.org', 6543, 'ta xi', 'staging', 'trips'],
  );
  const plain = resolve('postgresql://me@db/taxi');
  assert.deepEqual([plain.password, plain.port, plain.schema, plain.table], [undefined, 5432, 'public', 'yellow']);
});

test('neither user nor password is in the shown URL or in the id', () => {
  const [one, two] = [resolve('postgres://me:secret1@db/taxi'), resolve('postgres://you:secret2@db/taxi')];
  assert.equal(one.url, 'postgres://db/taxi#yellow');
  assert.equal(one.id, two.id);
  assert.equal(resolve('postgres://me:x@[::1]:99/taxi#a.b').url, 'postgres://[::1]:99/taxi#a.b');
});

test('two spellings of one PostgreSQL table have one id, other tables have others', () => {
  const id = resolve('postgres://me:pw@db.example.org/taxi').id;
  const spellings = [
    'postgresql://me:pw@db.example.org:5432/taxi',
    'POSTGRES://me:pw@DB.example.org./taxi?sslmode=require',
    'postgres://me:pw@db.example.org/tax%69#yellow',
    'postgres://me:pw@db.example.org/taxi#public.yellow',
  ];
  for (const url of spellings) assert.equal(resolve(url).id, id, url);
  const others = [
    'postgres://me:pw@db.example.org/taxi#Yellow',
    'postgres://me:pw@db.example.org/taxi#staging.yellow',
    'postgres://me:pw@db.example.org/other',
    'postgres://me:pw@db.example.org:5433/taxi',
    'postgres://me:pw@db2.example.org/taxi',
  ];
  assert.equal(new Set([id, ...others.map((url) => resolve(url).id)]).size, 1 + others.length);
  assert.equal(resolve('postgres://me@localhost/taxi').id, resolve('postgres://me@127.0.0.1/taxi').id);
});

test('a URL that cannot be meant says what to write, and repeats nothing of itself', async () => {
  const refused: [string, RegExp][] = [
    ['postgres:taxi', /does not begin with postgres:\/\//],
    ['postgres://db/taxi', /names no user/],
    ['postgres://me:secret@/taxi', /names no host|cannot be understood/],
    ['postgres://me:secret@db', /names no database/],
    ['postgres://me:secret@db/', /names no database/],
    ['postgres://me:secret@db/a/b', /names no database, or more than one/],
    ['postgres://me:secret@db:port/taxi', /cannot be understood/],
    ['postgres://me:secret@%2Fvar%2Frun/taxi', /socket folder/],
    ['postgres://me:se%cret@db/taxi', /encodes nothing/],
    ['postgres://me:secret@db/taxi#a.b.c', /does not name a table/],
    ['postgres://me:secret@db/taxi#.b', /does not name a table/],
    ['postgres://me:secret@db/taxi#_lakeferry_receipts', /table of the receipts/],
    ['postgres://me:secret@db/taxi?sslcert=x', /parameter that is not one of sslmode, sslrootcert, connect_timeout/],
    ['postgres://me:secret@db/taxi?connect_timeout=soon', /connect_timeout that is not a number of seconds/],
    ['postgres://me:secret@db/taxi?sslmode=prefer', /sslmode is none of disable, require, verify-ca, verify-full/],
    // Passwords whose "#", "/" and "@" were not encoded.
    ['postgres://me:12#secret@db/taxi', /names no user/],
    ['postgres://me:se@1/secret#more@db/taxi', /has no table after "#"|names no/],
    ['postgres://me:a/secret@db/taxi', /cannot be understood|names no/],
  ];
  for (const [url, message] of refused) {
    const opening = openWarehouse({ url, dataset: 'yellow', directory: '/', clock: nodeClock, log: listLog() });
    await assert.rejects(opening, (error: Error & { code?: string; exitCode?: number }) => {
      assert.deepEqual([error.code, error.exitCode], ['WAREHOUSE_URL', 2], url);
      assert.match(error.message, message);
      assert.doesNotMatch(JSON.stringify([error.message, error]), /secret/);
      return true;
    });
  }
});

test('a name that PostgreSQL would cut off is refused', () => {
  const long = 'ü'.repeat(32);
  assert.throws(() => resolve(`postgres://me@db/taxi#${encodeURIComponent(long)}`), {
    code: 'WAREHOUSE_NAME',
    message: /has 64 bytes, but PostgreSQL keeps 63/,
  });
  assert.throws(() => resolve('postgres://me@db/taxi', 'x'.repeat(64)), { code: 'WAREHOUSE_NAME' });
  assert.equal(resolve('postgres://me@db/taxi', 'x'.repeat(63)).table.length, 63);
});

test('sslmode is taken as libpq means it, and without one only this machine is trusted', () => {
  const tls = (rest: string, host = 'db') => resolve(`postgres://me@${host}/taxi${rest}`).tls;
  assert.deepEqual(tls(''), { check: 'full' });
  for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])
    assert.deepEqual(tls('', host), { check: 'plain' });
  assert.deepEqual(tls('?sslmode=disable'), { check: 'plain' });
  assert.deepEqual(tls('?sslmode=require'), { check: 'encrypt' });
  assert.deepEqual(tls('?sslmode=require&sslrootcert=/ca.pem'), { check: 'chain', rootFile: '/ca.pem' });
  assert.deepEqual(tls('?sslmode=verify-ca&sslrootcert=/ca.pem'), { check: 'chain', rootFile: '/ca.pem' });
  assert.deepEqual(tls('?sslmode=verify-full&sslrootcert=system'), { check: 'full' });
  assert.deepEqual(tls('?sslrootcert=/ca.pem', 'localhost'), { check: 'full', rootFile: '/ca.pem' });
});
