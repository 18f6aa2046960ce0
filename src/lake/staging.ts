import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { OutageError } from '../base/errors.ts';
import { formatOwner, type Owner, parseOwner, stateOf } from '../base/owner.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Body } from '../base/ports/store.ts';
import { OWN_FILE } from './path.ts';

const DAY = 86_400_000;
const TEMPORARY = /^\.lakeferry-(.+)-[0-9a-z]+\.(?:tmp|lock)$/;
/** A lock's name begins with the hash of what it locks. */
const LOCKED = /^[0-9a-f]{16}-/;

/** A name that nobody else uses: it carries its process, so that others can see whether it was left behind. */
export function temporaryName(owner: Owner, clock: Clock): string {
  return `${OWN_FILE}${formatOwner(owner)}-${Math.floor(clock.random() * 36 ** 8).toString(36)}.tmp`;
}

/**
 * Writes `body` into a new durable file of `folder` and answers with its path; nothing is left when that fails.
 * A file that is not what its sha256 says was changed while it was read: nothing of it gets a name in the lake.
 */
export async function stage(options: {
  body: Body;
  folder: string;
  owner: Owner;
  files: Files;
  clock: Clock;
}): Promise<string> {
  const { body, folder, owner, files, clock } = options;
  const path = join(folder, temporaryName(owner, clock));
  const target = await files.create(path);
  try {
    try {
      if (body instanceof Uint8Array) await target.write(body);
      else await copy(body, files, (bytes) => target.write(bytes));
      await target.sync();
    } finally {
      await target.close();
    }
  } catch (error) {
    await removeQuietly(files, path);
    throw error;
  }
  return path;
}

async function copy(
  body: Exclude<Body, Uint8Array>,
  files: Files,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const hash = createHash('sha256');
  for await (const piece of files.stream(body.file)) {
    hash.update(piece);
    await write(piece);
  }
  const found = hash.digest('hex');
  if (found === body.sha256) return;
  throw new OutageError(
    'LAKE_BODY_CHANGED',
    `${body.file} changed before it was in the lake: sha256 ${found} instead of ${body.sha256}; nothing was written, run again`,
    { data: { expected: body.sha256, found }, retryable: false },
  );
}

/** A leftover costs space, never correctness: what goes wrong here must not hide what went wrong, or right, before. */
export async function removeQuietly(files: Files, path: string): Promise<void> {
  try {
    await files.remove(path);
  } catch {
    // The next writer to this folder sweeps it.
  }
}

/** Removes the unfinished files and the locks of processes that are gone, and of machines that have had a day to finish. */
export async function sweep(options: { folder: string; owner: Owner; files: Files; clock: Clock }): Promise<void> {
  const { folder, owner, files, clock } = options;
  for (const name of await files.names(folder)) {
    const written = TEMPORARY.exec(name)?.[1];
    if (written === undefined) continue;
    const path = join(folder, name);
    const of = parseOwner(name.endsWith('.lock') ? written.replace(LOCKED, '') : written);
    const state = of === undefined ? 'unknown' : await stateOf(files, of, owner);
    const found = await files.stat(path);
    if (found === undefined) continue;
    const age = clock.now() - Number(found.mtimeNs / 1_000_000n);
    if (state === 'dead' || age > DAY) await removeQuietly(files, path);
  }
}
