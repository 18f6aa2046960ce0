import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { monthText } from '../job/job.ts';
import { readRunnerOutput } from '../runtime/runner-commands.ts';
import { type ActionBench, openActions } from './bench.ts';

const MONTHS = Array.from({ length: 12 }, (_, at) => `2021-${String(at + 1).padStart(2, '0')}`);

const pipeline = (end: string, ...lines: string[]) =>
  [
    'name: trips',
    'description: Trips of a test',
    'owner: data@example.org',
    'source:',
    '  allow_empty: false',
    '  url: "{YYYY}-{MM}.csv"',
    `partitions: { by: month, start: 2021-01, end: ${end} }`,
    'columns:',
    '  id: { type: int64, required: true }',
    '  note: { type: string }',
    'lake: ./lake',
    ...lines,
    '',
  ].join('\n');

let bench: ActionBench;
before(async () => {
  bench = await openActions(Object.fromEntries(MONTHS.map((month) => [`${month}.csv`, monthText(month)])));
});
after(() => bench.close());

/** Annotations of a step that runs this pipeline file: kind, line, and what they begin with. */
async function annotated(
  text: string,
  inputs: Record<string, string> = {},
): Promise<[string, string | undefined, string][]> {
  await writeFile(join(bench.workspace, 'pipeline.yml'), text);
  const { log } = await bench.step('run', { pipeline: 'pipeline.yml', ...inputs });
  return readRunnerOutput(log)
    .commands.filter(({ name }) => name === 'error' || name === 'warning')
    .map(({ name, data, properties }) => {
      assert.equal(properties['file'], 'pipeline.yml', data);
      return [name, properties['line'], data];
    });
}

test('what failed points at the part of the pipeline file that it is about', async () => {
  await writeFile(join(bench.workspace, '2021-01.csv'), 'id\n1\n');
  await writeFile(join(bench.workspace, '2021-02.csv'), `${monthText('2021-02')}x,wrong\n`);
  await writeFile(join(bench.workspace, '2021-03.csv'), 'id,note\n1,"open');
  await writeFile(join(bench.workspace, '2021-04.csv'), '');
  const found = await annotated(pipeline('2021-06', 'contract: { max_rejected: 0 }'), { force: 'true' });
  const lineOf = (partition: string) =>
    found.filter(([kind, , data]) => kind === 'error' && data.startsWith(partition)).map(([, line]) => line);
  assert.deepEqual(
    MONTHS.slice(0, 5).map((month) => lineOf(month)),
    [['10'], ['12'], ['12'], ['6'], []],
    JSON.stringify(found, undefined, 1),
  );
});

test('a source that cannot be had points at its URL, and twelve failures are ten annotations', async () => {
  const text = pipeline('2021-12').replace('"{YYYY}', '"http://127.0.0.1:9/{YYYY}');
  const inputs = { force: 'true', 'check-source': 'none', lake: 'empty-lake' };
  const found = await annotated(`${text}tasks: { fetch: { retries: 0 } }\n`, inputs);
  assert.equal(found.length, 10);
  assert.ok(
    found.every(([kind, line]) => kind === 'error' && line === '6'),
    JSON.stringify(found, undefined, 1),
  );
});

test('what stops a run as a whole points at its part, too', async () => {
  const lines = async (text: string, inputs: Record<string, string>) =>
    (await annotated(text, inputs)).flatMap(([kind, line]) => (kind === 'error' ? [line] : []));
  const nobody = pipeline('2021-06', 'warehouse: "postgres://u:p@127.0.0.1:9/d"');
  assert.deepEqual(await lines(nobody, { lake: 'other-lake' }), ['12']);
  await writeFile(join(bench.workspace, 'taken'), '');
  assert.deepEqual(await lines(pipeline('2021-06'), { lake: 'taken', partitions: '2021-06' }), ['11']);
});
