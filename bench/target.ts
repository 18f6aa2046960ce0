import { medianOf } from './median.ts';
import type { ResultRow, SectionResult } from './result.ts';

export type Results = ReadonlyMap<string, SectionResult>;

/** What is to hold, and how it is read from the results. */
export interface Target {
  what: string;
  /** Undefined where it was not measured, or where what it is compared with is no figure. */
  value(results: Results): number | undefined;
  bound: { most: number } | { least: number };
  unit: '×' | 'MiB';
}

type Measure = 'wall' | 'cpu' | 'peak' | 'bytes';
/** `section/table/row`. */
type Place = `${string}/${string}/${string}`;

export const TARGETS: readonly Target[] = [
  ratio('conversion against DuckDB, zstd: wall', 'wall', 'main/zstd/convert', 'main/zstd/duckdb', { most: 0.5 }),
  ratio('conversion against polars, zstd: wall', 'wall', 'main/zstd/convert', 'main/zstd/polars', { most: 0.6 }),
  ratio('conversion against polars, gzip: wall', 'wall', 'main/gzip/convert', 'main/gzip/polars', { most: 0.5 }),
  ratio('conversion against polars, zstd: CPU', 'cpu', 'main/zstd/convert', 'main/zstd/polars', { most: 0.7 }),
  ratio(
    'rate of the conversion against csv-parse + parquetjs-lite, gzip',
    'wall',
    'main/gzip/parquetjs',
    'main/gzip/convert',
    { least: 60 },
  ),
  ratio(
    "whole run into a folder lake against polars' conversion, zstd: wall",
    'wall',
    'main/zstd/run',
    'main/zstd/polars',
    {
      most: 1,
    },
  ),
  ratio('bytes out against DuckDB, zstd', 'bytes', 'main/zstd/convert', 'main/zstd/duckdb', { most: 0.9 }),
  ratio('bytes out against DuckDB, gzip', 'bytes', 'main/gzip/convert', 'main/gzip/duckdb', { most: 0.9 }),
  ratio('bytes out against DuckDB with times in ms, zstd', 'bytes', 'main/zstd/convert', 'main/zstd/duckdb-ms', {
    most: 0.9,
  }),
  peak('peak memory of the whole run, one worker', 'sizes/sizes/run-1', { most: 220 }),
  ratio('peak memory at 16 times the rows against once', 'peak', 'sizes/sizes/run-16', 'sizes/sizes/run-1', {
    most: 1.1,
  }),
  peak('peak memory of two months at once', 'sizes/months/two', { most: 400 }),
  ratio(
    'a month replaced in DuckDB against the SQL by hand: wall',
    'wall',
    'loads/duckdb-1/ours',
    'loads/duckdb-1/by-hand',
    {
      most: 1.2,
    },
  ),
  ratio(
    'rows per second of a month loaded into PostgreSQL against `psql \\copy`',
    'wall',
    'loads/postgres-first/copied',
    'loads/postgres-first/ours',
    {
      least: 1.1,
    },
  ),
  ratio(
    'rows per second of a month replaced in PostgreSQL against `psql \\copy` alone',
    'wall',
    'loads/postgres/copied',
    'loads/postgres/ours',
    {
      least: 1,
    },
  ),
  ratio('`lakeferry --version` against an empty process: wall', 'wall', 'start/start/version', 'start/start/empty', {
    most: 3,
  }),
  ratio('the action `plan` against an empty process: wall', 'wall', 'start/start/plan', 'start/start/empty', {
    most: 8,
  }),
];

function ratio(what: string, measure: Measure, over: Place, under: Place, bound: Target['bound']): Target {
  return {
    what,
    value(results) {
      const [above, below] = [read(results, over, measure), read(results, under, measure)];
      return above === undefined || below === undefined ? undefined : above / below;
    },
    bound,
    unit: '×',
  };
}

function peak(what: string, place: Place, bound: Target['bound']): Target {
  return { what, value: (results) => read(results, place, 'peak'), bound, unit: 'MiB' };
}

/** The row at a place; undefined where it was not measured. */
function findRow(results: Results, place: Place): ResultRow | undefined {
  const [section = '', key, name] = place.split('/');
  const table = results.get(section)?.tables.find((each) => each.key === key);
  return table?.rows.find((each) => each.key === name);
}

function read(results: Results, place: Place, measure: Measure): number | undefined {
  const row = findRow(results, place);
  if (row?.refused !== undefined) return undefined;
  return measure === 'bytes' ? row?.bytes : medianOf(row, measure);
}

/** `met`, `not met` or `not measured`. */
export function verdict(target: Target, results: Results): 'met' | 'not met' | 'not measured' {
  const value = target.value(results);
  if (value === undefined) return 'not measured';
  return ('most' in target.bound ? value <= target.bound.most : value >= target.bound.least) ? 'met' : 'not met';
}
