/**
 * `node scripts/workers-end.mjs [runs]` (200): does a process that used two worker threads always end? Converts a small file of
 * two row groups with the built command line, again and again, and fails when a run is slower than any honest one, or makes other
 * bytes than the first.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const RUNS = Number(process.argv[2] ?? 200);
/** Seconds after which a run is taken for one that will never end. */
const LONGEST = 60;

const root = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'lakeferry-workers-end-'));

// Long texts make row groups full with few rows.
const PIPELINE = `
name: texts
description: Two row groups
owner: data@example.org
source: { url: "${pathToFileURL(folder)}/{YYYY}-{MM}.csv.gz" }
partitions: { by: month, start: 2021-01, end: 2021-01 }
columns: { id: { type: int64 }, note: { type: string } }
`;

/** Exit code and milliseconds of one run; a run that does not end is killed. */
function convertOnce(lake) {
  const began = performance.now();
  const args = [
    'run',
    '--pipeline',
    join(folder, 'pipeline.yml'),
    '--cache',
    'false',
    '--workers',
    '2',
    '--lake',
    lake,
  ];
  const child = spawn(process.execPath, [join(root, 'dist', 'cli.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, LAKEFERRY_CACHE_DIR: join(folder, 'cache') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST * 1000);
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal, ms: performance.now() - began });
    });
  });
}

try {
  const rows = Array.from({ length: 3200 }, (_, row) => `${row},${`${row} `.repeat(900)}\n`);
  await writeFile(join(folder, '2021-01.csv.gz'), gzipSync(`id,note\n${rows.join('')}${rows.join('')}`, { level: 1 }));
  await writeFile(join(folder, 'pipeline.yml'), PIPELINE);
  const times = [];
  const hashes = new Set();
  const problems = [];
  for (let run = 1; run <= RUNS; run++) {
    const lake = join(folder, 'lake');
    const { code, ms } = await convertOnce(lake);
    times.push(ms);
    if (code !== 0) problems.push(`run ${run} ended with ${code} after ${(ms / 1000).toFixed(1)} s`);
    const file = await readFile(join(lake, 'texts/year=2021/month=01/part-0.parquet')).catch(() => '');
    hashes.add(createHash('sha256').update(file).digest('hex'));
    await rm(lake, { recursive: true, force: true });
  }
  if (hashes.size !== 1) problems.push(`${hashes.size} different files were made of one`);
  times.sort((a, b) => a - b);
  const seconds = (at) => ((times[Math.floor(at * (times.length - 1))] ?? 0) / 1000).toFixed(2);
  process.stdout.write(
    `${RUNS} runs: median ${seconds(0.5)} s, slowest ${seconds(1)} s, ${problems.length} problems\n`,
  );
  for (const problem of problems) process.stderr.write(`workers-end: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}
