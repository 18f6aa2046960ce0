import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryLinks } from '../../src/actions/summary-links.ts';
import type { Host } from '../../src/session/host.ts';

const env = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/pipelines',
  GITHUB_SHA: 'f'.repeat(40),
};
const links = (pipeline: string, lake: string, more: Record<string, string> = env) =>
  summaryLinks({ env: more } as unknown as Host, { pipeline, lake }).map(({ url }) => url);

test('a summary leads to the pipeline file of this commit and to the bucket', () => {
  assert.deepEqual(links('taxi/pipeline.yml', 'gs://my-lake/raw'), [
    `https://github.com/acme/pipelines/blob/${'f'.repeat(40)}/taxi/pipeline.yml`,
    'https://console.cloud.google.com/storage/browser/my-lake/raw',
  ]);
  assert.deepEqual(links('pipeline.yml', '/lake', {}), []);
  assert.deepEqual(links('/etc/pipeline.yml', './lake'), []);
});

test('a summary leads to a table of BigQuery, and to no other', () => {
  const table = (warehouse: string) =>
    summaryLinks({ env: {} } as unknown as Host, { pipeline: 'p.yml', lake: './lake', warehouse });
  assert.deepEqual(table('bigquery://acme-data/taxi/yellow_taxi'), [
    {
      text: 'the table',
      url: 'https://console.cloud.google.com/bigquery?p=acme-data&d=taxi&t=yellow_taxi&page=table',
    },
  ]);
  assert.deepEqual(table('postgres://host/d#trips'), []);
  assert.match(table("bigquery://a) [b](x:'*/c/d")[0]?.url ?? '', /^https:[\w%./?=&-]+$/);
});

test('R5: nothing in a path ends a link', () => {
  const [url = ''] = links("a) [b](javascript:x) '<!>*.yml", './lake');
  assert.match(url.slice('https://github.com/acme/pipelines/blob/'.length), /^[\w%./-]+$/);
});
