import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { LakeferryError } from '../../src/base/errors.ts';
import { createChance } from '../crash/chance.ts';
import type { Bench, Order } from './bench.ts';
import { choppedFiles } from './chopped-files.ts';
import { declarationOf, randomTables, writeCsv } from './random-table.ts';

/** What a mutation writes over a place: all that a reader looks at, and bytes that are no text. */
const PIECES = [
  '"',
  '""',
  "'",
  ',',
  ';',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\xff',
  '\xe2\x82',
  '#',
  '-',
  '.',
  '9'.repeat(40),
  'e400',
  '\ufeff',
];

export interface FuzzOutcome {
  /** `table`, or the code of the error. */
  outcome: string;
  rules: readonly string[];
}

/**
 * A CSV of a random table, damaged in a few places, is a table or an error of ours, the same for any chunks; every record
 * is a row or in quarantine.
 */
export async function fuzz(bench: Bench, seed: number): Promise<FuzzOutcome> {
  const [table] = fc.sample(randomTables({ maxRows: 12 }), { seed, numRuns: 1 });
  assert.ok(table !== undefined);
  const chance = createChance(seed);
  const order = {
    raw: damaged(writeCsv(table), chance),
    lines: [...declarationOf(table), 'contract: { new_columns: discard, max_rejected: 100% }'],
  };
  const whole = await outcomeOf(bench, order);
  const size = 1 + Math.floor(chance() * 64);
  const chopped = await outcomeOf(bench, { ...order, files: choppedFiles({ size }) });
  const met = [whole.outcome, chopped.outcome];
  // Bytes that a declared encoding does not have are met before or after the header is judged.
  if (met.includes('table') || !met.includes('CSV_ENCODING')) {
    assert.deepEqual(chopped, whole, `seed ${seed}, chunks of ${size}`);
  }
  return { outcome: whole.outcome, rules: whole.rules };
}

function damaged(csv: Buffer, chance: () => number): Buffer {
  let bytes = csv;
  for (let change = 0; change < 1 + Math.floor(chance() * 4); change++) {
    const at = Math.floor(chance() * (bytes.length + 1));
    const removed = Math.floor(chance() * 3);
    const piece = PIECES[Math.floor(chance() * PIECES.length)] as string;
    const inserted = Buffer.from(piece, piece === '\ufeff' ? 'utf8' : 'latin1');
    bytes = Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
  }
  return bytes;
}

async function outcomeOf(bench: Bench, order: Order): Promise<FuzzOutcome & { result: string }> {
  try {
    const { conversion, table, quarantine } = await bench.convert(order);
    assert.equal(conversion.rowsRead, conversion.rows + conversion.rejected);
    assert.equal(table.rows.length, conversion.rows);
    assert.equal(quarantine?.rows.length ?? 0, conversion.rejected);
    const rules = Object.keys(conversion.rejectedBy).map((rule) => rule.replace(/^c\d /, ''));
    return { outcome: 'table', rules, result: hashOf(conversion.parquet.sha256, conversion.quarantine?.sha256) };
  } catch (error) {
    if (!(error instanceof LakeferryError)) throw error;
    return { outcome: error.code, rules: [], result: error.message };
  }
}

function hashOf(...parts: readonly (string | undefined)[]): string {
  return createHash('sha256').update(parts.join()).digest('hex');
}
