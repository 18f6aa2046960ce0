import { join } from 'node:path';
import { reasonOf } from '../base/errors.ts';
import { parseOwner, stateOf, thisProcess } from '../base/owner.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Log } from '../base/ports/log.ts';
import { removeFolder } from './node-files.ts';

const DAY = 86_400_000;

/** A folder of a run is named `<owner>-<run>`: src/flow/open.ts. */
const OWNED = /^((?:[^-]+-){3}[^-]+)-/;

/**
 * Removes the work folders of runs that were killed: raw and Parquet files of whole months, which nobody reads again. Those
 * of living processes stay; those of another machine, which cannot be asked, go after a day. What cannot be removed costs
 * space and is left for the next run.
 */
export async function sweepWorkFolders(options: { folder: string; files: Files; clock: Clock }): Promise<void> {
  const { folder, files, clock } = options;
  const me = await thisProcess(files);
  for (const name of await files.names(folder).catch(() => [])) {
    const path = join(folder, name);
    try {
      const owner = parseOwner(OWNED.exec(name)?.[1] ?? '');
      const state = owner === undefined ? 'unknown' : await stateOf(files, owner, me);
      if (state === 'alive') continue;
      const found = await files.stat(path);
      if (found === undefined) continue;
      const age = clock.now() - Number(found.mtimeNs / 1_000_000n);
      if (state === 'dead' || age > DAY) await removeFolder(path);
    } catch {
      // Another run may sweep at the same moment, or the folder is not ours to remove.
    }
  }
}

/** At the end of a run. What goes wrong here must not hide what the run did, or failed in: a later run sweeps it. */
export async function removeWorkFolder(path: string, log: Log): Promise<void> {
  try {
    await removeFolder(path);
  } catch (error) {
    log.warn(`the files of this run could not be removed: ${reasonOf(error)}`);
  }
}
