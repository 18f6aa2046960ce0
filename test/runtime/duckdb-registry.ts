import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { DuckdbPackage } from '../../src/runtime/github/duckdb-download.ts';
import { type Answer, type FaultServer, startFaultServer } from '../servers/fault-server.ts';

const run = promisify(execFile);

export interface Packed {
  pack: DuckdbPackage;
  bytes: Uint8Array;
}

export interface PackOptions {
  name: string;
  version?: string;
  target?: string;
}

/** A tarball as npm makes one: everything is in the folder `package`. */
async function packFolder(content: string, { name, version = '1.0.0', target }: PackOptions): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-pack-'));
  try {
    await symlink(content, join(folder, 'package'));
    await run('tar', ['-chf', 'package.tar', 'package'], { cwd: folder });
    return packed(await promisify(gzip)(await readFile(join(folder, 'package.tar')), { level: 1 }), {
      name,
      version,
      ...(target === undefined ? {} : { target }),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Any bytes under a true checksum. */
export function packed(bytes: Uint8Array, { name, version = '1.0.0', target }: PackOptions): Packed {
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  return { bytes, pack: { name, version, integrity, ...(target === undefined ? {} : { target }) } };
}

/** A package of this project's own node_modules. */
export async function packInstalled(name: string, target?: string): Promise<Packed> {
  const folder = fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url));
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return packFolder(folder, { name, version, ...(target === undefined ? {} : { target }) });
}

/** A package that holds one line. */
export async function packLine(name: string, target?: string): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-line-'));
  try {
    await mkdir(join(folder, 'lib'));
    await writeFile(join(folder, 'lib/name.txt'), name);
    return await packFolder(folder, { name, ...(target === undefined ? {} : { target }) });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Serves the tarballs below `prefix`, or what `fault` answers in their place. */
export function startRegistry(
  tarballs: readonly Packed[],
  fault: (path: string, count: number) => Answer | undefined = () => undefined,
  prefix = '',
): Promise<FaultServer> {
  const paths = new Map(
    tarballs.map(({ pack: { name, version }, bytes }) => [
      `${prefix}/${name}/-/${name.split('/').at(-1)}-${version}.tgz`,
      bytes,
    ]),
  );
  return startFaultServer(({ path }, count) => {
    const body = paths.get(path);
    return fault(path, count) ?? (body === undefined ? { status: 404 } : { body });
  });
}
