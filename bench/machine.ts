import { execFile } from 'node:child_process';
import { readFile, statfs } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Machine } from './result.ts';
import { ROOT } from './root.ts';

/** What statfs(2) calls a file system that lies in memory. */
const TMPFS = 0x01021994;

/** Where the figures come from, before the work begins: they mean nothing without it. `folder` holds the files that are used. */
export async function describeMachine(folder: string): Promise<Machine> {
  const cores = cpus();
  return {
    cores: cores.length,
    cpu: cores[0]?.model.trim() ?? 'unknown',
    memoryGib: Math.round(totalmem() / 2 ** 30),
    kernel: `Linux ${release()}`,
    node: process.versions.node,
    files: (await statfs(folder)).type === TMPFS ? 'memory' : 'disk',
    load: loadavg()[0] ?? 0,
  };
}

/** Our own version, with the commit where this is a clone: figures of one engine are none of the next. */
export async function describeBuild(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const commit = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT }).then(
    ({ stdout }) => ` (${stdout.trim()})`,
    () => '',
  );
  return `${version}${commit}`;
}
