import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SectionResult } from './result.ts';
import { ROOT } from './root.ts';

const FOLDER = join(ROOT, 'bench', 'results');

/** What the last run of a section measured; undefined where there was none. */
export async function readResult(section: string): Promise<SectionResult | undefined> {
  try {
    return JSON.parse(await readFile(join(FOLDER, `${section}.json`), 'utf8')) as SectionResult;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function writeResult(result: SectionResult): Promise<void> {
  // Thousandths of a second and tenths of a MiB: what lies behind is noise.
  const text = JSON.stringify(result, (_, value) => (typeof value === 'number' ? Number(value.toFixed(3)) : value), 2);
  await writeFile(join(FOLDER, `${result.section}.json`), `${text}\n`);
}
