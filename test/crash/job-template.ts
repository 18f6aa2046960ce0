import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createSilentLog } from '../ledger/records.ts';
import { monthText, runJob, writeJob, writeSource } from './job.ts';
import type { Reference } from './job-checks.ts';
import { readState } from './job-state.ts';

/**
 * A job that stands before its third run. December is done. January was published and loaded twice, and its source has
 * changed again, with a column that is new. February, for which the source had nothing so far, is there for the first
 * time. Each month has one row that its rules reject.
 */
export async function prepareTemplate(folder: string): Promise<void> {
  const log = createSilentLog();
  await writeJob(folder);
  await writeSource(folder, '2020-12', monthText('2020-12', 300, 3));
  for (const seed of [5, 7]) {
    await writeSource(folder, '2021-01', monthText('2021-01', 300 + seed, seed));
    await runJob({ folder, log });
  }
  await writeSource(folder, '2021-01', monthText('2021-01', 311, 11, true));
  await writeSource(folder, '2021-02', monthText('2021-02', 313, 13, true));
}

/**
 * A copy of the template to be disturbed. The sources' folders are links to the template's: a file that is
 * copied, or gets one more name, has another time of change, which would make it another version.
 */
export async function placeJob(template: string, folder: string): Promise<string> {
  const source = join(template, 'source');
  await cp(template, folder, { recursive: true, filter: (from) => from !== source });
  await mkdir(join(folder, 'source'));
  for (const name of await readdir(source)) await symlink(join(source, name), join(folder, 'source', name));
  return folder;
}

/** What an undisturbed run makes of a copy of the template. */
export async function readReference(template: string, folder: string): Promise<Reference> {
  const before = await readState(await placeJob(template, folder));
  const { results } = await runJob({ folder, log: createSilentLog() });
  const failed = results.find(({ failure }) => failure !== undefined)?.failure;
  if (failed !== undefined) throw new Error(`the undisturbed run failed: ${failed.message}`, { cause: failed.bug });
  return { before, after: await readState(folder) };
}
