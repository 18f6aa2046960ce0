import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let modules: string | undefined;

/** A folder `node_modules` as `npm install lakeferry` leaves it: the package as it is packed, and what it would like to have beside it. */
export function installedPackage(): string {
  if (modules !== undefined) return modules;
  const folder = mkdtempSync(join(tmpdir(), 'lakeferry-package-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT });
  execFileSync('tar', ['-xzf', join(folder, packed.toString().trim())], { cwd: folder });
  modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  renameSync(join(folder, 'package'), join(modules, 'lakeferry'));
  symlinkSync('../lakeferry/dist/cli.mjs', join(modules, '.bin/lakeferry'));
  symlinkSync(join(ROOT, 'node_modules/@duckdb'), join(modules, '@duckdb'));
  return modules;
}
