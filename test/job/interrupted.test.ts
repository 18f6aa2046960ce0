import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readTable } from '../convert/bench.ts';
import { lakeferry } from './cli-process.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const MONTHS = ['2021-01', '2021-02'];
const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGINT'] as const;
const ROWS = 40_000;
const PIPELINE = `
name: trips
description: Two months of numbers
owner: data@example.org
source: { url: "{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01, end: 2021-02 }
columns: { id: { type: int64 }, word: { type: string } }
lake: ./lake
`;

/** Runs until `after` milliseconds have passed, then sends the signal; tells how the process ended. */
function interrupted(folder: string, after: number, signal: NodeJS.Signals): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = [CLI, 'run', '--cache', 'false', '--concurrency', '1'];
    const env = { ...process.env, LAKEFERRY_CACHE_DIR: join(folder, '.cache') };
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill(signal), after);
    child.on('error', reject);
    child.on('exit', (code, by) => {
      clearTimeout(timer);
      resolve(by ?? String(code));
    });
  });
}

/** Each month that a reader finds in the lake is whole. */
async function wholeMonths(folder: string): Promise<string[]> {
  const lake = join(folder, 'lake', 'trips');
  const names = await readdir(lake, { recursive: true }).catch(() => []);
  const objects = names.filter((name) => name.endsWith('.parquet'));
  for (const name of objects) {
    assert.match(name, /^year=2021\/month=0[12]\/part-0\.parquet$/);
    assert.equal((await readTable(join(lake, name))).rows.length, ROWS, name);
  }
  return objects;
}

test('F1: kill -9, SIGTERM and SIGINT at 20 moments: a month is absent or whole, and the next run needs no cleaning', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'lakeferry-interrupted-'));
  const make = async (name: string) => {
    const folder = join(root, name);
    await mkdir(folder);
    await writeFile(join(folder, 'pipeline.yml'), PIPELINE);
    for (const month of MONTHS) {
      const lines = Array.from({ length: ROWS }, (_, at) => `${at},${month} ${at % 977}\n`);
      await writeFile(join(folder, `${month}.csv`), `id,word\n${lines.join('')}`);
    }
    return folder;
  };
  try {
    const began = performance.now();
    assert.equal((await lakeferry(['run', '--cache', 'false'], await make('reference'))).code, 0);
    // Two at a time take about twice as long each.
    const long = performance.now() - began;

    const seen: Record<string, number> = {};
    let chance = 11;
    const moments = Array.from({ length: 20 }, (_, at) => {
      chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) >>> 0;
      return { at, after: (chance / 2 ** 32) * 2 * long, signal: SIGNALS[at % SIGNALS.length] as NodeJS.Signals };
    }).values();
    const lane = async () => {
      for (const { at, after, signal } of moments) {
        const folder = await make(String(at));
        const ended = await interrupted(folder, after, signal);
        const whole = (await wholeMonths(folder)).length;
        const how = `${signal} → ${ended}, ${whole} months`;
        assert.ok(ended !== '0' || whole === MONTHS.length, `${how}: what was stopped is not done`);
        seen[how] = (seen[how] ?? 0) + 1;
        const again = await lakeferry(['run', '--cache', 'false'], folder);
        assert.equal(again.code, 0, `${how}: ${again.stdout}${again.stderr}`);
        assert.equal((await wholeMonths(folder)).length, MONTHS.length, how);
        await rm(folder, { recursive: true });
      }
    };
    await Promise.all([lane(), lane()]);
    for (const [how, times] of Object.entries(seen)) t.diagnostic(`${times} × ${how}`);
  } finally {
    await rm(root, { recursive: true });
  }
});
