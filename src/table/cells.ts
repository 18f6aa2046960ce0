import type { TextColumn } from './batch.ts';
import { MAX_DICTIONARY } from './column.ts';

/**
 * What stands for a missing value where the source itself knows null: a byte that no UTF-8 text holds, so that it is
 * never taken for the text that a file has. CSV knows no null: there the pipeline file says which texts mean it.
 */
export const MISSING = 0xff;

/** Fewer rows say nothing about how many distinct values a column will have. */
const ROWS_TO_JUDGE = 20_000;
const LARGEST_SHARE = 1 / 4;

/** One column of a row group whose cells come one after the other as texts. */
export interface Cells {
  /** `undefined`: missing. The text must be well-formed Unicode. */
  add(text: string | undefined): void;
  /** Another row with the text of an earlier one: what `position` gave. */
  repeat(position: number): void;
  /** Where the text of the last row stands, for `repeat`. */
  position(): number;
  /** UTF-16 units of the distinct texts so far: about what the column will take. */
  size(): number;
  finish(): TextColumn;
}

/** `direct`: the column is not worth a dictionary. One whose distinct values are too many becomes direct by itself. */
export function createCells(direct: boolean): Cells {
  const positions = new Map<string, number>();
  const texts: string[] = [];
  const rows: number[] = [];
  let missing: number | undefined;
  let size = 0;

  function put(text: string): number {
    size += text.length;
    return texts.push(text) - 1;
  }

  function positionOf(text: string | undefined): number {
    if (text === undefined) {
      missing ??= put('');
      return missing;
    }
    if (direct) return put(text);
    const known = positions.get(text);
    if (known !== undefined) return known;
    const position = put(text);
    positions.set(text, position);
    return position;
  }

  return {
    add: (text) => void rows.push(positionOf(text)),
    repeat: (position) => void rows.push(position),
    position: () => rows.at(-1) as number,
    size: () => size,
    finish() {
      const { bytes, starts, ends } = encode(texts, missing);
      const isLarge = rows.length > ROWS_TO_JUDGE && texts.length > rows.length * LARGEST_SHARE;
      if (!direct && !isLarge && texts.length < MAX_DICTIONARY) {
        return { kind: 'dictionary', indices: Uint16Array.from(rows), values: { bytes, starts, ends } };
      }
      // Spans may repeat: equal texts stand in the bytes once.
      const values = { bytes, starts: new Uint32Array(rows.length), ends: new Uint32Array(rows.length) };
      rows.forEach((position, row) => {
        values.starts[row] = starts[position] as number;
        values.ends[row] = ends[position] as number;
      });
      return { kind: 'direct', values };
    },
  };
}

function encode(texts: readonly string[], missing: number | undefined) {
  const joined = texts.join('');
  const encoded = Buffer.from(joined, 'utf8');
  const isAscii = encoded.length === joined.length;
  const bytes = new Uint8Array(encoded.length + 1);
  bytes.set(encoded);
  bytes[encoded.length] = MISSING;
  const starts = new Uint32Array(texts.length);
  const ends = new Uint32Array(texts.length);
  let at = 0;
  texts.forEach((text, position) => {
    starts[position] = at;
    at += isAscii ? text.length : Buffer.byteLength(text, 'utf8');
    ends[position] = at;
  });
  if (missing !== undefined) {
    starts[missing] = encoded.length;
    ends[missing] = encoded.length + 1;
  }
  return { bytes, starts, ends };
}
