import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { LakeferryError } from '../../src/base/errors.ts';
import { foreignColumns } from '../../src/parquet/foreign-columns.ts';
import { openForeign } from '../../src/parquet/foreign-file.ts';
import { foreignRows } from '../../src/parquet/foreign-rows.ts';
import type { ForeignType } from '../../src/parquet/foreign-type.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { openBench } from './bench.ts';

/** Files of many writers, good and bad: https://github.com/apache/parquet-testing */
const FILES = fileURLToPath(new URL('../../../shared/corpora/apache-parquet-testing', import.meta.url));
const here = { skip: !existsSync(FILES) && 'the corpora are not here' };
const MEMORY = 2 ** 30;

/** Good files that we refuse, with the error and the reason. A row that is no longer true fails. */
const REFUSED: Readonly<Record<string, readonly [code: string, why: string]>> = {
  'binary_truncated_min_max.parquet': ['PARQUET_VALUE', 'bytes that are no text, in a column without an annotation'],
  'datapage_v1-corrupt-checksum.parquet': [
    'PARQUET_FOREIGN',
    'its checksums are wrong on purpose; DuckDB does not look',
  ],
  'int96_from_spark.parquet': [
    'TOO_MANY_REJECTED',
    'a time in the year 226414 BC, which no warehouse holds, is quarantined',
  ],
  'nation.dict-malformed.parquet': [
    'PARQUET_FOREIGN',
    'its footer gives its pages fewer bytes than they take (PARQUET-816)',
  ],
  'repeated_no_annotation.parquet': ['PARQUET_FOREIGN', 'its footer says 0 rows, its row groups 6'],
  'rle-dict-uncompressed-corrupt-checksum.parquet': ['PARQUET_FOREIGN', 'as above'],
};

/** Bad files: the error, or the reason why there is none. */
const BAD: Readonly<Record<string, string>> = {
  'bad_data/ARROW-GH-41317.parquet': 'PARQUET_FOREIGN',
  'bad_data/ARROW-GH-41321.parquet': 'PARQUET_FOREIGN',
  'bad_data/ARROW-GH-43605.parquet': 'read: indices of no bits, which all mean the first entry; DuckDB reads the same',
  'bad_data/ARROW-GH-45185.parquet': 'nested',
  'bad_data/ARROW-GH-47662.parquet': 'no column that a table takes',
  'bad_data/ARROW-RS-GH-6229-DICTHEADER.parquet': 'PARQUET_FOREIGN',
  'bad_data/ARROW-RS-GH-6229-LEVELS.parquet': 'nested',
  'bad_data/PARQUET-1481.parquet': 'PARQUET_FOREIGN',
  'shredded_variant_invalid/case-043-INVALID.parquet': 'read: the column that is invalid is nested, and left out',
  'shredded_variant_invalid/case-084-INVALID.parquet': 'read: the column that is invalid is nested, and left out',
  'shredded_variant_invalid/case-125-INVALID.parquet': 'read: the column that is invalid is nested, and left out',
};

/** Good files whose flat columns differ from DuckDB's reading, with the reason. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'byte_stream_split_extended.gzip.parquet': 'DuckDB takes this encoding for floats and doubles alone',
  'hadoop_lz4_compressed.parquet': 'DuckDB does not know the old LZ4',
  'hadoop_lz4_compressed_larger.parquet': 'DuckDB does not know the old LZ4',
  'non_hadoop_lz4_compressed.parquet': 'DuckDB does not know the old LZ4',
};

test("Apache's good files are read as DuckDB reads them, or the difference is listed", here, async (context) => {
  const bench = await openBench(context);
  const duckdb = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await duckdb.connect();
  await connection.run("SET TimeZone = 'UTC'");
  // Each table is written to the same path, and files of one size within one second look alike to the cache.
  await connection.run('SET enable_external_file_cache = false');
  const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  const refused: Record<string, unknown> = {};
  const different: Record<string, unknown> = {};
  let compared = 0;
  for (const name of (await readdir(join(FILES, 'data'))).filter((file) => file.endsWith('.parquet')).sort()) {
    const path = join(FILES, 'data', name);
    try {
      const columns = await flatColumns(path);
      if (columns.length === 0) continue;
      const declared = columns.map(({ from, type }, at) => `c${at}: { ${type}, from: [${JSON.stringify(from)}] }`);
      const { conversion } = await bench.convert({
        name,
        raw: await readFile(path),
        lines: [
          `columns: { ${declared.join(', ')} }`,
          'contract: { new_columns: discard, max_rejected: 0 }',
          'csv: { nulls: [NaN, Infinity, -Infinity] }',
        ],
      });
      const ours = columns.map((_, at) => `c${at}`).join(', ');
      const described = await query(`DESCRIBE SELECT * FROM '${path}'`);
      const theirs = columns.map(({ from }) => {
        const quoted = `"${from.replaceAll('"', '""')}"`;
        const type = described.find(([column]) => column === from)?.[1];
        if (type === 'FLOAT' || type === 'DOUBLE') return `CASE WHEN isfinite(${quoted}) THEN ${quoted} END`;
        return type === 'BLOB' ? `decode(${quoted})` : quoted;
      });
      const left = `SELECT ${ours} FROM '${conversion.parquet.path}'`;
      const right = `SELECT ${theirs.join(', ')} FROM '${path}'`;
      const counts = await query(
        `SELECT (SELECT count(*)::INTEGER FROM (${left} EXCEPT ALL ${right})), (SELECT count(*)::INTEGER FROM (${right} EXCEPT ALL ${left}))`,
      );
      compared++;
      if (JSON.stringify(counts) !== '[[0,0]]') different[name] = counts;
    } catch (error) {
      if (error instanceof LakeferryError) refused[name] = [error.code, error.message];
      else different[name] = (error as Error).message;
    }
  }
  connection.closeSync();
  duckdb.closeSync();
  assert.deepEqual(Object.keys(refused), Object.keys(REFUSED), JSON.stringify(refused, null, 1));
  for (const [name, [code]] of Object.entries(REFUSED)) assert.equal((refused[name] as string[])[0], code, name);
  assert.deepEqual(Object.keys(different), Object.keys(DIFFERENT), JSON.stringify(different, null, 1));
  assert.ok(compared > 30, `${compared} files compared`);
});

test("Apache's bad files are refused, quickly and within limits", here, async (context) => {
  const bench = await openBench(context);
  const before = process.memoryUsage.rss();
  for (const [name, expected] of Object.entries(BAD)) {
    const start = performance.now();
    let outcome: string;
    try {
      const columns = await flatColumns(join(FILES, name));
      const declared = columns.map(({ from, type }, at) => `c${at}: { ${type}, from: [${JSON.stringify(from)}] }`);
      if (columns.length === 0) outcome = await nothingFlat(join(FILES, name));
      else {
        await bench.convert({
          name,
          raw: await readFile(join(FILES, name)),
          lines: [`columns: { ${declared.join(', ')} }`, 'contract: { new_columns: discard }'],
        });
        outcome = 'read';
      }
    } catch (error) {
      if (!(error instanceof LakeferryError)) throw error;
      outcome = error.code;
    }
    assert.equal(outcome, expected.replace(/:.*/, ''), name);
    assert.ok(performance.now() - start < 5000, name);
  }
  assert.ok(process.memoryUsage.rss() - before < 256 * 2 ** 20);
});

test(
  '500 files with bytes changed, half of them in the footer, are read or refused, quickly and within limits',
  here,
  async (context) => {
    const { folder } = await openBench(context);
    const sources = await smallFiles();
    const before = process.memoryUsage.rss();
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let refused = 0;
    for (let round = 0; round < 500; round++) {
      const bytes = Buffer.from(sources[random(sources.length)] as Buffer);
      for (let change = 0; change <= random(3); change++) {
        const place =
          round % 2 === 0 ? random(bytes.length) : bytes.length - 8 - random(Math.min(800, bytes.length - 8));
        bytes[Math.max(4, place)] = random(256);
      }
      const path = join(folder, 'damaged');
      await writeFile(path, bytes);
      const start = performance.now();
      try {
        await readAsTexts(path);
      } catch (error) {
        if (!(error instanceof LakeferryError)) throw error;
        refused++;
      }
      assert.ok(performance.now() - start < 5000, `round ${round}`);
    }
    assert.ok(refused > 100, `${refused} refused`);
    assert.ok(process.memoryUsage.rss() - before < 256 * 2 ** 20);
  },
);

async function smallFiles(): Promise<Buffer[]> {
  const names = (await readdir(join(FILES, 'data'))).filter((file) => file.endsWith('.parquet')).sort();
  const all = await Promise.all(names.map((name) => readFile(join(FILES, 'data', name))));
  return all.filter((bytes) => bytes.length < 100_000);
}

async function readAsTexts(path: string): Promise<void> {
  const file = await openForeign({ files: nodeFiles, path, name: 'damaged', memory: 2 ** 28 });
  try {
    const columns = foreignColumns(file, 1000);
    const target = { name: 'any', type: { kind: 'string' }, zoned: false, direct: false } as const;
    const targets = columns.map(({ type }) => (type === undefined ? undefined : target));
    const limits = { field: 1e7, memory: 2 ** 28, text: 1e12 };
    for await (const _ of foreignRows({ file, columns, targets, limits, lenient: false }));
  } finally {
    await file.close();
  }
}

async function nothingFlat(path: string): Promise<string> {
  const file = await openForeign({ files: nodeFiles, path, name: path, memory: MEMORY });
  try {
    return foreignColumns(file, 1000).some(({ nested }) => nested !== undefined)
      ? 'nested'
      : 'no column that a table takes';
  } finally {
    await file.close();
  }
}

interface Flat {
  from: string;
  type: string;
}

async function flatColumns(path: string): Promise<Flat[]> {
  const file = await openForeign({ files: nodeFiles, path, name: path, memory: MEMORY });
  try {
    return foreignColumns(file, 1000).flatMap(({ path: from, type }) => {
      const declared = type && declaredType(type);
      return declared === undefined ? [] : [{ from, type: declared }];
    });
  } finally {
    await file.close();
  }
}

function declaredType(type: ForeignType): string | undefined {
  switch (type.kind) {
    case 'int64':
    case 'bool':
    case 'string':
    case 'date':
    case 'float64':
      return `type: ${type.kind}`;
    case 'float16':
      return 'type: float64';
    case 'null':
      return 'type: string';
    case 'numeric':
      return `type: "numeric(${type.precision},${type.scale})"`;
    case 'time-point':
      return type.clock === 'zone' ? 'type: timestamp, unit: us' : 'type: datetime, unit: us';
    default:
      return undefined;
  }
}
