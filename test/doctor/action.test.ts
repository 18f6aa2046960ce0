import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type ActionBench, openActions } from '../actions/bench.ts';
import { monthText } from '../job/job.ts';
import { readRunnerOutput } from '../runtime/runner-commands.ts';

const PIPELINE = `name: trips
description: Trips of a test
owner: data@example.org
source: { url: "{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-01 }
lake: ./lake
warehouse: duckdb:trips.duckdb
columns: { id: { type: int64, required: true }, note: { type: string } }
`;

let bench: ActionBench;
before(async () => {
  bench = await openActions({ 'pipeline.yml': PIPELINE, '2021-01.csv': monthText('2021-01') });
});
after(() => bench.close());

const SERVICE = { ACTIONS_RUNTIME_TOKEN: 'canary-token', ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' };

test('the action writes a summary, sets outputs, and warns where something is worth a look', async () => {
  const { code, log, outputs, summary } = await bench.step('doctor', { pipeline: 'pipeline.yml' });
  assert.equal(code, 0, log);
  // A self-hosted runner without GitHub's service.
  assert.deepEqual([outputs['failed'], outputs['warned']], ['', 'cache-unusable']);
  assert.match(summary, /^# <code>trips<\/code>: 1 to look at, \d fine/);
  assert.match(summary, /\| \*\*warn\*\* \| <code>cache-unusable<\/code> \|/);
  const warnings = readRunnerOutput(log).commands.filter(({ name }) => name === 'warning');
  assert.match(warnings.map(({ data }) => data).join(), /cache-unusable: this job has no service/);
  assert.equal(JSON.parse(outputs['checks'] ?? '')[0].code, 'source-unreachable');
});

test('cache-unusable: a fork may not write, a workflow said so, the service does not answer', async () => {
  const event = join(bench.workspace, 'event.json');
  const repo = (name: string) => ({ repo: { full_name: name } });
  await writeFile(event, JSON.stringify({ pull_request: { head: repo('stranger/trips'), base: repo('acme/trips') } }));
  const saidBy = async (env: Record<string, string>) => {
    const { outputs } = await bench.step('doctor', {}, { ...SERVICE, ...env });
    assert.deepEqual([outputs['failed'], outputs['warned']], ['', 'cache-unusable']);
    const checks: { code: string; what: string }[] = JSON.parse(outputs['checks'] ?? '');
    return checks.find(({ code }) => code === 'cache-unusable')?.what ?? '';
  };
  assert.match(await saidBy({ GITHUB_EVENT_PATH: event }), /from a fork/);
  assert.match(await saidBy({ ACTIONS_CACHE_MODE: 'read' }), /cache-mode: read/);
  assert.match(await saidBy({}), /GitHub's cache is out of order/);
});

test('duckdb-unusable: the library is nowhere to be found, and the step fails with its code', async () => {
  const { code, outputs, log } = await bench.step('doctor', {}, { LAKEFERRY_DUCKDB_DIR: bench.workspace });
  assert.deepEqual([code, outputs['failed']], [2, 'duckdb-unusable'], log);
});

test('lake and warehouse are told by the words of all surfaces', async () => {
  await writeFile(join(bench.workspace, 'taken'), '');
  const { code, outputs } = await bench.step('doctor', { lake: 'taken', warehouse: 'postgres://u:p@127.0.0.1:9/d' });
  assert.deepEqual([code, outputs['failed']], [1, 'lake-unusable,postgres-unreachable']);
});
