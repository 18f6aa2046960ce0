import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { outputsOfJob, readRunnerOutput } from '../runtime/runner-commands.ts';
import { startChannels } from '../servers/notify/channels.ts';
import { startIssues } from '../servers/notify/issues.ts';
import { openActions } from './bench.ts';

const at = (name: string) => `\${${name}}`;
const PIPELINE = `name: trips
description: Trips of a test
owner: data@example.org
source: { url: "{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-02 }
lake: ./lake
warehouse: duckdb:trips.duckdb
columns:
  id: { type: int64, required: true }
notify:
  - { to: slack, url: "${at('SLACK_WEBHOOK')}", retries: 0 }
  - { to: discord, url: "${at('DISCORD_WEBHOOK')}", retries: 0 }
  - { to: issue, retries: 0 }
`;

test('the action tells what the jobs before it left in the ledger; what it cannot tell is a warning, and no job is red', async (context) => {
  const channels = await startChannels();
  const github = await startIssues();
  const bench = await openActions({
    'pipeline.yml': PIPELINE,
    '2021-01.csv': 'id\n1\n',
    '2021-02.csv': 'id\n::error::x\n',
  });
  context.after(() => Promise.all([channels.close(), github.close(), bench.close()]));
  github.rights = 'none';
  channels.faults.set('/discord', [{ status: 404 }]);
  const env = {
    LAKEFERRY_ENVIRONMENT: `SLACK_WEBHOOK=${channels.origin}/slack\nDISCORD_WEBHOOK=${channels.origin}/discord`,
    GITHUB_TOKEN: github.token,
    GITHUB_API_URL: github.api,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_SERVER_URL: 'https://github.com',
  };
  const run = await bench.step('run', {}, env);
  assert.equal(run.code, 3, run.log);

  const shown = await bench.step('notify', { 'dry-run': 'true' }, env);
  assert.deepEqual([shown.code, shown.outputs], [0, { sent: '3', unsent: '0', state: 'failed' }], shown.log);
  assert.deepEqual(channels.asked, []);

  const first = await bench.step('notify', {}, env);
  assert.deepEqual([first.code, first.outputs], [0, { sent: '1', unsent: '2', state: 'failed' }], first.log);
  const { commands, masks } = readRunnerOutput(first.log);
  const warnings = commands.filter(({ name }) => name === 'warning').map(({ data }) => data);
  assert.equal(warnings.length, 2, first.log);
  const places = commands
    .filter(({ name }) => name === 'warning')
    .map(({ properties: { file, line } }) => [file, line]);
  assert.deepEqual(places, Array(2).fill(['pipeline.yml', '10']), 'where the channels stand');
  assert.match(
    warnings.join('\n'),
    /notify "discord" \(discord\): 2021-02 not told: its webhook answered 404: there is no such webhook/,
  );
  assert.match(warnings.join('\n'), /permissions: \{ contents: read, issues: write \}/);
  assert.deepEqual(
    commands.filter(({ name }) => name === 'error'),
    [],
  );
  assert.ok(masks.includes(`${channels.origin}/slack`));
  const told = first.log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  assert.doesNotMatch(told.join('\n'), /\/slack|\/discord|ghs_/);
  const kept = new Map(Object.entries(first.outputs));
  assert.deepEqual(outputsOfJob(kept, masks), kept);
  const [arrived] = channels.arrived;
  assert.match(JSON.stringify(arrived?.body), /trips 2021-02 broke its contract.*actions\/runs\/7/s);

  github.rights = 'write';
  const second = await bench.step('notify', {}, env);
  assert.deepEqual([second.code, second.outputs['sent'], second.outputs['unsent']], [0, '2', '0'], second.log);
  assert.deepEqual(
    github.issues.map(({ title }) => title),
    ['trips 2021-02 broke its contract'],
  );

  await writeFile(join(bench.workspace, '2021-02.csv'), 'id\n2\n');
  await bench.step('run', {}, env);
  const third = await bench.step('notify', {}, env);
  assert.deepEqual(
    [third.outputs['sent'], third.outputs['unsent'], third.outputs['state']],
    ['3', '0', 'done'],
    third.log,
  );
  assert.equal(github.issues[0]?.state, 'closed');
});

test('without a block the action does nothing, and needs neither lake nor secret', async (context) => {
  const bench = await openActions({
    'pipeline.yml': PIPELINE.replace(/notify:\n(?: .*\n)*/, '').replace('lake: ./lake\n', ''),
  });
  context.after(() => bench.close());
  const { code, outputs, log } = await bench.step('notify', {});
  assert.deepEqual([code, outputs], [0, { sent: '0', unsent: '0', state: '' }], log);
  assert.match(log, /pipeline\.yml has no notify, so nobody is told/);
});
