import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { bundle, ENTRIES, WORKER } from '../../scripts/bundle.ts';

let files: Map<string, string>;

before(async () => {
  files = await bundle();
});

/** The packages in the files that an entry reads before it does anything, by esbuild's own comments. */
function packagesOf(name: string, seen = new Set<string>(), found = new Set<string>()): string[] {
  if (!seen.has(name)) {
    seen.add(name);
    const text = files.get(name) as string;
    for (const [, scope = '', own] of text.matchAll(/^ *\/\/ node_modules\/(@[^/\s]+\/)?([^/\s]+)/gm))
      found.add(scope + own);
    for (const [, next] of text.matchAll(/^(?:import|export)\s*(?:[^'"();]*?from\s*)?"\.\/([^"]+)"/gm)) {
      packagesOf(next as string, seen, found);
    }
  }
  return [...found].sort();
}

const PLAIN = ['yaml', 'zod'];
/** With tables, of all but messages. */
const SESSION = ['@colors/colors', 'cli-table3', 'emoji-regex', 'string-width', ...PLAIN];
const TABLES = ['csv-parse', ...SESSION];

/**
 * GitHub's packages, undici, Arrow, DuckDB, mail, what reads schedules and the moving lines of a terminal are in none of them: they
 * are loaded when the first of their functions is called, and help and version of the command line need nothing but its parser.
 */
const LOADS: Record<string, readonly string[]> = {
  lakeferry: ['commander'],
  'run-action': TABLES,
  'clean-action': TABLES,
  'notify-action': PLAIN,
  'diff-action': TABLES,
  'doctor-action': TABLES,
};

test('a worker thread loads what reads a CSV, and nothing else', () => {
  assert.deepEqual(packagesOf(`${WORKER.bundle}.mjs`), ['csv-parse']);
});

for (const { bundle: name } of ENTRIES) {
  test(`${name} loads what it works with, and nothing else`, () => {
    assert.deepEqual(packagesOf(`${name}.mjs`), [...(LOADS[name] ?? SESSION)].sort());
  });
}
