/**
 * Runs the job on a disk that becomes full, with ever more room, until it has enough. Argument: JSON `FullDiskOrder`.
 * Prints what each run said.
 */
import assert from 'node:assert/strict';
import { copyFile, rm, statfs, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSilentLog } from '../ledger/records.ts';
import { hastyClock, runJob } from './job.ts';
import { checkHealing, checkNotMixed, withoutEntry } from './job-checks.ts';
import { readState } from './job-state.ts';
import { placeJob, prepareTemplate, readReference } from './job-template.ts';

export interface FullDiskOrder {
  /** Where a small file system of this process's own is mounted. */
  disk: string;
  /** An empty folder elsewhere. */
  folder: string;
  /** What lies on that disk. */
  holds: 'everything' | 'the database';
  /** How much more room each run has, in bytes. */
  step: number;
}

export interface FullDiskLine {
  /** Bytes that were free when the run began. */
  room: number;
  failures: readonly { partition: string; task: string; message: string }[];
}

const { disk, folder, holds, step } = JSON.parse(process.argv[2] ?? '') as FullDiskOrder;
const home = holds === 'everything' ? disk : folder;
const template = join(home, 'template');
await prepareTemplate(template);
const reference = await readReference(template, join(home, 'undisturbed'));
for (let room = 0; ; room += step) {
  const job = await placeJob(template, join(home, 'job'));
  if (holds === 'the database') {
    await copyFile(join(job, 'trips.duckdb'), join(disk, 'trips.duckdb'));
    await rm(join(job, 'trips.duckdb'));
    await symlink(join(disk, 'trips.duckdb'), join(job, 'trips.duckdb'));
  }
  const ballast = join(disk, 'ballast');
  await fill(ballast, room);
  const failures = await runJob({ folder: job, log: createSilentLog(), clock: hastyClock }).then(
    ({ results }) =>
      results.flatMap(({ partition, failure }) => {
        assert.equal(failure?.bug, undefined, String((failure?.bug as Error | undefined)?.stack));
        return failure === undefined ? [] : [{ partition, task: failure.task, message: failure.message }];
      }),
    (error: Error) => [{ partition: 'all', task: 'none', message: error.message }],
  );
  const line: FullDiskLine = { room, failures };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  const progress = checkNotMixed(await readState(job), reference);
  await rm(ballast);
  await checkHealing(job, reference, { loadsWithoutEntry: withoutEntry(progress) });
  await rm(job, { recursive: true });
  if (failures.length === 0) break;
}

/** Leaves `room` bytes of the disk free. */
async function fill(ballast: string, room: number): Promise<void> {
  const { bavail, bsize } = await statfs(disk);
  await writeFile(ballast, Buffer.alloc(bavail * bsize - room));
}
