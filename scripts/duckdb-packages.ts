/**
 * `node scripts/duckdb-packages.ts` writes which tarballs make DuckDB's native library on which platform, and their checksums, from
 * package-lock.json: npm has verified these, and nobody types them a second time. `--check` writes nothing and exits 1
 * when the file is out of step. A path after that names another file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ENTRY = '@duckdb/node-api';

interface Locked {
  version: string;
  integrity: string;
  os?: readonly string[];
  cpu?: readonly string[];
  libc?: readonly string[];
  dependencies?: Readonly<Record<string, string>>;
  optionalDependencies?: Readonly<Record<string, string>>;
}

/** All packages that `ENTRY` needs, itself first, in the order in which they are named. */
function closure(lock: Readonly<Record<string, Locked>>): [name: string, entry: Locked][] {
  const found = new Map<string, Locked>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    const entry = lock[`node_modules/${name}`];
    if (entry === undefined) throw new Error(`package-lock.json holds no ${name}; run npm install`);
    if (!entry.integrity.startsWith('sha512-')) throw new Error(`package-lock.json holds no sha512 of ${name}`);
    found.set(name, entry);
    for (const next of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }).sort()) visit(next);
  };
  visit(ENTRY);
  return [...found];
}

/** `linux-x64-musl`; undefined for what every platform needs. */
function targetOf({ os, cpu, libc }: Locked): string | undefined {
  if (os === undefined || cpu === undefined) return undefined;
  return [...os, ...cpu, ...(libc ?? []).filter((each) => each === 'musl')].join('-');
}

/** The text of src/runtime/github/duckdb-packages.ts, as the formatter leaves it. */
export function duckdbPackagesText(): string {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = (JSON.parse(readFileSync(path, 'utf8')) as { packages: Readonly<Record<string, Locked>> }).packages;
  const packages = closure(lock);
  return [
    '// Made from package-lock.json by scripts/duckdb-packages.ts.',
    "import type { DuckdbPackage } from './duckdb-download.ts';",
    '',
    `export const DUCKDB_VERSION = '${packages[0]?.[1].version}';`,
    '',
    '/** The library and all it needs. A package with a target is for that platform alone. */',
    'export const DUCKDB_PACKAGES: readonly DuckdbPackage[] = [',
    ...packages.flatMap(([name, entry]) => {
      const target = targetOf(entry);
      return [
        '  {',
        `    name: '${name}',`,
        `    version: '${entry.version}',`,
        `    integrity: '${entry.integrity}',`,
        ...(target === undefined ? [] : [`    target: '${target}',`]),
        '  },',
      ];
    }),
    '];',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
  const path = given ?? fileURLToPath(new URL('../src/runtime/github/duckdb-packages.ts', import.meta.url));
  const wanted = duckdbPackagesText();
  if (!process.argv.includes('--check')) {
    writeFileSync(path, wanted);
    process.stdout.write('the checksums of DuckDB are written\n');
  } else if (readFileSync(path, 'utf8') === wanted) {
    process.stdout.write('the checksums of DuckDB are in step with package-lock.json\n');
  } else {
    process.stderr.write(
      'the checksums of DuckDB are out of step with package-lock.json; run: node scripts/duckdb-packages.ts\n',
    );
    process.exitCode = 1;
  }
}
