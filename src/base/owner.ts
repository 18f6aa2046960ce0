import { hostname } from 'node:os';
import { sha256 } from './hash.ts';
import type { Files } from './ports/files.ts';

/**
 * Who a lock, an unfinished file or a folder of them belongs to, short enough to stand in its name: host, boot, process id and start time.
 * A process id alone is not enough: after a crash it may belong to somebody else.
 */
export interface Owner {
  host: string;
  boot: string;
  pid: number;
  /** In the system's own count; `0` where the system does not tell. */
  start: string;
}

/** Written as `host-boot-pid-start`. */
const WRITTEN = /^([0-9a-f]{8})-([0-9a-f]{8})-(\d+)-(\d+)$/;

const UNKNOWN_BOOT = '00000000';

/** All that is asked of a file system here; also where a room has no `Files` of its own. */
export type Readable = Pick<Files, 'read'>;

async function textOf(files: Readable, path: string): Promise<string | undefined> {
  try {
    return Buffer.from(await files.read(path)).toString('latin1');
  } catch {
    return undefined;
  }
}

/** Linux: field 22 of /proc/<pid>/stat, counted after the name, which may hold blanks and brackets (man 5 proc). */
async function startOf(files: Readable, pid: number): Promise<string> {
  const stat = await textOf(files, `/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
}

/** This process. */
export async function thisProcess(files: Readable): Promise<Owner> {
  const boot = await textOf(files, '/proc/sys/kernel/random/boot_id');
  return {
    host: sha256(hostname()).slice(0, 8),
    boot: boot === undefined ? UNKNOWN_BOOT : boot.slice(0, 8),
    pid: process.pid,
    start: await startOf(files, process.pid),
  };
}

export function formatOwner(owner: Owner): string {
  return `${owner.host}-${owner.boot}-${owner.pid}-${owner.start}`;
}

export function parseOwner(text: string): Owner | undefined {
  const [, host, boot, pid, start] = WRITTEN.exec(text) ?? [];
  if (host === undefined || boot === undefined || pid === undefined || start === undefined) return undefined;
  return { host, boot, pid: Number(pid), start };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** `unknown`: a process of another machine, which cannot be asked. */
export async function stateOf(files: Readable, owner: Owner, me: Owner): Promise<'alive' | 'dead' | 'unknown'> {
  if (owner.host !== me.host) return 'unknown';
  if (owner.boot !== me.boot) return 'dead';
  if (!exists(owner.pid)) return 'dead';
  const start = await startOf(files, owner.pid);
  return start === '0' || owner.start === '0' || start === owner.start ? 'alive' : 'dead';
}
