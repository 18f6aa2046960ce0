import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { listLog, objectAt, query } from '../warehouse/fixture.ts';
import { openBench } from './bench.ts';

test('F8: a month without rows is a typed file that other readers open, and it loads', async (context) => {
  const bench = await openBench(context);
  for (const codec of ['zstd', 'gzip', 'none']) {
    const { conversion } = await bench.convert({
      lines: [
        'columns: { id: { type: int64, required: true }, at: { type: datetime }, fee: { type: "numeric(10,2)" }, s: { type: string } }',
        `parquet: { codec: ${codec} }`,
      ],
      raw: 'id,at,fee,s\n',
    });
    const { path, sha256 } = conversion.parquet;
    assert.deepEqual(await query(':memory:', `SELECT count(*)::INTEGER AS rows FROM '${path}'`), [{ rows: 0 }]);
    const warehouse = await openWarehouse({
      url: `duckdb:${codec}.duckdb`,
      dataset: 'trips',
      directory: bench.folder,
      clock: nodeClock,
      log: listLog(),
    });
    const loaded = await warehouse.load({
      partition: '2021-01',
      partitionDate: '2021-01-01',
      publication: 1,
      sha256,
      rows: 0,
      columns: conversion.columns,
      object: objectAt(path),
      write: 'replace-partition',
      signal: new AbortController().signal,
    });
    await warehouse.close();
    assert.deepEqual([loaded.outcome, loaded.receipt.rows], ['loaded', 0]);
    const described = await query(join(bench.folder, `${codec}.duckdb`), 'DESCRIBE trips');
    assert.deepEqual(
      described.map((row) => `${row['column_name']} ${row['column_type']} ${row['null']}`),
      ['id BIGINT NO', 'at TIMESTAMP YES', 'fee DECIMAL(10,2) YES', 's VARCHAR YES', 'partition_date DATE NO'],
    );
  }
});
