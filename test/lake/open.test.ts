import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ConfigurationError } from '../../src/base/errors.ts';
import { historyName, historyPrefix, objectName, quarantineName } from '../../src/lake/names.ts';
import { openLake } from '../../src/lake/open.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { createSilentLog } from '../ledger/records.ts';

const google = () => Promise.reject(new Error('nobody logs in to open a lake'));
const open = (url: string) => openLake(url, { files: nodeFiles, clock: nodeClock, log: createSilentLog(), google });

test('a lake is a folder, by path or file URL; opening it makes nothing', () => {
  const folder = resolve('no such lake');
  assert.equal(open('./no such lake').url, folder);
  assert.equal(open(pathToFileURL(folder).href).url, folder);
  assert.equal(existsSync(folder), false);
});

test('a lake is a bucket and a prefix; opening it calls nobody', () => {
  for (const [url, shown] of [
    ['gs://my-lake', 'gs://my-lake'],
    ['gs://my-lake/', 'gs://my-lake'],
    ['gs://my-lake/a/b/', 'gs://my-lake/a/b'],
    ['GS://my.lake.example.org', 'gs://my.lake.example.org'],
  ] as const) {
    assert.equal(open(url).url, shown);
  }
  for (const url of [
    'gs://',
    'gs://ab',
    'gs://My-Lake',
    'gs://-lake',
    `gs://${'x'.repeat(64)}`,
    'gs:///x',
    'gs:lake',
  ]) {
    assert.throws(() => open(url), { code: 'LAKE_URL', exitCode: 2, message: /gs:\/\/bucket\/prefix/ }, url);
  }
  for (const url of ['gs://my-lake//x', 'gs://my-lake/../x', 'gs://my-lake/a\nb'])
    assert.throws(() => open(url), { code: 'LAKE_NAME' }, url);
});

test('what is neither a folder nor a bucket is not supported by this version', () => {
  for (const url of ['s3://bucket', 'https://example.org/lake', 'abfss://x@y/z']) {
    assert.throws(
      () => open(url),
      (error: unknown) => error instanceof ConfigurationError && /not supported by this version/.test(error.message),
      url,
    );
  }
  for (const url of ['', '  ', 'a\0b', 'file://host/share%2F']) {
    assert.throws(() => open(url), { code: 'LAKE_URL' }, url);
  }
});

test('names lie as the design draws them', () => {
  assert.equal(objectName('yellow_taxi', 'year=2021/month=01'), 'yellow_taxi/year=2021/month=01/part-0.parquet');
  assert.equal(objectName('zones', ''), 'zones/part-0.parquet');
  assert.equal(historyName('t', '2021-01', 'ab'), '_lakeferry/t/history/2021-01/ab.parquet');
  assert.ok(historyName('t', '2021-01', 'ab').startsWith(historyPrefix('t', '2021-01')));
  assert.equal(quarantineName('t', '2021-01', 'ab'), '_lakeferry/t/quarantine/2021-01/ab.parquet');
});
