import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

function range(letter: string, last: number, without: readonly number[] = []): string[] {
  const numbers = Array.from({ length: last }, (_, at) => at + 1);
  return numbers.filter((number) => !without.includes(number)).map((number) => `${letter}${number}`);
}

/** The rows of docs/faults.md, in its order. */
export const ROWS: readonly string[] = [
  ...range('T', 22),
  ...range('Z', 9),
  ...range('C', 21, [17, 19]),
  ...range('E', 5),
  ...range('V', 16),
  ...range('F', 8),
  ...range('G', 11),
  ...range('C-', 5),
  ...range('R', 11, [9]),
];

const NAME = /\b(?:test|it|check)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;
const IDS = /^([A-Z]-?\d+(?:, [A-Z]-?\d+)*): /;

/** The names of the tests in a source text, as they are written: what a template fills in stays open. */
export function testNames(text: string): string[] {
  return [...text.matchAll(NAME)].map(([, single, double, template]) => single ?? double ?? template ?? '');
}

/** The rows that a test of this name holds: `T1, T3: …`. */
export function rowsOf(name: string): string[] {
  return IDS.exec(name)?.[1]?.split(', ') ?? [];
}

/** Holds names that are examples. */
const OWN = 'house/fault-rows.test.ts';

/** Row → `file: name` of each test below `folder` that holds it; suites that other files run count as tests. */
export async function testsByRow(folder: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const file of (await readdir(folder, { recursive: true })).sort()) {
    if (file === OWN || !/\.test\.ts$|^suites\/.*\.ts$/.test(file)) continue;
    for (const name of testNames(await readFile(join(folder, file), 'utf8'))) {
      for (const row of rowsOf(name)) found.set(row, [...(found.get(row) ?? []), `${file}: ${name}`]);
    }
  }
  return found;
}

/** The ids in the tables of docs/faults.md, in its order. */
export function rowsOfPage(page: string): string[] {
  return [...page.matchAll(/^\| ([A-Z]-?\d+) \|/gm)].map(([, id]) => id as string);
}
