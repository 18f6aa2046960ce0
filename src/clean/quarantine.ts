import { isUtf8 } from 'node:buffer';
import type { Batch } from '../table/batch.ts';
import type { Column } from '../table/column.ts';
import type { Schema } from '../table/schema.ts';
import type { RejectedRow } from './cleaned.ts';

/** The quarantine file's columns, whatever the dataset. */
export const QUARANTINE_SCHEMA: Schema = [
  { name: 'line', type: { kind: 'int64' }, required: true, description: 'line of the file on which the row starts' },
  { name: 'rule', type: { kind: 'string' }, required: true, description: 'the rule that it broke' },
  { name: 'column', type: { kind: 'string' }, required: false, description: 'the column whose rule it is' },
  { name: 'value', type: { kind: 'string' }, required: false, description: 'the value that broke it' },
  { name: 'text', type: { kind: 'string' }, required: true, description: 'the row as it stands in the file' },
];

/** Rejected rows as a batch of QUARANTINE_SCHEMA. Nothing of it shares memory with the rows. */
export function quarantineBatch(rows: readonly RejectedRow[]): Batch {
  return {
    schema: QUARANTINE_SCHEMA,
    rows: rows.length,
    columns: [
      {
        kind: 'plain',
        values: { physical: 'int64', data: BigInt64Array.from(rows, (row) => BigInt(row.line)) },
        nulls: 0,
      },
      texts(rows.map((row) => Buffer.from(row.rule))),
      texts(rows.map((row) => (row.column === undefined ? undefined : Buffer.from(row.column)))),
      texts(rows.map((row) => (row.value === undefined ? undefined : Buffer.from(row.value)))),
      texts(rows.map((row) => readable(row.text))),
    ],
  };
}

function texts(values: readonly (Uint8Array | undefined)[]): Column {
  const starts = new Uint32Array(values.length);
  const ends = new Uint32Array(values.length);
  const validity = new Uint8Array(values.length);
  let length = 0;
  let nulls = 0;
  values.forEach((value, at) => {
    starts[at] = length;
    length += value?.length ?? 0;
    ends[at] = length;
    if (value === undefined) nulls++;
    else validity[at] = 1;
  });
  const bytes = Buffer.concat(
    values.filter((value) => value !== undefined),
    length,
  );
  const data = { bytes, starts, ends };
  return { kind: 'plain', values: { physical: 'bytes', data }, ...(nulls === 0 ? {} : { validity }), nulls };
}

/**
 * Valid UTF-8 stays as it is. Otherwise each byte that belongs to no character is written `\xNN`, and each backslash
 * `\\`, so that the original bytes can be had back. (Such rows bear the rule ENCODING, or were cut inside a character.)
 */
function readable(text: Uint8Array): Uint8Array {
  if (isUtf8(text)) return text;
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < text.length; ) {
    const byte = text[at] as number;
    const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    const character = text.subarray(at, at + length);
    if (byte === 0x5c) pieces.push(Buffer.from('\\\\'));
    else if (character.length === length && isUtf8(character)) pieces.push(character);
    else {
      pieces.push(Buffer.from(`\\x${byte.toString(16).padStart(2, '0')}`));
      at++;
      continue;
    }
    at += length;
  }
  return Buffer.concat(pieces);
}
