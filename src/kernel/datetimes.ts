import type { Spans } from '../table/column.ts';
import { theMachine } from './machine.ts';
import { readColumn } from './read-column.ts';

/**
 * Reads texts `YYYY-MM-DD HH:MM:SS` (or with `T`) of the years 1 to 9999 into `out`, as time since 1970 in units of which a
 * second has `perSecond`. Returns the rows whose text is of another form; nothing is written there.
 */
export function readDatetimes(texts: Spans, rows: number, perSecond: number, out: BigInt64Array): number[] {
  const { calls } = theMachine();
  return readColumn(texts, rows, out, ({ text, starts, ends, count, values, misses }) =>
    calls.readDatetimes(text, starts, ends, count, BigInt(perSecond), values, misses),
  );
}
