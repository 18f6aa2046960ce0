import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { raceConversions } from '../../bench/conversions.ts';
import { bundleConvert } from '../../bench/lakeferry.ts';
import { monthDataset } from '../../bench/month.ts';
import { type Peer, peersOf } from '../../bench/peers.ts';
import { testFolder } from './folder.ts';

test('our files and those of the peers in Node.js are what DuckDB reads; a wrong one and a failure are no figures', async (t) => {
  const folder = await testFolder(t);
  const peers = peersOf({ absent: 'not here' }, 'all');
  const duckdb = peers.find(({ key }) => key === 'duckdb') as Peer;
  /** DuckDB with `codec` as its codec, whatever was asked for. */
  const stubborn: Peer = {
    ...duckdb,
    key: 'stubborn',
    program: (job) => duckdb.program(job.replace('gzip', 'zstd'), 'zstd'),
  };
  const broken: Peer = {
    ...duckdb,
    key: 'broken',
    program: () => ({ script: join(folder, 'none.mjs'), arguments: [] }),
  };
  const tables = await raceConversions({
    folder: join(folder, 'month'),
    dataset: monthDataset(3000),
    codecs: ['zstd', 'gzip'],
    peers: [...peers, broken, stubborn],
    convert: await bundleConvert(join(folder, 'ours')),
    withRun: true,
    rounds: 1,
    say: () => {},
  });
  for (const [codec, rows] of tables) {
    const refused = new Map(rows.map((row) => [row.key, row.refused]));
    for (const key of ['convert', 'run', 'duckdb', 'hyparquet-writer']) {
      const row = rows.find((each) => each.key === key);
      assert.equal(row?.refused, undefined, `${codec} ${key}: ${row?.refused}`);
      assert.equal(row?.samples.length, 1);
      assert.ok((row?.bytes ?? 0) > 10_000);
    }
    assert.equal(refused.get('parquetjs'), codec === 'zstd' ? 'it does not write zstd' : undefined);
    assert.equal(refused.get('polars'), 'not here');
    assert.match(refused.get('broken') ?? '', /^ended with 1: /);
  }
});
