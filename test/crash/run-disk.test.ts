import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LakeferryError } from '../../src/base/errors.ts';
import { createWorkspace } from '../lake/workspace.ts';
import { createSilentLog } from '../ledger/records.ts';
import { holdFile } from '../warehouse/holder.ts';
import { bundleJob } from './bundled-process.ts';
import type { FullDiskLine, FullDiskOrder } from './full-disk-process.ts';
import { runJob } from './job.ts';
import { checkHealing, checkNotMixed, type Reference } from './job-checks.ts';
import { MONTHS, readState } from './job-state.ts';
import { placeJob, prepareTemplate, readReference } from './job-template.ts';

const run = promisify(execFile);
const workspace = createWorkspace();
const template = workspace.folder();
const ONE_LINE = /^[^\n]+$/;

let reference: Reference;

before(async () => {
  await prepareTemplate(template);
  reference = await readReference(template, workspace.folder());
});

test('a database file that another process holds: a bounded wait, one line, nothing is changed; later it goes', async (t) => {
  const folder = await placeJob(template, workspace.folder());
  const holder = await holdFile(t, join(folder, 'trips.duckdb'));
  const log = createSilentLog();
  await assert.rejects(runJob({ folder, log, timeoutMs: 300 }), (error: Error) => {
    assert.ok(error instanceof LakeferryError && error.code === 'WAREHOUSE_LOCKED', error.stack);
    assert.match(error.message, ONE_LINE);
    assert.match(error.message, new RegExp(`still in use after 0.3 s .*PID ${holder.pid}.*close the other program`));
    return true;
  });
  await holder.release();
  assert.deepEqual(await readState(folder), reference.before);
  await checkHealing(folder, reference);
});

test('a database file that is taken after the plan: the lake has the months, and they are loaded from there', async (t) => {
  const folder = await placeJob(template, workspace.folder());
  let release = async (): Promise<void> => {};
  const { results } = await runJob({
    folder,
    log: createSilentLog(),
    timeoutMs: 300,
    onPlan: async () => {
      release = (await holdFile(t, join(folder, 'trips.duckdb'))).release;
    },
  });
  await release();
  for (const { failure } of results) {
    assert.deepEqual([failure?.code, failure?.task], ['WAREHOUSE_LOCKED', 'load']);
    assert.match(String(failure?.message), ONE_LINE);
  }
  const progress = checkNotMixed(await readState(folder), reference);
  for (const month of MONTHS.slice(1)) assert.equal(progress.get(month)?.published, 'new');
  const source = join(folder, 'source');
  await rename(source, `${source}-away`);
  const again = await runJob({ folder, log: createSilentLog() });
  assert.deepEqual(
    again.results.map(({ partition, outcome, load }) => [partition, outcome, load?.outcome]),
    MONTHS.slice(1).map((month) => [month, 'done', 'loaded']),
  );
  await rename(`${source}-away`, source);
  await checkHealing(folder, reference);
});

test('a lake that may not be written: one line for each month, nothing is changed; with the right it goes', async (t) => {
  if (process.getuid === undefined) return t.skip('this machine has no users to take a right from');
  const folder = await placeJob(template, workspace.folder());
  const program = await bundleJob(workspace.folder());
  // The superuser may write everywhere, so that the process becomes somebody else.
  const isRoot = process.getuid() === 0;
  const nobody = 65534;
  const lake = await foldersOf(join(folder, 'lake'));
  if (isRoot) {
    await chmod(dirname(folder), 0o755);
    for (const name of ['.', 'cache', 'trips.duckdb']) await chownAll(join(folder, name), nobody, name === '.');
  } else {
    for (const each of lake) await chmod(each, 0o555);
  }
  const { answer } = await program.start({ folder, ...(isRoot ? { user: nobody } : {}) }).finished;
  if (!isRoot) for (const each of lake) await chmod(each, 0o755);
  assert.equal(answer?.error, undefined);
  assert.deepEqual(
    answer?.results.map(({ partition, outcome, code }) => [partition, outcome, code]),
    MONTHS.slice(1).map((month) => [month, 'failed', 'LAKE_EACCES']),
  );
  for (const { message } of answer?.results ?? [])
    assert.match(String(message), /^cannot [^\n]+ in the lake [^\n]+EACCES[^\n]+$/);
  assert.deepEqual(await readState(folder), reference.before);
  await checkHealing(folder, reference);
});

test('a file where the lake needs a folder: that month fails with one line, the other is done', async () => {
  const folder = await placeJob(template, workspace.folder());
  const inTheWay = join(folder, 'lake/trips/year=2021/month=02');
  await writeFile(inTheWay, 'a note');
  const { results } = await runJob({ folder, log: createSilentLog() });
  assert.deepEqual(
    results.map(({ partition, outcome, failure }) => [partition, outcome, failure?.code]),
    [
      ['2021-01', 'done', undefined],
      ['2021-02', 'failed', 'LAKE_NOT_A_FOLDER'],
    ],
  );
  assert.match(String(results[1]?.failure?.message), /^[^\n]*month=02 is a file [^\n]*move it away$/);
  await rm(inTheWay);
  checkNotMixed(await readState(folder), reference);
  await checkHealing(folder, reference);
});

test('no folder for the files of a run: one line, nothing is changed', async () => {
  const folder = await placeJob(template, workspace.folder());
  const work = join(folder, 'cache/work');
  await rm(work, { recursive: true });
  await writeFile(work, 'a note');
  await assert.rejects(runJob({ folder, log: createSilentLog() }), (error: Error) => {
    assert.ok(error instanceof LakeferryError && error.code === 'WORK_FOLDER', error.stack);
    assert.match(error.message, /^cannot make [^\n]*cache.work[^\n]*ENOTDIR[^\n]*LAKEFERRY_CACHE_DIR[^\n]*$/);
    return true;
  });
  await rm(work);
  assert.deepEqual(await readState(folder), reference.before);
  await checkHealing(folder, reference);
});

/** A process of its own with a small disk of its own; `undefined` where the machine lets nobody mount one. */
async function runOnFullDisk(order: Pick<FullDiskOrder, 'holds' | 'step'>): Promise<FullDiskLine[] | undefined> {
  const unshare = ['--user', '--map-root-user', '--mount'];
  const [disk, folder] = [workspace.folder(), workspace.folder()];
  await mkdir(disk);
  await mkdir(folder);
  const mount = 'mount -t tmpfs -o size=32m tmpfs "$0"';
  try {
    await run('unshare', [...unshare, 'sh', '-c', mount, disk]);
  } catch {
    return undefined;
  }
  const script = fileURLToPath(new URL('full-disk-process.ts', import.meta.url));
  const argument = JSON.stringify({ disk, folder, ...order });
  const command = [process.execPath, script, argument];
  const { stdout } = await run('unshare', [...unshare, 'sh', '-c', `${mount} && exec "$@"`, disk, ...command]);
  const lines = stdout.trim().split('\n');
  return lines.map((line) => JSON.parse(line) as FullDiskLine);
}

for (const { holds, step, tasks } of [
  { holds: 'everything', step: 32 * 1024, tasks: ['fetch', 'load', 'upload'] },
  { holds: 'the database', step: 4 * 1024, tasks: ['load'] },
] as const) {
  test(`a full disk that holds ${holds}: one line with the cause, nothing is mixed; with room it goes`, async (t) => {
    const lines = await runOnFullDisk({ holds, step });
    if (lines === undefined) return t.skip('this machine lets nobody but its administrator mount a small disk');
    const seen = new Set<string>();
    for (const { room, failures } of lines) {
      for (const { partition, task, message } of failures) {
        t.diagnostic(`${room / 1024} KiB: ${partition} in ${task}: ${message}`);
        assert.match(message, ONE_LINE);
        assert.match(message, /ENOSPC|no space left/i);
        seen.add(task);
      }
    }
    t.diagnostic(`${(lines.at(-1)?.room ?? 0) / 1024} KiB are enough`);
    assert.deepEqual([...seen].sort(), tasks);
  });
}

async function foldersOf(folder: string): Promise<string[]> {
  const below = await readdir(folder, { recursive: true, withFileTypes: true });
  return [folder, ...below.filter((each) => each.isDirectory()).map((each) => join(each.parentPath, each.name))];
}

async function chownAll(path: string, user: number, alone: boolean): Promise<void> {
  await chown(path, user, user);
  if (alone) return;
  const below = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const each of below) await chown(join(each.parentPath, each.name), user, user);
}
