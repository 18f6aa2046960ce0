import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The number of the next simulated run: 1, 2, … in a state folder. Artifacts belong to a run, so no number is given out
 * twice, also not to two processes at once.
 */
export async function claimRun(state: string): Promise<number> {
  const folder = join(state, 'runs');
  await mkdir(folder, { recursive: true });
  const last = Math.max(0, ...(await readdir(folder)).map(Number));
  for (let run = last + 1; ; run++) {
    try {
      await mkdir(join(folder, String(run)));
      return run;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
