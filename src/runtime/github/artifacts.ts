import { lstat, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { OutageError, reasonOf } from '../../base/errors.ts';
import type { Log } from '../../base/ports/log.ts';
import { removeFolder } from '../node-files.ts';
import { type Answer, askClient, withoutQuery } from './client.ts';

/** The environment of this process: GitHub's package reads the process's own. */
type Environment = Readonly<Record<string, string | undefined>>;

/** For a list, or for the few kilobytes of one artifact. */
const ASK_MS = 10_000;

/** Downloads at a time. */
const LANES = 4;

/** Longest name that every file system takes for a folder. */
const LONGEST_NAME = 255;

/** https://github.com/actions/toolkit/blob/main/packages/artifact/docs/additional-statements.md#non-supported-characters */
const REFUSED = /["':<>|*?\r\n\\/\u0000-\u001f]/;

/**
 * Leaves files for other jobs of this workflow run, by their names below `folder`. An artifact is immutable, and its name
 * is unique in the run. What goes wrong costs one warning: the ledger knows what was done.
 */
export async function uploadArtifact(options: {
  env: Environment;
  name: string;
  files: readonly string[];
  folder: string;
  log: Log;
}): Promise<void> {
  const { env, name, files, folder, log } = options;
  const fail = (why: string) => log.warn(`the artifact "${name}" was not left for other jobs: ${why}`);
  const problem = badName(name) ?? missingService(env);
  if (problem !== undefined) return fail(problem);
  try {
    const client = await loadClient();
    // Results are small, and Parquet is compressed: packing costs more than it saves.
    await ask('uploading an artifact', () =>
      client.uploadArtifact(
        name,
        files.map((file) => resolve(file)),
        resolve(folder),
        { compressionLevel: 0 },
      ),
    );
  } catch (error) {
    const why = reasonLine(error);
    fail(/\(409\)/.test(why) ? 'this workflow run has one of that name' : why);
  }
}

/**
 * Brings the artifacts of this workflow run whose names begin with `prefix`, each into the folder of its name below `into`,
 * and returns these folders in the order of their names. One that cannot be had whole is left out with a warning; where
 * there is no service there is nothing, with one warning. `isAll`: nothing that was left is missing.
 */
export async function downloadArtifacts(options: {
  env: Environment;
  prefix: string;
  into: string;
  log: Log;
}): Promise<{ folders: string[]; isAll: boolean }> {
  const { env, prefix, into, log } = options;
  const missing = missingService(env);
  if (missing !== undefined) {
    log.warn(`artifacts of other jobs cannot be had: ${missing}`);
    return { folders: [], isAll: false };
  }
  try {
    const client = await loadClient();
    const { value } = await ask('the list of artifacts', () => client.listArtifacts({ latest: true }));
    const wanted = value.artifacts
      .filter(({ name }) => name.startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const folders: (string | undefined)[] = [];
    let outage: OutageError | undefined;
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let at = next++; at < wanted.length && outage === undefined; at = next++) {
        const artifact = wanted[at] as (typeof wanted)[number];
        try {
          folders[at] = await downloadOne(client, artifact, into);
        } catch (error) {
          if (error instanceof OutageError) outage ??= error;
          else log.warn(`the artifact "${artifact.name}" is left out: ${reasonLine(error)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const whole = folders.filter((folder) => folder !== undefined);
    if (outage !== undefined) {
      log.warn(`only ${whole.length} of ${wanted.length} artifacts of other jobs could be had: ${reasonLine(outage)}`);
    }
    return { folders: whole, isAll: whole.length === wanted.length };
  } catch (error) {
    log.warn(`artifacts of other jobs cannot be had: ${reasonLine(error)}`);
    return { folders: [], isAll: false };
  }
}

type Client = Pick<
  import('@actions/artifact').DefaultArtifactClient,
  'uploadArtifact' | 'listArtifacts' | 'downloadArtifact'
>;

/** The folder. Whatever was written there is gone where it throws. */
async function downloadOne(
  client: Client,
  artifact: { name: string; id: number; digest?: string },
  into: string,
): Promise<string> {
  const { name, id, digest } = artifact;
  const problem = badName(name);
  if (problem !== undefined) throw new TypeError(problem);
  const path = join(into, name);
  await removeFolder(path);
  try {
    const { value } = await ask(`the artifact "${name}"`, () =>
      client.downloadArtifact(id, { path, ...(digest === undefined ? {} : { expectedHash: digest }) }),
    );
    if (value.digestMismatch === true) throw new TypeError('its bytes do not have the digest that was told');
    for (const file of await readdir(path, { recursive: true })) {
      const found = await lstat(join(path, file));
      if (!found.isFile() && !found.isDirectory()) throw new TypeError('it holds more than files and folders');
    }
    return path;
  } catch (error) {
    await removeFolder(path);
    throw error;
  }
}

const ask = <T>(what: string, call: () => Promise<T>): Promise<Answer<T>> => askClient(what, ASK_MS, call);

/** Why a name is none; it becomes a folder's name, too. */
function badName(name: string): string | undefined {
  if (name === '') return 'its name is empty';
  if (REFUSED.test(name)) return 'its name holds a character that GitHub does not allow';
  if (name === '.' || name === '..' || name.length > LONGEST_NAME) return 'its name cannot be that of a folder';
  return undefined;
}

function missingService(env: Environment): string | undefined {
  for (const variable of ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL']) {
    if ((env[variable] ?? '') === '') return `there is no service for them: ${variable} is not set`;
  }
  return undefined;
}

/** The package's messages run over many lines of advice. */
function reasonLine(error: unknown): string {
  return withoutQuery(reasonOf(error).split('\n')[0] as string);
}

async function loadClient(): Promise<Client> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  return new DefaultArtifactClient();
}
