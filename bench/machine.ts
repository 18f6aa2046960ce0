import { statfs } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem } from 'node:os';
import type { Machine } from './result.ts';

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
