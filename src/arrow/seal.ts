import { crc32 } from 'node:zlib';
import type { Column } from '../table/column.ts';
import { type ArrowColumn, columnText } from './arrow-type.ts';
import type { StoredArray, StoredColumn } from './stored-column.ts';

/**
 * Metadata of a record batch: what Arrow itself does not carry. Which columns were dictionaries, so that an untouched
 * batch comes back as it was; and a checksum over everything that the batch means, because Arrow has none.
 * A tool that writes the batch anew leaves it out, and the columns are judged by their values.
 */
export const SEAL_KEY = 'lakeferry:batch';

export interface Seal {
  /** In the stream's order of columns. */
  kinds: readonly Column['kind'][];
  /** Of `checksumOf`, eight hexadecimal digits. */
  checksum: string;
}

const LETTERS = { dictionary: 'd', plain: 'p' } as const;

/** `dpd 1a2b3c4d` */
export function formatSeal({ kinds, checksum }: Seal): string {
  return `${kinds.map((kind) => LETTERS[kind]).join('')} ${checksum}`;
}

/** Undefined for any other text. */
export function parseSeal(text: string): Seal | undefined {
  const match = /^([dp]*) ([0-9a-f]{8})$/.exec(text);
  if (match === null) return undefined;
  const kinds = [...(match[1] as string)].map((letter) => (letter === 'd' ? 'dictionary' : 'plain'));
  return { kinds, checksum: match[2] as string };
}

/** Over schema, kinds and values as they are read, so that damage to whatever leads to them changes it too. */
export function checksumOf(
  layout: readonly ArrowColumn[],
  kinds: readonly Column['kind'][],
  columns: readonly StoredColumn[],
): string {
  const head = layout.map((column, at) => [
    column.name,
    columnText(column),
    column.nullable,
    [...column.metadata],
    kinds[at],
  ]);
  let sum = crc32(JSON.stringify(head));
  for (const { array, dictionary } of columns) {
    sum = addArray(sum, array);
    if (dictionary !== undefined) sum = addArray(sum, dictionary);
  }
  return sum.toString(16).padStart(8, '0');
}

function addArray(sum: number, { length, nulls, validity, buffers }: StoredArray): number {
  const pieces = validity === undefined ? buffers : [validity, ...buffers];
  const sizes = Uint32Array.of(length, nulls, pieces.length, ...pieces.map((piece) => piece.length));
  let next = crc32(new Uint8Array(sizes.buffer), sum);
  for (const piece of pieces) next = crc32(piece, next);
  return next;
}
