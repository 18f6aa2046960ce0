import type { Spans } from '../table/column.ts';
import { theMachine } from './machine.ts';
import { placeTexts } from './placed-texts.ts';
import { readColumn } from './read-column.ts';

/** Which numbers are read by the kernel: the short ones of a type. */
export interface NumberForm {
  /** Whole numbers of which a one has so many zeros; absent: doubles. */
  scale?: number;
  /** What the magnitude of a value stays below. */
  limit: number;
}

/**
 * Reads the texts of `rows` rows into `out`. Returns the rows whose text is of another form, wrong or only longer; nothing is
 * written there.
 */
export function readNumbers(
  texts: Spans,
  rows: number,
  { scale = -1, limit }: NumberForm,
  out: BigInt64Array | Float64Array,
): number[] {
  const { calls } = theMachine();
  const isWhole = out instanceof BigInt64Array ? 1 : 0;
  return readColumn(texts, rows, out, ({ text, starts, ends, count, values, misses }) =>
    calls.readNumbers(text, starts, ends, count, scale, limit, isWhole, values, misses),
  );
}

export interface DistinctNumbers {
  /** For each text 1 + the position of its value, or 0 for one of another form. */
  ids: Int32Array;
  /** The texts of another form. */
  missed: Uint32Array;
  /** In order of first appearance; −0 is not 0. */
  values: Float64Array;
}

/** Reads texts of which many may spell the same number. Undefined where values were made to collide. */
export function distinctNumbers(texts: Spans, { scale = -1, limit }: NumberForm): DistinctNumbers | undefined {
  const machine = theMachine();
  const count = texts.starts.length;
  const bits = Math.ceil(Math.log2(Math.max(64, 2 * count)));
  // Table, values, ids, misses, and how many missed.
  const tableBytes = 16 * 2 ** bits;
  const { text, starts, ends, place } = placeTexts(texts, 0, count, tableBytes + 16 * count + 4);
  const out = place + tableBytes;
  const ids = out + 8 * count;
  const misses = ids + 4 * count;
  const missedAt = misses + 4 * count;
  machine.bytes().fill(0, place, out);
  const { buffer } = machine.bytes();
  const { calls } = machine;
  const found = calls.distinctNumbers(text, starts, ends, count, scale, limit, place, bits, out, ids, misses, missedAt);
  if (found < 0) return undefined;
  const missed = new Uint32Array(buffer, missedAt, 1)[0] as number;
  return {
    ids: new Int32Array(buffer, ids, count).slice(),
    missed: new Uint32Array(buffer, misses, missed).slice(),
    values: new Float64Array(buffer, out, found).slice(),
  };
}
