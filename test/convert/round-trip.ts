import assert from 'node:assert/strict';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { READERS } from '../parquet/readers.ts';
import type { Bench } from './bench.ts';
import { declarationOf, randomTables, shownRows, writeCsv } from './random-table.ts';
import { openTableReader } from './table-reader.ts';

const WRAPPINGS = { plain: (raw: Buffer) => raw, gzip: gzipSync, zstd: zstdCompressSync } as const;

export interface Rounds {
  bench: Bench;
  seed: number;
  runs: number;
  maxRows: number;
}

/** Random table → CSV in a random dialect → our Parquet → DuckDB and hyparquet, which share no code with us: the same table. */
export async function roundTrip({ bench, seed, runs, maxRows }: Rounds): Promise<void> {
  const duckdb = await openTableReader();
  try {
    await fc.assert(
      fc.asyncProperty(
        randomTables({ maxRows }),
        fc.constantFrom('plain', 'gzip', 'zstd'),
        fc.constantFrom('zstd', 'gzip', 'none'),
        async (table, wrapping, codec) => {
          const { conversion } = await bench.convert({
            raw: WRAPPINGS[wrapping](writeCsv(table)),
            lines: [...declarationOf(table), `parquet: { codec: ${codec} }`],
          });
          const expected = shownRows(table);
          assert.equal(conversion.rowsRead, expected.length);
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
      { seed, numRuns: runs },
    );
  } finally {
    duckdb.close();
  }
}
