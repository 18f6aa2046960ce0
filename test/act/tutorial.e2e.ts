import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pinsOf, REPOSITORY } from '../../scripts/pins.ts';
import { blocksOf } from '../docs/blocks.ts';
import { startMachine } from '../docs/machine.ts';
import { copyToolkit } from './etl-stage.ts';
import { resultsOf } from './questions.ts';
import { runWorkflow } from './run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WORKFLOW = '.github/workflows/lakeferry.yml';

test('what the tutorial has its reader commit runs as a scheduled workflow: all months in one job', async (context) => {
  const machine = await startMachine(context);
  const page = await readFile(join(ROOT, 'docs/tutorial.md'), 'utf8');
  let workflow = '';
  for (const block of blocksOf(page)) {
    if (block.kind === 'save') {
      await machine.save(block.path, block.text);
      if (block.path === WORKFLOW) workflow = block.text;
    } else if (block.kind === 'type' && /^(?:mkdir|cd|git|printf) /.test(block.line)) {
      assert.equal((await machine.type(block.line)).code, 0, block.line);
    }
    if (block.kind === 'type' && block.line.startsWith('git commit')) break;
  }
  const toolkit = join(machine.home, 'toolkit');
  await copyToolkit(toolkit);
  const run = await runWorkflow({
    repository: join(machine.home, 'taxi'),
    workflow: WORKFLOW,
    event: 'schedule',
    state: join(machine.home, 'state'),
    environment: { ...machine.env, LAKEFERRY_DUCKDB_DIR: ROOT },
    localRepositories: Object.fromEntries(pinsOf(workflow).map((pin) => [`${REPOSITORY}@${pin}`, toolkit])),
  });
  assert.equal(run.exitCode, 0, JSON.stringify([run.remarks, run.jobs]));
  assert.deepEqual(resultsOf(run), ['ferry success']);
  const { outputs, summaries } =
    run.jobs[0]?.steps.find(({ outputs }) => outputs['done'] !== undefined) ?? assert.fail();
  assert.equal(outputs['done'], '7');
  assert.match(summaries.join(''), /7 done/);
  // Of the months that it says, each has its rows; the lake itself is gone with the runner.
  for (const month of ['2021-01', '2021-07']) assert.ok(summaries.join('').includes(month), month);
});
