import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createJob, type Job, monthText } from '../job/job.ts';
import { type FlowOptions, flow } from './bench.ts';

const ONE_MONTH = 'partitions: { by: month, start: 2021-01, end: 2021-01 }';

/** January, published, with raw file and Parquet file in the cache. */
async function january(context: TestContext, ...lines: string[]): Promise<Job> {
  const job = await createJob(context, ['2021-01', '2021-02']);
  await job.write(ONE_MONTH, ...lines);
  const first = await notes(job);
  assert.deepEqual(first.slice(0, 2), [
    'fetch: downloaded (nothing is cached for this key)',
    'clean, write-parquet: made (nothing is cached for this key)',
  ]);
  return job;
}

async function notes(job: Job, options: FlowOptions = {}): Promise<string[]> {
  const plan = { selection: { kind: 'list' as const, partitions: ['2021-01'] }, force: true };
  return (await flow(job, { plan, ...options })).results.get('2021-01')?.notes ?? [];
}

const FETCH_HIT = 'fetch: cache hit (the source says that the cached file is current)';
const CONVERT_HIT = 'clean, write-parquet: cache hit (same source, same settings)';

test('a hit says what it stands on', async (context) => {
  const job = await january(context);
  assert.deepEqual((await notes(job)).slice(0, 2), [FETCH_HIT, CONVERT_HIT]);
});

const DIGEST = '[0-9a-f]{12}';

/** A change, and the parts that a miss of clean and write-parquet names. */
const CHANGES: [title: string, lines: string[], parts: RegExp][] = [
  [
    'columns',
    ['columns: { id: { type: int64 }, note: { type: string } }'],
    new RegExp(`columns ${DIGEST} → ${DIGEST}`),
  ],
  ['csv', ['csv: { nulls: [NA, ""] }'], new RegExp(`csv ${DIGEST} → ${DIGEST}`)],
  [
    'contract',
    ['contract: { types: discard }'],
    /contract new_columns freeze, types freeze → new_columns freeze, types discard/,
  ],
  ['parquet', ['parquet: { codec: gzip }'], /parquet zstd → gzip/],
  [
    'two at once',
    ['parquet: { codec: none }', 'contract: { new_columns: discard }'],
    /contract new_columns freeze, types freeze → new_columns discard, types freeze, parquet zstd → none/,
  ],
];

for (const [title, lines, parts] of CHANGES) {
  test(`a miss names the part that changed: ${title}`, async (context) => {
    const job = await january(context);
    await job.write(ONE_MONTH, ...lines);
    const [fetched, converted] = await notes(job);
    assert.equal(fetched, FETCH_HIT);
    const expected = `^clean, write-parquet: made \\(nothing is cached for this key; changed since it was published: ${parts.source}\\)$`;
    assert.match(converted ?? '', new RegExp(expected));
    assert.deepEqual((await notes(job)).slice(0, 2), [FETCH_HIT, CONVERT_HIT]);
  });
}

test('a changed source: its ETag, and the sha256 of what it became', async (context) => {
  const job = await january(context);
  job.publisher.files.set('/2021-01.csv', monthText('2021-01', ' changed'));
  const [fetched, converted] = await notes(job);
  assert.match(
    fetched ?? '',
    /^fetch: downloaded \(the source changed since it was cached: etag "[0-9a-f]{8}" → "[0-9a-f]{8}"\)$/,
  );
  assert.match(converted ?? '', /; changed since it was published: upstream\)$/);
});

test('a source without validators that sends its file again', async (context) => {
  const job = await january(context);
  const without = (body: string) => () => ({ body });
  job.publisher.files.set('/2021-01.csv', without(monthText('2021-01')));
  const [same, converted] = await notes(job);
  assert.equal(same, 'fetch: downloaded (the source sent the cached file again instead of saying that it is current)');
  assert.equal(converted, CONVERT_HIT);
  job.publisher.files.set('/2021-01.csv', without(monthText('2021-01', ' changed')));
  const [other] = await notes(job);
  assert.match(other ?? '', new RegExp(`\\(the source changed since it was cached: sha256 ${DIGEST} → ${DIGEST}\\)$`));
});

test('another URL is a miss of the fetch, too', async (context) => {
  const job = await january(context);
  const { origin } = job.publisher;
  job.publisher.files.set('/v2-2021-01.csv', monthText('2021-01'));
  await job.write(ONE_MONTH, `source: { url: "${origin}/v2-{YYYY}-{MM}.csv" }`);
  const url = `changed since it was published: url ${origin}/2021-01.csv → ${origin}/v2-2021-01.csv`;
  assert.deepEqual((await notes(job)).slice(0, 2), [
    `fetch: downloaded (nothing is cached for this key; ${url})`,
    'clean, write-parquet: made (nothing is cached for this key; changed since it was published: upstream)',
  ]);
});

test('a column that a later month added is a part: evolved', async (context) => {
  const job = await january(context, 'contract: { new_columns: evolve }');
  job.publisher.files.set('/2021-02.csv', 'id,note,tip\n1,a,2\n');
  await job.write('partitions: { by: month, start: 2021-01, end: 2021-02 }', 'contract: { new_columns: evolve }');
  await flow(job);
  const [, converted] = await notes(job);
  assert.match(converted ?? '', new RegExp(`; changed since it was published: evolved ${DIGEST} → ${DIGEST}\\)$`));
});

test('the version of a task is a part: versions', async (context) => {
  const job = await january(context);
  const run = await flow(job, {
    plan: { selection: { kind: 'list', partitions: ['2021-01'] }, force: true },
    cache: 'none',
    change(opened) {
      // As an older Lakeferry would have published it.
      const head = opened.heads.get('2021-01');
      assert.ok(head?.published);
      const { publication } = head.published;
      const taskKey = { ...publication.taskKey, parts: { ...publication.taskKey.parts, versions: '0123456789ab' } };
      opened.heads.set('2021-01', {
        ...head,
        published: { ...head.published, publication: { ...publication, taskKey } },
      });
      return opened;
    },
  });
  const told = /\(the cache is off; changed since it was published: versions 0123456789ab → .*clean \d.*\)$/;
  const [fetched, converted] = run.results.get('2021-01')?.notes ?? [];
  assert.equal(fetched, 'fetch: downloaded (the cache is off)', 'its own version is none of these');
  assert.match(converted ?? '', told);
});

test('an entry that is gone, damaged or not wanted', async (context) => {
  const job = await january(context);
  const cache = join(job.folder, '.cache/entries');
  assert.deepEqual((await notes(job, { refreshCache: true })).slice(0, 2), [
    'fetch: downloaded (refresh-cache was asked for)',
    'clean, write-parquet: made (refresh-cache was asked for)',
  ]);
  assert.deepEqual((await notes(job, { cache: 'none' })).slice(0, 2), [
    'fetch: downloaded (the cache is off)',
    'clean, write-parquet: made (the cache is off)',
  ]);
  for (const name of await readdir(join(cache, 'blobs'))) {
    // Links to what the lake or another run holds are not to be written through.
    await rm(join(cache, 'blobs', name));
    await writeFile(join(cache, 'blobs', name), 'other bytes');
  }
  assert.deepEqual((await notes(job)).slice(0, 2), [
    'fetch: downloaded (the cached file "raw" does not have its checksum)',
    'clean, write-parquet: made (the cached file "parquet" does not have its checksum)',
  ]);
  await rm(cache, { recursive: true });
  assert.deepEqual((await notes(job)).slice(0, 2), [
    'fetch: downloaded (nothing is cached for this key)',
    'clean, write-parquet: made (nothing is cached for this key)',
  ]);
});
