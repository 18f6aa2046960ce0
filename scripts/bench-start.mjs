/**
 * `npm run bench:start`: what starting costs, as ratios to an empty Node.js process in the same minute: `lakeferry --version`,
 * and the action `plan` over one done partition in a folder lake. Prints medians; fails above the bounds.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROUNDS = 21;
const MOST = { version: 3, plan: 8 };

const root = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'lakeferry-start-'));

const PIPELINE = `
name: start
description: One day
owner: data@example.org
source: { url: "day.csv" }
partitions: { by: day, start: 2021-01-01, end: 2021-01-01, recheck: last:0 }
columns: { id: { type: int64 } }
lake: ${folder}/lake
`;

function run(args, env = {}) {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, ...env },
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - began;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

try {
  await writeFile(join(folder, 'pipeline.yml'), PIPELINE);
  await writeFile(join(folder, 'day.csv'), 'id\n1\n');
  await writeFile(join(folder, 'empty.mjs'), '');
  await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  run(['dist/cli.mjs', 'run']);
  const outputs = { GITHUB_OUTPUT: join(folder, 'outputs'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  await writeFile(outputs.GITHUB_OUTPUT, '');
  const times = { empty: [], version: [], plan: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const taken = {
      empty: run(['empty.mjs']),
      version: run(['dist/cli.mjs', '--version']),
      plan: run(['dist/plan.mjs'], outputs),
    };
    await rm(join(folder, '.lakeferry'), { recursive: true, force: true });
    // The first round fills the disk's cache.
    if (round > 0) for (const [name, ms] of Object.entries(taken)) times[name].push(ms);
  }
  const empty = median(times.empty);
  process.stdout.write(`an empty process: ${empty.toFixed(0)} ms\n`);
  for (const [name, most] of Object.entries(MOST)) {
    const ratio = median(times[name]) / empty;
    process.stdout.write(
      `${name}: ${median(times[name]).toFixed(0)} ms, ${ratio.toFixed(2)} times (at most ${most})\n`,
    );
    if (ratio > most) process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true });
}
