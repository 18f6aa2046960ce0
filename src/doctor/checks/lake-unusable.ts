import { dirname, join } from 'node:path';
import { reasonOf } from '../../base/errors.ts';
import type { Files } from '../../base/ports/files.ts';
import { type Check, fail, ok } from '../answer.ts';

/** Whether there is a lake that can be written: of a folder, by a file that is made beside it and taken away. */
export const lakeUnusable: Check = {
  code: 'lake-unusable',
  async run({ pipeline, files, env, isGithub }) {
    const { lake, file } = pipeline;
    if (lake === undefined)
      return fail(2, `${file} names no lake`, `add "lake: ./lake" to ${file}, or pass --lake ./lake`);
    if (/^gs:/i.test(lake)) return undefined;
    if (isGithub && env['RUNNER_ENVIRONMENT'] === 'github-hosted') {
      return fail(
        2,
        'a folder on a hosted runner is thrown away with it',
        'name a bucket in "lake": gs://bucket/prefix',
      );
    }
    const folder = lake.replace(/^file:\/\//i, '');
    const nearest = await nearestFolder(files, folder);
    const trial = join(nearest, `.lakeferry-doctor-${process.pid}`);
    try {
      await (await files.create(trial)).close();
      await files.remove(trial);
    } catch (error) {
      return fail(
        2,
        `the lake ${folder} cannot be written: ${reasonOf(error)}`,
        `make ${nearest} a folder that this user may write`,
      );
    }
    return ok(nearest === folder ? 'the folder can be written' : 'the first run makes the folder');
  },
};

/** The folder itself, or the first above it that is there. */
async function nearestFolder(files: Files, folder: string): Promise<string> {
  let at = folder;
  while (dirname(at) !== at && (await files.stat(at).catch(() => undefined)) === undefined) at = dirname(at);
  return at;
}
