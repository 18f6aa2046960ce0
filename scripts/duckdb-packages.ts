/**
 * `node scripts/duckdb-packages.ts` writes src/runtime/github/duckdb-packages.ts from the lockfile: which tarballs the
 * action brings to a runner, and what they must hash to. `--check` writes nothing and exits 1 where it is out of step.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const TARGET = fileURLToPath(new URL('../src/runtime/github/duckdb-packages.ts', import.meta.url));
const LOCK = fileURLToPath(new URL('../package-lock.json', import.meta.url));

interface Locked {
  version: string;
  integrity?: string;
}

export async function packagesText(): Promise<string> {
  const { packages } = JSON.parse(await readFile(LOCK, 'utf8')) as { packages: Record<string, Locked> };
  const rows = Object.entries(packages)
    .filter(([path]) => path.startsWith('node_modules/@duckdb/') || path === 'node_modules/detect-libc')
    .map(([path, { version, integrity = '' }]) => {
      const name = path.slice('node_modules/'.length);
      if (!integrity.startsWith('sha512-')) throw new Error(`package-lock.json has no sha512 of ${name}`);
      return `  {\n    name: '${name}',\n    version: '${version}',\n    integrity: '${integrity}',\n  },`;
    });
  return [
    '// Made by scripts/duckdb-packages.ts from package-lock.json.',
    '/** DuckDB’s npm packages and what they need, at the lockfile’s versions: name, version, what the tarball hashes to. */',
    'export const DUCKDB_PACKAGES = [',
    ...rows,
    '] as const;',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await packagesText();
  const isSame = (await readFile(TARGET, 'utf8').catch(() => '')) === text;
  if (!process.argv.includes('--check')) await writeFile(TARGET, text);
  else if (isSame) process.stdout.write('the tarballs of DuckDB are those of the lockfile\n');
  else {
    process.stderr.write(
      'src/runtime/github/duckdb-packages.ts is out of step; run "node scripts/duckdb-packages.ts"\n',
    );
    process.exitCode = 1;
  }
}
