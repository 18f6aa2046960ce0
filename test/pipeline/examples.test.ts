import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { CHANNELS, NOTICE_FIELDS, NOTICE_STATES } from '../../src/pipeline/notify.ts';
import { allPartitions, fillUrl } from '../../src/pipeline/partitions.ts';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { openSchedule } from '../../src/schedule/occurrences.ts';
import type { Schedule } from '../../src/schedule/schedule.ts';
import { wakeUps } from '../../src/schedule/wake-ups.ts';
import { checkWebhook } from '../servers/notify/rules.ts';
import { job, read, textFiles } from './text-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The file with its own path, so that the paths in it lead to the example's folder. */
function example(name: string, set: Record<string, string> = {}): Promise<Pipeline> {
  const file = join(root, 'examples', name, 'pipeline.yml');
  return loadPipeline({ file, set, env: {}, files: textFiles({ [file]: readFileSync(file, 'utf8') }) });
}

test('nyc-taxi: a laptop job of the official 18 columns', async () => {
  const pipeline = await example('nyc-taxi');
  assert.equal(pipeline.name, 'yellow_taxi');
  assert.equal(pipeline.columns.length, 18);
  assert.equal(pipeline.contract.maxRejected, 0.001);
  assert.equal(allPartitions(pipeline.partitions, Date.parse('2026-01-01')).length, 31);
  assert.match(fillUrl(pipeline.source.url, '2021-01'), /\/yellow\/yellow_tripdata_2021-01\.csv\.gz$/);
  assert.equal((await example('nyc-taxi', { color: 'green' })).name, 'green_taxi');
});

const corpus = join(root, '../shared/corpora/taxi-raw-100rows/yellow-taxi');
const heads = existsSync(corpus) ? readdirSync(corpus).filter((name) => /_20(?:1[789]|2\d)-\d\d/.test(name)) : [];

test('nyc-taxi: its headers are those of real months', {
  skip: heads.length === 0 && 'the corpora are not here',
}, async () => {
  const { columns } = await example('nyc-taxi');
  for (const name of heads) {
    const [line = ''] = readFileSync(join(corpus, name), 'utf8').split(/\r?\n/);
    const header = line.split(',').map((each) => each.trim());
    const absent = columns.filter((column) => !column.optional && !column.from.some((each) => header.includes(each)));
    assert.deepEqual(
      absent.map((column) => column.name),
      [],
      name,
    );
  }
});

test('weather: every day has its file, and its headers are claimed', async () => {
  const pipeline = await example('weather');
  assert.deepEqual(pipeline.csv.nulls, ['', '-9999']);
  assert.equal(pipeline.csv.delimiter, ';');
  const days = allPartitions(pipeline.partitions, Date.parse('2026-01-01'));
  assert.deepEqual(days, ['2022-12-30', '2022-12-31', '2023-01-01', '2023-01-02']);
  const temperatures = new Set<string>();
  for (const day of days) {
    const [line = ''] = readFileSync(fillUrl(pipeline.source.url, day), 'utf8').split('\n');
    const header = line.split(';');
    for (const column of pipeline.columns) {
      assert.equal(header.filter((each) => column.from.includes(each)).length, 1, `${day} ${column.name}`);
    }
    assert.equal(header.length, pipeline.columns.length);
    temperatures.add(header[2] as string);
  }
  assert.deepEqual([...temperatures], ['temp_c', 'air_temperature']);
  assert.equal(pipeline.lake, join(dirname(pipeline.file), 'lake'));
});

test('docs/google-cloud.md: its pipeline file is right, and says who logs in', async () => {
  const page = readFileSync(join(root, 'docs/google-cloud.md'), 'utf8');
  const file = join(root, 'pipeline.yml');
  const text = /```yaml\n(# pipeline\.yml\n[\s\S]*?)```/.exec(page)?.[1] ?? '';
  const pipeline = await loadPipeline({ file, env: {}, files: textFiles({ [file]: text }) });
  assert.equal(pipeline.lake, 'gs://my-lake');
  assert.deepEqual(pipeline.google, {
    workloadIdentityProvider: 'projects/123456/locations/global/workloadIdentityPools/github/providers/lakeferry',
    serviceAccount: 'lakeferry@my-project.iam.gserviceaccount.com',
  });
});

test('docs/schedules.md: its schedules are right, and its cron line is what the first one needs', async () => {
  const page = readFileSync(join(root, 'docs/schedules.md'), 'utf8');
  const lines = [...page.matchAll(/^schedule: .*$/gm)].map(([line]) => line);
  assert.equal(lines.length, 3);
  const schedules = await Promise.all(lines.map(async (line) => (await read(job(line))).schedule));
  assert.deepEqual(
    schedules.map((schedule) => schedule?.kind),
    ['cron', 'every', 'rrule'],
  );
  const { lines: cron } = wakeUps(openSchedule(schedules[0] as Schedule), Date.parse('2026-11-28'));
  assert.deepEqual(
    [...page.matchAll(/^ {4}- cron: '(.*)'$/gm)].map(([, line]) => line),
    cron,
  );
});

test('docs/notifications.md: its channels are right, its body is what a webhook gets, its fields are all there are', async () => {
  const page = readFileSync(join(root, 'docs/notifications.md'), 'utf8');
  const block = /```yaml\n(notify:\n[\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { notify = [] } = await read(job(block.trimEnd()));
  assert.deepEqual(notify.map(({ to }) => to).sort(), [...CHANNELS].sort());
  assert.equal(checkWebhook(JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''), 0), undefined);
  const named = [...page.matchAll(/^\| (`\{.*?) \|/gm)].flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
  assert.deepEqual(named, Object.keys(NOTICE_FIELDS));
  for (const state of NOTICE_STATES) assert.ok(page.includes(`| \`${state}\` |`), state);
});
