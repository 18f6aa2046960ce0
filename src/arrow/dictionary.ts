import { findDistinct } from '../kernel/distinct.ts';
import { gather } from '../kernel/gather.ts';
import { type Values, valueCount } from '../table/column.ts';
import type { ColumnType } from '../table/type.ts';
import type { ArrowType } from './arrow-type.ts';
import { ValueProblem } from './failure.ts';
import { type StoredArray, unpackBits } from './stored-column.ts';
import { joinValues, toValues } from './values.ts';

/** A dictionary as the stream has it now: one array, and one more for each delta since. It never changes. */
export interface Dictionary {
  parts: readonly StoredArray[];
  /** What a column made of it: a dictionary may serve many record batches. */
  entries: Map<string, Entries>;
}

/** A dictionary's values in the form of one column of ours. */
export interface Entries {
  count: number;
  /** For each entry: 0 where its value is null, else a number that equal values share. */
  ids: Uint32Array;
  distinct: number;
  /** The values with these ids. */
  gather(ids: Uint32Array | Int32Array): Values;
}

export function createDictionary(parts: readonly StoredArray[]): Dictionary {
  return { parts, entries: new Map() };
}

/** Throws what `toValues` throws. */
export function entriesOf(dictionary: Dictionary, column: string, type: ColumnType, from: ArrowType): Entries {
  let entries = dictionary.entries.get(column);
  if (entries === undefined) {
    entries = readEntries(dictionary.parts, type, from);
    dictionary.entries.set(column, entries);
  }
  return entries;
}

function readEntries(parts: readonly StoredArray[], type: ColumnType, from: ArrowType): Entries {
  let before = 0;
  const values = joinValues(
    parts.map((part) => {
      try {
        return toValues(type, from, part);
      } catch (error) {
        throw error instanceof ValueProblem ? new ValueProblem(before + error.at, error.message, true) : error;
      } finally {
        before += part.length;
      }
    }),
  );
  const count = valueCount(values);
  const validity = parts.every((part) => part.nulls === 0) ? undefined : flagsOf(parts, count);
  const found = findDistinct({ values, validity, most: count });
  // There is room for all of them.
  if (found === undefined) throw new RangeError(`a dictionary of ${count} values that were made to collide`);
  const { ids, firsts } = found;
  return {
    count,
    ids,
    distinct: firsts.length,
    gather(wanted) {
      const isWhole = wanted.length === count && firsts.length === count && wanted.every((id, at) => id === at + 1);
      if (isWhole) return values;
      return gather(
        values,
        wanted.map((id) => firsts[id - 1] as number),
      );
    },
  };
}

function flagsOf(parts: readonly StoredArray[], count: number): Uint8Array {
  const flags = new Uint8Array(count).fill(1);
  let at = 0;
  for (const { length, validity } of parts) {
    if (validity !== undefined) flags.set(unpackBits(validity, length), at);
    at += length;
  }
  return flags;
}
