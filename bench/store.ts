import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SectionResult } from './result.ts';
import { ROOT } from './root.ts';

const FOLDER = join(ROOT, 'bench', 'results');

/** What the last run of each section measured, by its name; a section that was not measured is not in it. */
export async function readResults(sections: readonly string[]): Promise<Map<string, SectionResult>> {
  const results = new Map<string, SectionResult>();
  for (const section of sections) {
    const text = await readKept(`${section}.json`);
    if (text !== undefined) results.set(section, JSON.parse(text) as SectionResult);
  }
  return results;
}

/** What scripts/workers-end.mjs printed where its answer was kept, a line for each run of it. */
export async function readEnds(): Promise<readonly string[]> {
  return (await readKept('workers-end.log'))?.trimEnd().split('\n') ?? [];
}

function readKept(name: string): Promise<string | undefined> {
  return readFile(join(FOLDER, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

export async function writeResult(result: SectionResult): Promise<void> {
  // Thousandths of a second and tenths of a MiB: what lies behind is noise.
  const text = JSON.stringify(result, (_, value) => (typeof value === 'number' ? Number(value.toFixed(3)) : value), 2);
  await writeFile(join(FOLDER, `${result.section}.json`), `${text}\n`);
}
