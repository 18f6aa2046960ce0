import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Dictionary, Float64, Int16, TimestampMicrosecond, Utf8, Utf8View, vectorFromArray } from 'apache-arrow';
import { LakeferryError } from '../../src/base/errors.ts';
import type { Batch } from '../../src/table/batch.ts';
import type { Schema } from '../../src/table/schema.ts';
import { CASES } from '../parquet/columns.ts';
import { foreignStream, indexed, numbers, texts } from './foreign.ts';
import { assertAllSame, batchOf, files, type Read, readBytes, withFolder, write } from './streams.ts';

const fields = CASES.map(({ name, type }, at) => ({
  name,
  type,
  required: at % 3 === 0,
  description: `column ${name}`,
}));
const schema: Schema = fields;

/** In the form that the values have, so that a batch whose seal is unreadable still comes back as it was. */
function batch(rows: number, shift: number): Batch {
  return {
    ...batchOf(
      fields.map((field, at) => ({
        ...field,
        items: Array.from({ length: rows }, (_, row) => {
          const { values } = CASES[at] as (typeof CASES)[number];
          return !field.required && (row + shift) % 5 === 0 ? null : (values[(row + shift) % values.length] ?? null);
        }),
      })),
    ),
    schema,
  };
}

const batches = [batch(40, 0), batch(3, 1), batch(0, 0), batch(25, 2)];
const ours = await withFolder(async (folder) => {
  await write(join(folder, 'f'), schema, batches);
  return Buffer.from(await files.read(join(folder, 'f')));
});

async function outcome(bytes: Uint8Array, wanted: Schema | undefined): Promise<Read | LakeferryError> {
  try {
    return await readBytes(bytes, wanted);
  } catch (error) {
    assert.ok(error instanceof LakeferryError, `a bug, not a finding: ${(error as Error).stack}`);
    return error;
  }
}

test('a stream that is cut short is never taken for a whole one, wherever it ends', async () => {
  assertAllSame((await readBytes(ours, schema)).batches, batches);
  const ends = new Set<number>([1, 4, 7, 8, 9, ours.length - 1, ours.length - 4, ours.length - 8, ours.length - 9]);
  for (let end = 64; end < ours.length; end += 64) ends.add(end);
  for (const end of ends) {
    const found = await outcome(ours.subarray(0, end), schema);
    assert.ok(found instanceof LakeferryError, `cut at ${end} of ${ours.length}`);
    assert.equal(found.code, 'ARROW_DAMAGED', `cut at ${end}: ${found.message}`);
  }
});

test('what follows the end of the stream is no part of it, and is not ignored', async () => {
  for (const more of [Buffer.from([0]), Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]), ours]) {
    const found = await outcome(Buffer.concat([ours, more]), schema);
    assert.ok(found instanceof LakeferryError);
    assert.match(found.message, /bytes follow the end-of-stream mark/);
  }
});

/** mulberry32: small, seeded, the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let next = Math.imul(state ^ (state >>> 15), 1 | state);
    next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next;
    return ((next ^ (next >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One byte changed, anywhere. */
function flipped(bytes: Buffer, seed: number): Buffer {
  const random = randomOf(seed);
  const copy = Buffer.from(bytes);
  const at = Math.floor(random() * copy.length);
  copy[at] = (copy[at] as number) ^ (1 + Math.floor(random() * 255));
  return copy;
}

test('a thousand flipped bytes in a file of ours: an error, or the same data', async () => {
  let errors = 0;
  for (let seed = 0; seed < 1000; seed++) {
    // With a schema and without: then the stream alone says what its columns are.
    const wanted = seed % 2 === 0 ? schema : undefined;
    const found = await outcome(flipped(ours, seed), wanted);
    if (found instanceof LakeferryError) {
      errors++;
      continue;
    }
    assert.deepEqual(found.schema, schema, `seed ${seed}`);
    assertAllSame(found.batches, batches);
  }
  assert.ok(errors > 500, `${errors} of 1000 were seen`);
});

test('a thousand flipped bytes in streams of other tools: an error of ours or some data, never a crash', async () => {
  const words = new Dictionary(new Utf8(), new Int16(), 4);
  const micros = new TimestampMicrosecond('UTC');
  const times = BigInt64Array.from({ length: 9 }, (_, row) => BigInt(row) * 1_000_000n);
  const view = new Utf8View();
  const items = ['', 'short', null, 'longer than twelve bytes', 'x'.repeat(40), 'y', null, 'z', 'é'];
  const stream = Buffer.from(
    foreignStream([
      { name: 'v', type: view, data: vectorFromArray(items, view).data },
      { name: 's', type: new Utf8(), data: [texts(new Utf8(), items)] },
      { name: 't', type: micros, data: [numbers(micros, times)] },
      {
        name: 'f',
        type: new Float64(),
        data: [
          numbers(
            new Float64(),
            Float64Array.from(items, (_, row) => row / 3),
          ),
        ],
      },
      {
        name: 'd',
        type: words,
        data: [
          indexed(words, Int16Array.of(0, 1, 2, 0, 1, 2, 3, 0, 1), [texts(words.dictionary, ['a', null, 'b', 'a'])]),
        ],
      },
    ]),
  );
  const wanted: Schema = [
    { name: 'v', type: { kind: 'string' }, required: false },
    { name: 's', type: { kind: 'string' }, required: false },
    { name: 't', type: { kind: 'timestamp', unit: 'ms' }, required: true },
    { name: 'f', type: { kind: 'float64' }, required: false },
    { name: 'd', type: { kind: 'string' }, required: false },
  ];
  let read = 0;
  for (let seed = 0; seed < 1000; seed++) {
    const found = await outcome(flipped(stream, seed), seed % 2 === 0 ? wanted : undefined);
    if (!(found instanceof LakeferryError)) read++;
  }
  assert.ok(read > 0 && read < 1000, `${read} were read`);
});

test('garbage of every length, with and without the look of a stream', async () => {
  for (let seed = 0; seed < 300; seed++) {
    const random = randomOf(seed);
    const length = Math.floor(random() * 400) + 1;
    const bytes = Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
    if (seed % 2 === 0 && bytes.length >= 8) {
      bytes.writeInt32LE(-1, 0);
      bytes.writeInt32LE(Math.floor(random() * bytes.length), 4);
    }
    const found = await outcome(bytes, schema);
    assert.ok(found instanceof LakeferryError && found.code === 'ARROW_DAMAGED', `seed ${seed}`);
  }
});
