import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { ContractError } from '../../src/base/errors.ts';
import { createChance } from '../crash/chance.ts';
import type { Bench } from './bench.ts';

const TEXT = Buffer.from(
  `id,s\n${Array.from({ length: 1000 }, (_, at) => `${(at * 7919) % 100_003},${at % 7}\n`).join('')}`,
);
const GZ = gzipSync(TEXT);
const LINES = ['columns: { id: { type: int64 }, s: { type: string } }'];

/** Changes one byte in each of `places` seeded places of a `.csv.gz`: an error, or the same bytes of Parquet. */
export async function flipBytes({ bench, seed, places }: { bench: Bench; seed: number; places: number }) {
  const expected = (await bench.convert({ lines: LINES, raw: GZ })).conversion.parquet.sha256;
  const chance = createChance(seed);
  const outcomes: Record<string, number> = {};
  for (let place = 0; place < places; place++) {
    const changed = Buffer.from(GZ);
    // A quarter of them in header and trailer, which are short.
    const edge = chance() < 0.5 ? Math.floor(chance() * 10) : GZ.length - 1 - Math.floor(chance() * 8);
    const at = place % 4 === 0 ? edge : Math.floor(chance() * GZ.length);
    changed[at] = (changed[at] as number) ^ (1 + Math.floor(chance() * 255));
    let outcome = 'same';
    try {
      const { conversion } = await bench.convert({ lines: LINES, raw: changed, name: 'trips.csv.gz' });
      assert.equal(conversion.parquet.sha256, expected, `another table: seed ${seed}, place ${place}, byte ${at}`);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      outcome = error.code;
    }
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return outcomes;
}
