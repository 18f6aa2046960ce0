import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResultRow } from '../../bench/result.ts';
import { TARGETS, type Target, verdict } from '../../bench/target.ts';
import { result, row } from './row.ts';

const named = (what: string) => TARGETS.find((target) => target.what === what) as Target;

function results(section: string, key: string, rows: readonly ResultRow[]) {
  return new Map([[section, result(section, [{ key, title: key, rows }])]]);
}

test('a ratio at its bound is met, one beyond it is not', () => {
  const wall = named('conversion against polars, zstd: wall');
  const against = (ours: number) => results('main', 'zstd', [row('convert', [ours]), row('polars', [10])]);
  assert.equal(wall.value(against(6)), 0.6);
  assert.equal(verdict(wall, against(6)), 'met');
  assert.equal(verdict(wall, against(6.1)), 'not met');
});

test('a bound from below is met from there on', () => {
  const rate = named('rows per second of a month loaded into PostgreSQL against `psql \\copy`');
  const against = (ours: number) => results('loads', 'postgres-first', [row('ours', [ours]), row('copied', [11])]);
  assert.equal(verdict(rate, against(10)), 'met');
  assert.equal(verdict(rate, against(11)), 'not met');
});

test('what is compared with a refused row, or was not measured, has no verdict', () => {
  const wall = named('conversion against polars, zstd: wall');
  const refused = results('main', 'zstd', [row('convert', [1]), row('polars', [], { refused: 'its cells differ' })]);
  assert.equal(verdict(wall, refused), 'not measured');
  assert.equal(verdict(wall, new Map()), 'not measured');
});

test('memory is compared in MiB, bytes by the size of the files', () => {
  const memory = named('peak memory of the whole run, one worker');
  assert.equal(memory.value(results('sizes', 'sizes', [row('run-1', [1])])), 100);
  const bytes = named('bytes out against DuckDB, zstd');
  const files = [row('convert', [1], { bytes: 8 }), row('duckdb', [1], { bytes: 10 })];
  assert.equal(bytes.value(results('main', 'zstd', files)), 0.8);
});
