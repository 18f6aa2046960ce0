import { type Check, ok, warn } from '../answer.ts';

/** Whether downloads and Parquet can be kept for the next run. Without it a run is slower, and as right. */
export const cacheUnusable: Check = {
  code: 'cache-unusable',
  async run({ tryCache, isGithub }) {
    const why = await tryCache();
    if (why === undefined) return ok('it can be read and written');
    return warn(
      why,
      isGithub
        ? 'run it as an action on a branch of this repository, without cache-mode: read or none; a fork may only read'
        : 'set LAKEFERRY_CACHE_DIR to a folder that this user may write',
    );
  },
};
