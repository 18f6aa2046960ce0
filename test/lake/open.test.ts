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

const open = (url: string) => openLake(url, { files: nodeFiles, clock: nodeClock });

test('a lake is a folder, by path or file URL; opening it makes nothing', () => {
  const folder = resolve('no such lake');
  assert.equal(open('./no such lake').url, folder);
  assert.equal(open(pathToFileURL(folder).href).url, folder);
  assert.equal(existsSync(folder), false);
});

test('what is no folder is not supported by this version', () => {
  for (const url of [
    'gs://my-lake',
    'gs://bucket/prefix',
    's3://bucket',
    'https://example.org/lake',
    'abfss://x@y/z',
  ]) {
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
