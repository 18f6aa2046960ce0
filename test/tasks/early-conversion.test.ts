import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Files } from '../../src/base/ports/files.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import type { TaskContext } from '../../src/tasks/context.ts';
import { convertPartition } from '../../src/tasks/convert.ts';
import { createEarlyConversion } from '../../src/tasks/early-conversion.ts';
import { fetchPartition } from '../../src/tasks/fetch.ts';
import { createSilentLog } from '../ledger/records.ts';
import { job, read } from '../pipeline/text-files.ts';

interface Bench {
  context: TaskContext;
  source: string;
  /** How often the raw file was opened for reading. */
  readings: () => number;
  said: () => string[];
}

/** A job whose source is a file of the test's own. */
async function openBench(test: TestContext, text: string | Buffer, lines: readonly string[] = []): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-early-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  const source = join(folder, '2021-01');
  await writeFile(source, text);
  let readings = 0;
  const files: Files = {
    ...nodeFiles,
    stream(path, range) {
      if (path !== source) readings++;
      return nodeFiles.stream(path, range);
    },
  };
  const log = createSilentLog();
  const context: TaskContext = {
    pipeline: await read(job(`source: { url: "${pathToFileURL(folder)}/{YYYY}-{MM}" }`, ...lines)),
    files,
    http: { request: () => Promise.reject(new Error('the source is a file')) },
    clock: nodeClock,
    log,
    refreshCache: false,
    workFolder: join(folder, 'work'),
    signal: new AbortController().signal,
  };
  return { context, source, readings: () => readings, said: () => log.said };
}

/** fetch, then clean and write-parquet, as a run does them. */
async function bring({ context }: Bench, withEarly = true) {
  const early = createEarlyConversion(context, '2021-01', []);
  try {
    const fetched = await fetchPartition(context, '2021-01', undefined, withEarly ? early.tap : undefined);
    assert.ok(fetched.kind === 'raw');
    const { conversion, key } = await convertPartition(context, '2021-01', fetched, [], undefined, early);
    return { key, conversion };
  } finally {
    await early.abandon();
  }
}

const LINES = ['columns: { id: { type: int64 }, note: { type: string } }', 'contract: { max_rejected: 1% }'];
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, row) => `${from + row},${'x'.repeat(60)}\n`).join('');
/** 6 MB. */
const LARGE = `id,note\nbad,row\n${rows(90_000)}`;

test('a large file is converted while it comes, to what it would become afterwards; it is read once', async (context) => {
  for (const text of [LARGE, gzipSync(LARGE)]) {
    const [early, late] = [await openBench(context, text, LINES), await openBench(context, text, LINES)];
    const made = await bring(early);
    const expected = await bring(late, false);
    assert.equal(early.readings(), 0);
    assert.ok(late.readings() > 0);
    assert.match(made.conversion.parquet.path, /early-1\.parquet$/);
    const facts = ({ conversion: { parquet, quarantine, ...rest } }: typeof made) => [
      parquet.sha256,
      quarantine?.sha256,
      rest,
    ];
    assert.deepEqual(facts(made), facts(expected));
    assert.equal(made.conversion.rejected, 1);
  }
});

test('a small file, JSON Lines and what is not text wait for the fetch to end', async (context) => {
  const json = Array.from({ length: 90_000 }, (_, id) => `{"id":${id},"note":"${'x'.repeat(60)}"}\n`).join('');
  for (const text of ['id,note\n1,x\n', json]) {
    const bench = await openBench(context, text, LINES);
    const { conversion } = await bring(bench);
    assert.ok(bench.readings() > 0);
    assert.match(conversion.parquet.path, /2021-01\.1\.parquet$/);
  }
});

test('an error of the data is told when the file is whole, and by the task that it belongs to', async (context) => {
  const bench = await openBench(context, `id\n${rows(90_000)}`, LINES);
  await assert.rejects(bring(bench), { code: 'SCHEMA_MISSING_COLUMN' });
  assert.ok((await readdir(bench.context.workFolder)).includes('2021-01.raw'));
});

test('an error in the middle of a large file does not hold up its fetch', { timeout: 60_000 }, async (context) => {
  const long = `1,${'y'.repeat(3 << 20)}\n`;
  const bench = await openBench(context, `${LARGE}${long}${rows(90_000)}`, [...LINES, 'limits: { field: 1MiB }']);
  await assert.rejects(bring(bench), { code: 'CSV_LIMIT_FIELD' });
});

test('a fetch that fails: its error is the one that counts, and nothing of the conversion is left', async (context) => {
  const bench = await openBench(context, gzipSync(LARGE).subarray(0, -20), LINES);
  await assert.rejects(bring(bench), { code: 'GZIP_TRUNCATED' });
  assert.deepEqual(await readdir(bench.context.workFolder), []);
});

test('a file that changes while it is fetched is fetched and converted anew', async (context) => {
  const bench = await openBench(context, LARGE, [
    ...LINES,
    'tasks: { fetch: { retries: 2, retry_delay: "exponential(1ms, 2ms)" } }',
  ]);
  const { files } = bench.context;
  let changes = 0;
  bench.context.files = {
    ...files,
    async stat(path) {
      // Between the first look at the source and the second one.
      if (path === bench.source && ++changes === 2) await appendFile(bench.source, rows(7, 90_000));
      return files.stat(path);
    },
  };
  const { conversion } = await bring(bench);
  assert.equal(conversion.rows, 90_007);
  assert.match(conversion.parquet.path, /early-2\.parquet$/);
  assert.equal(bench.readings(), 0);
});

test('a column that another partition added meanwhile: the file is converted again, with it', async (context) => {
  const bench = await openBench(context, LARGE, LINES);
  const early = createEarlyConversion(bench.context, '2021-01', []);
  const fetched = await fetchPartition(bench.context, '2021-01', undefined, early.tap);
  assert.ok(fetched.kind === 'raw');
  const evolved = [{ name: 'extra', from: 'extra' }];
  const { conversion } = await convertPartition(bench.context, '2021-01', fetched, evolved, undefined, early);
  await early.abandon();
  assert.deepEqual(
    conversion.columns.map(({ name }) => name),
    ['id', 'note', 'extra', 'partition_date'],
  );
});
