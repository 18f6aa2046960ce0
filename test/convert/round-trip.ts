import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { openParquet } from '../../src/parquet/read.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { READERS } from '../parquet/readers.ts';
import type { Bench } from './bench.ts';
import { declarationOf, plainly, type RandomTable, randomTables, shownRows, writeCsv } from './random-table.ts';
import { openTableReader } from './table-reader.ts';

const WRAPPINGS = { plain: (raw: Buffer) => raw, gzip: gzipSync, zstd: zstdCompressSync } as const;

export interface Rounds {
  bench: Bench;
  seed: number;
  runs: number;
  minRows?: number;
  maxRows: number;
}

/**
 * Random table → CSV in a random dialect → our Parquet → DuckDB and hyparquet, which share no code with us: the same table.
 * Written plainly, it becomes the same bytes: spelling and dialect are in no file.
 */
export async function roundTrip({ bench, seed, runs, minRows = 0, maxRows }: Rounds): Promise<void> {
  const duckdb = await openTableReader();
  try {
    await fc.assert(
      fc.asyncProperty(
        randomTables({ minRows, maxRows }),
        fc.constantFrom('plain', 'gzip', 'zstd'),
        fc.constantFrom('zstd', 'gzip', 'none'),
        async (table, wrapping, codec) => {
          const converted = (given: RandomTable) =>
            bench.convert({
              raw: WRAPPINGS[wrapping](writeCsv(given)),
              lines: [...declarationOf(given), `parquet: { codec: ${codec} }`],
            });
          const plain = await converted(plainly(table));
          const { conversion } = await converted(table);
          const expected = shownRows(table);
          assert.equal(conversion.rowsRead, expected.length);
          assert.equal(plain.conversion.parquet.sha256, conversion.parquet.sha256);
          assert.deepEqual(await duckdb.read(conversion.parquet.path, table.fields), expected);
          for (const [at, field] of table.fields.entries()) {
            // hyparquet makes doubles of decimals.
            if (field.type.kind === 'numeric') continue;
            const column = await READERS['hyparquet']?.(conversion.parquet.path, field);
            assert.deepEqual(
              column,
              expected.map((row) => row[at]),
              field.name,
            );
          }
        },
      ),
      // A table of many rows is not made smaller row by row.
      { seed, numRuns: runs, endOnFailure: minRows > 0 },
    );
  } finally {
    duckdb.close();
  }
}

/** The same with rows enough for more than `megabytes` of text, over several row groups: quotes and line ends meet their bounds. */
export async function roundTripOfGroups(options: { bench: Bench; seed: number; megabytes: number }): Promise<void> {
  const { bench, seed, megabytes } = options;
  const [table] = fc.sample(randomTables({ minRows: 300, maxRows: 600 }), { seed, numRuns: 1 });
  assert.ok(table !== undefined);
  // All of UTF-8, so that the bytes of the file are those that row groups are counted in.
  const given = { ...table, dialect: { ...table.dialect, encoding: 'utf-8' } };
  const once = writeCsv(given).length;
  const times = Math.ceil((megabytes * 2 ** 20) / once);
  const large = { ...given, rows: Array.from({ length: times }, () => given.rows).flat() };
  const { conversion } = await bench.convert({
    raw: gzipSync(writeCsv(large), { level: 1 }),
    lines: declarationOf(large),
  });
  const duckdb = await openTableReader();
  try {
    const found = await duckdb.read(conversion.parquet.path, large.fields);
    const expected = shownRows(given);
    assert.equal(found.length, expected.length * times);
    const wrong = found.findIndex((row, at) => !isDeepStrictEqual(row, expected[at % expected.length]));
    assert.equal(wrong, -1, `seed ${seed}: row ${wrong} is ${JSON.stringify(found[wrong])}`);
  } finally {
    duckdb.close();
  }
  let groups = 0;
  for await (const _ of (await openParquet({ files: nodeFiles, path: conversion.parquet.path })).rowGroups()) groups++;
  assert.ok(groups >= Math.floor(megabytes / 10), `${groups} row groups`);
}
