/**
 * `node scripts/memory.mjs`: does memory depend on the size of a file? Converts an invented month of the reference size and
 * one four times as large with the built command line, prints the peak of each process, and fails above the bounds.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeMonth } from '../demo/months.ts';

/** Rows of the official month 2021-01, rounded up. */
const ROWS = 1_400_000;
const TIMES = 4;
/** MiB of resident memory, everything included; each further worker thread takes some thirty more. */
const MOST = 220;
/** How much more the larger month may take: allocators are not exact. */
const GROWTH = 1.1;
/** The median of so many runs counts: the collector's timing differs from run to run by some ten MiB. */
const ROUNDS = 3;

const root = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'lakeferry-memory-'));

/**
 * Runs inside the measured process as it ends. Linux's `maxRSS` starts from what the parent held when it forked; `VmHWM`
 * is the process's own.
 */
const HOOK = `
import { readFileSync, writeFileSync } from 'node:fs';
process.on('exit', () => {
  let kib = process.resourceUsage().maxRSS;
  try { kib = Number(/VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
  writeFileSync(process.env.LAKEFERRY_PEAK_FILE, String(kib));
});
`;

/** Median peak MiB of converting `rows` rows. */
async function measure(rows) {
  await writeMonth(join(folder, 'yellow_tripdata_2021-01.csv.gz'), { month: '2021-01', rows, seed: 2021 });
  const peaks = [];
  for (let round = 0; round < ROUNDS; round++) peaks.push(await convertOnce(rows));
  return peaks.sort((a, b) => a - b)[ROUNDS >> 1];
}

/** Peak MiB of one conversion into a lake of its own, no warehouse, no cache. */
async function convertOnce(rows) {
  const name = `rows-${rows}`;
  const peak = join(folder, `${name}.peak`);
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      pathToFileURL(join(folder, 'hook.mjs')).href,
      join(root, 'dist', 'cli.mjs'),
      'run',
      '--pipeline',
      join(folder, 'pipeline.yml'),
      ...['--partitions', '2021-01', '--cache', 'false', '--workers', '1', '--lake', join(folder, name, 'lake')],
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        LAKEFERRY_CACHE_DIR: join(folder, name, 'cache'),
        LAKEFERRY_DEMO_SOURCE: pathToFileURL(folder).href,
        LAKEFERRY_PEAK_FILE: peak,
      },
    },
  );
  if (status !== 0) throw new Error(`the run over ${rows} rows ended with ${status}:\n${stdout}${stderr}`);
  const mebibytes = Number(await readFile(peak, 'utf8')) / 1024;
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`${rows} rows: peak ${mebibytes.toFixed(0)} MiB, ${seconds.toFixed(1)} s\n`);
  await rm(join(folder, name), { recursive: true });
  return mebibytes;
}

try {
  await writeFile(join(folder, 'hook.mjs'), HOOK);
  const pipeline = await readFile(join(root, 'demo', 'pipeline.yml'), 'utf8');
  await writeFile(join(folder, 'pipeline.yml'), pipeline.replace(/^(lake|warehouse):.*\n/gm, ''));
  const first = await measure(ROWS);
  const second = await measure(ROWS * TIMES);
  const problems = [
    ...[first, second].filter((peak) => peak > MOST).map((peak) => `${peak.toFixed(0)} MiB is above ${MOST} MiB`),
    ...(second > first * GROWTH
      ? [`${TIMES} times the rows take ${(second / first).toFixed(2)} times the memory`]
      : []),
  ];
  for (const problem of problems) process.stderr.write(`memory: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
  else
    process.stdout.write(
      `memory is bounded: at most ${MOST} MiB, at most ${GROWTH} times for ${TIMES} times the rows\n`,
    );
} finally {
  await rm(folder, { recursive: true });
}
