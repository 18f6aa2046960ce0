import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Log } from '../../src/base/ports/log.ts';

/** A folder like that of the runner's file commands: the runner makes each file, empty, before the step begins. */
export async function commandFile(context: TestContext, content: string | Uint8Array = ''): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-commands-'));
  context.after(() => rm(folder, { recursive: true }));
  await chmod(folder, 0o755);
  const path = join(folder, 'file');
  await writeFile(path, content);
  return path;
}

const NOBODY = 65_534;

/** Places that cannot be written, and what the system says of each. `use` runs as somebody to whom the rights apply. */
export const UNWRITABLE: readonly {
  name: string;
  why: RegExp;
  make(path: string): Promise<string>;
  isHere: boolean;
}[] = [
  {
    name: 'read-only',
    why: /EACCES/i,
    isHere: process.platform !== 'win32',
    async make(path) {
      await chmod(path, 0o444);
      return path;
    },
  },
  {
    name: 'a folder',
    why: /EISDIR/i,
    isHere: process.platform !== 'win32',
    async make(path) {
      await mkdir(`${path}.folder`);
      return `${path}.folder`;
    },
  },
  { name: 'on a full disk', why: /ENOSPC/i, isHere: process.platform === 'linux', make: async () => '/dev/full' },
];

/** Nothing is read-only for root. */
export async function asNobody<T>(use: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return use();
  process.seteuid?.(NOBODY);
  try {
    return await use();
  } finally {
    process.seteuid?.(0);
  }
}

/** A log that keeps what was said, as `level: message`. */
export function keepingLog(): Log & { said: string[] } {
  const said: string[] = [];
  const say = (level: string) => (message: string) => void said.push(`${level}: ${message}`);
  return {
    said,
    debug: say('debug'),
    info: say('info'),
    warn: say('warning'),
    error: say('error'),
    group: say('group'),
    progress: () => {},
  };
}
