import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LakeferryError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import { openParquet } from '../../src/parquet/read.ts';
import { createVerifier } from '../../src/parquet/verify.ts';
import type { Batch } from '../../src/table/batch.ts';
import type { Schema } from '../../src/table/schema.ts';
import { CASES, columnOf } from './columns.ts';
import { files, withFolder, write } from './files.ts';
import { verifyParquet } from './verifying.ts';

/** All types, both kinds of columns, two row groups. */
function sample(): { schema: Schema; batches: Batch[] } {
  const kinds = ['plain', 'dictionary'] as const;
  const shapes = CASES.flatMap((item) => kinds.map((kind) => ({ ...item, kind })));
  const schema = shapes.map(({ name, kind, type }) => ({ name: `${name}_${kind}`, type, required: false }));
  const columns = shapes.map(({ kind, type, values }) =>
    columnOf(
      kind,
      type,
      Array.from({ length: 60 }, (_, row) => (row % 9 === 0 ? null : (values[row % values.length] ?? null))),
    ),
  );
  return {
    schema,
    batches: [
      { schema, rows: 60, columns },
      { schema, rows: 60, columns },
    ],
  };
}

async function readAll(path: string): Promise<number> {
  let rows = 0;
  for await (const batch of (await openParquet({ files, path })).rowGroups()) rows += batch.rows;
  return rows;
}

function isKnown(error: unknown): boolean {
  assert.ok(error instanceof LakeferryError, `not one of our errors: ${error}`);
  assert.equal(error.message.split('\n').length, 1);
  assert.equal(error.code, 'PARQUET_DAMAGED');
  return true;
}

/** Verifies a damaged file as if its hash were right, so that only the reader can find the damage. */
async function verifyTrusting(path: string, schema: Schema, expected: Parameters<typeof verifyParquet>[0]['expected']) {
  const bytes = await readFile(path);
  await verifyParquet({ files, path, schema, expected: { ...expected, sha256: sha256(bytes) } });
}

test('F6: 1,000 flipped bytes: each is found, by the hash or by the reader alone', async () => {
  await withFolder(async (folder) => {
    const { schema, batches } = sample();
    const codecs = ['zstd', 'gzip', 'none'] as const;
    const wholes = await Promise.all(
      codecs.map(async (codec) => {
        const path = join(folder, codec);
        const written = await write(path, schema, batches.slice(0, 1), codec);
        return { written, bytes: await readFile(path) };
      }),
    );
    const hurt = join(folder, 'hurt');
    let unseen = 0;
    let state = 7;
    for (let seed = 0; seed < 1000; seed++) {
      const whole = wholes[seed % codecs.length] as (typeof wholes)[number];
      const bytes = Buffer.from(whole.bytes);
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const at = Math.floor((state / 2 ** 32) * bytes.length);
      bytes[at] = (bytes[at] as number) ^ (1 << (seed % 8));
      await writeFile(hurt, bytes);
      if (seed < 20) {
        const expected = whole.written;
        await assert.rejects(verifyParquet({ files, path: hurt, schema, expected }), { code: 'PARQUET_VERIFY' });
      }
      try {
        await verifyTrusting(hurt, schema, whole.written);
        // What no reader uses may change unseen, like the writer's name; values, counts and limits may not.
        unseen++;
      } catch (error) {
        assert.ok(error instanceof LakeferryError && error.code === 'PARQUET_VERIFY', String(error));
      }
    }
    assert.ok(unseen < 120, `${unseen} of 1,000 flips were not seen without the hash`);
  });
});

test('F6: a file that ends early is an error, wherever it ends', async () => {
  await withFolder(async (folder) => {
    const { schema, batches } = sample();
    const path = join(folder, 'whole');
    await write(path, schema, batches, 'zstd');
    const whole = await readFile(path);
    const short = join(folder, 'short');
    for (let length = 0; length < whole.length; length += length < 64 || length > whole.length - 64 ? 1 : 13) {
      await writeFile(short, whole.subarray(0, length));
      await assert.rejects(readAll(short), isKnown);
    }
  });
});

test('F6: forged footer lengths and footers of noise end in an error, at once', async () => {
  await withFolder(async (folder) => {
    const { schema, batches } = sample();
    const path = join(folder, 'whole');
    await write(path, schema, batches, 'none');
    const whole = await readFile(path);
    for (const length of [0, 1, 2, 100, whole.length - 12, whole.length, 2 ** 31, 2 ** 32 - 1]) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt32LE(length, bytes.length - 8);
      await writeFile(path, bytes);
      await assert.rejects(readAll(path), isKnown);
    }
    // A list that claims a billion structs; structs nested without end; numbers of 80 bits.
    const noises = [
      [0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x03],
      Array(5000).fill(0x1c),
      [0x16, ...Array(12).fill(0xff), 1, 0],
    ];
    for (const noise of noises) {
      const footer = Buffer.from(noise);
      const tail = Buffer.alloc(8);
      tail.writeUInt32LE(footer.length);
      tail.write('PAR1', 4);
      await writeFile(path, Buffer.concat([Buffer.from('PAR1'), footer, tail]));
      await assert.rejects(readAll(path), isKnown);
    }
  });
});

test('F5: a wrong count, null count, minimum, schema or hash is told by its name', async () => {
  await withFolder(async (folder) => {
    const { schema, batches } = sample();
    const path = join(folder, 'whole');
    const written = await write(path, schema, batches, 'zstd');
    const [first, ...others] = written.columns;
    assert.ok(first);
    const check = (expected: typeof written) => verifyParquet({ files, path, schema, expected });
    await check(written);
    const strict = schema.map((field) => ({ ...field, required: true }));
    const cases: [() => Promise<void>, RegExp][] = [
      [() => check({ ...written, rows: 119 }), /number of rows is 120, expected 119/],
      [() => check({ ...written, sha256: '00' }), /sha256/],
      [() => check({ ...written, columns: others }), /number of columns/],
      [
        () => check({ ...written, columns: [{ ...first, nulls: 3 }, ...others] }),
        /nulls in int64_plain is 14, expected 3/,
      ],
      [
        () => check({ ...written, columns: [{ ...first, minimum: '0' }, ...others] }),
        /minimum of int64_plain is -9223372/,
      ],
      [() => check({ ...written, columns: [{ ...first, maximum: '0' }, ...others] }), /maximum of int64_plain/],
      [
        () => createVerifier({ files, path, schema: strict, codec: 'zstd' }).finish(written),
        /column 1 is int64_plain int64, expected int64_plain int64 required/,
      ],
    ];
    for (const [work, message] of cases)
      await assert.rejects(work, { code: 'PARQUET_VERIFY', retryable: true, message });
    await assert.rejects(verifyParquet({ files, path: join(folder, 'none'), schema, expected: written }), {
      code: 'PARQUET_VERIFY',
    });
    await assert.rejects(
      verifyParquet({ files, path, schema, expected: written, signal: AbortSignal.abort(new Error('enough')) }),
      /enough/,
    );
  });
});
