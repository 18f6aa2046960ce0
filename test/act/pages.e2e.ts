import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pinsOf, REPOSITORY } from '../../scripts/pins.ts';
import { toolsFolder } from '../../scripts/tools-folder.ts';
import { type Block, blocksOf } from '../docs/blocks.ts';
import { enterClone } from '../docs/clone.ts';
import { type Machine, startMachine } from '../docs/machine.ts';
import { copyToolkit } from './etl-stage.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Reader {
  machine: Machine;
  blocks: readonly Block[];
  /** What stands in for the world in a line that begins with `npm run act`: this tree at every commit, and the publisher. */
  world: string;
  typeAll(...lines: string[]): Promise<string>;
}

async function openPage(context: TestContext, page: string): Promise<Reader> {
  const machine = await startMachine(context);
  machine.set('LAKEFERRY_TOOLS', toolsFolder());
  const toolkit = join(machine.home, 'toolkit');
  await copyToolkit(toolkit);
  const text = await readFile(join(ROOT, page), 'utf8');
  const names = ['etl.yml', 'etl-steps.yml', '../../examples/callers/schedule.yml'];
  const workflows = names.map((name) => readFile(join(ROOT, '.github/workflows', name), 'utf8'));
  const pins = new Set(pinsOf([text, ...(await Promise.all(workflows))].join('\n')));
  const env = Object.entries({ ...machine.env, LAKEFERRY_DUCKDB_DIR: ROOT });
  const world = [
    ...[...pins].map((pin) => `--local-repository ${REPOSITORY}@${pin}=${toolkit}`),
    ...env.map(([name, value]) => `--env ${name}=${value}`),
    `--state ${join(machine.home, 'state')}`,
  ].join(' ');
  return {
    machine,
    blocks: blocksOf(text),
    world,
    async typeAll(...lines) {
      let said = '';
      for (const line of lines) {
        const { code, output } = await machine.type(line);
        assert.equal(code, 0, `${line}\n${output}`);
        said = output;
      }
      return said;
    },
  };
}

test('README.md: what it has its reader write runs, when the clock says so, from the clone', async (context) => {
  const { machine, blocks, world, typeAll } = await openPage(context, 'README.md');
  await enterClone(machine);
  let said = '';
  for (const block of blocks) {
    if (block.kind === 'save') await machine.save(block.path, block.text);
    else if (block.kind !== 'type' || /^npm (?:ci|pack|run demo)|^npx lakeferry (?:run|site)/.test(block.line))
      continue;
    else if (/^npm install/.test(block.line)) await machine.install();
    else said = await typeAll(block.line.startsWith('npm run act') ? `${block.line} ${world}` : block.line);
  }
  assert.match(said, /run 1\n {2}success {4}ferry\n[\s\S]*7 done/);
});

test('docs/act.md: its command runs an example caller of etl.yml, one job for each month', async (context) => {
  const { machine, blocks, world, typeAll } = await openPage(context, 'docs/act.md');
  await typeAll('mkdir -p my-pipeline/.github/workflows', 'cd my-pipeline', 'git init --quiet');
  const tutorial = blocksOf(await readFile(join(ROOT, 'docs/tutorial.md'), 'utf8'));
  const file = tutorial.find((block) => block.kind === 'save' && block.path === 'pipeline.yml');
  assert.ok(file?.kind === 'save');
  // A lake and a table that outlive a job, as docs/folder-lake.md says of a runner of one's own.
  const text = file.text
    .replace('./lake', `${machine.home}/lake`)
    .replace('taxi.duckdb', `${machine.home}/taxi.duckdb`);
  await machine.save('pipeline.yml', text);
  await machine.save(
    '.github/workflows/ferry.yml',
    await readFile(join(ROOT, 'examples/callers/schedule.yml'), 'utf8'),
  );
  await typeAll('git add .', 'git commit --quiet --message one', 'cd ..');
  await enterClone(machine);
  const line = blocks.find((block) => block.kind === 'type' && block.line.startsWith('npm run act'));
  assert.ok(line?.kind === 'type');
  const said = await typeAll(`${line.line.replace(/--local-repository \S+COMMIT=\.$/, '')} ${world}`);
  assert.match(said, /^run 1\n[\s\S]*success {4}etl\/2021-01/m);
  assert.match(said, /1 done/);
  assert.doesNotMatch(said, /unfinished/);
});

test('docs/steps.md: a job of five steps brings a month from its source to the table', async (context) => {
  const { machine, blocks, world, typeAll } = await openPage(context, 'docs/steps.md');
  const tutorial = blocksOf(await readFile(join(ROOT, 'docs/tutorial.md'), 'utf8'));
  await typeAll('mkdir taxi', 'cd taxi', 'git init --quiet');
  for (const block of [...tutorial, ...blocks]) {
    if (block.kind === 'save' && /^(?:pipeline|\.github\/workflows\/steps)\.yml$/.test(block.path)) {
      await machine.save(block.path, block.text);
    }
  }
  await typeAll('git add .', 'git commit --quiet --message one', 'cd ..');
  await enterClone(machine);
  const words = '--repository ../taxi --workflow .github/workflows/steps.yml --input partitions=2021-01,2021-02';
  const said = await typeAll(`npm run act -- ${words} ${world}`);
  for (const task of ['fetch', 'clean', 'write-parquet', 'upload', 'load']) assert.ok(said.includes(task), task);
  assert.match(said, /holds one entry for each of 2021-01,2021-02/);
  assert.match(said, /^ {2}success {4}ferry$/m);
});
