import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Machine } from './machine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A clone of this repository in the reader's home, after `npm ci`, with the shell in it. `needs`: what of it is used. */
export async function enterClone(machine: Machine, needs: RegExp = /./): Promise<void> {
  const clone = join(machine.home, 'lakeferry');
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const name of tracked.toString().split('\0')) {
    // A file may be listed and just gone.
    if (name === '' || !needs.test(name) || !existsSync(join(ROOT, name))) continue;
    await mkdir(dirname(join(clone, name)), { recursive: true });
    await cp(join(ROOT, name), join(clone, name));
  }
  await symlink(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
  await machine.type('cd lakeferry');
}
