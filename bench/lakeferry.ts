import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from '../scripts/bundle.ts';
import type { Program } from './measured-process.ts';
import { MONTH } from './month.ts';
import { ROOT } from './root.ts';

/** Where the object of a run lies, from the lake. */
export const OBJECT = join('bench', 'year=2021', 'month=01', 'part-0.parquet');

/** `lakeferry run` from `dist`: from a file beside the pipeline file into an empty folder lake, no warehouse, no cache. */
export function runProgram(options: { pipeline: string; lake: string; words?: readonly string[] }): Program {
  const { pipeline, lake, words = ['--partitions', MONTH] } = options;
  return {
    script: join(ROOT, 'dist', 'cli.mjs'),
    arguments: ['run', '--pipeline', pipeline, '--lake', lake, '--cache', 'false', ...words],
    // What is measured is a machine at work, not a person at a terminal.
    env: { CI: 'true' },
  };
}

/** Bundles the conversion alone into `folder`, as `dist` is bundled; returns the script that takes a job. */
export async function bundleConvert(folder: string): Promise<string> {
  const entry = { source: 'bench/peers/lakeferry-convert.ts', bundle: 'convert-main', stub: 'convert' };
  await mkdir(folder, { recursive: true });
  for (const [name, text] of await bundle({ entries: [entry], withWorker: true }))
    await writeFile(join(folder, name), text);
  return join(folder, `${entry.stub}.mjs`);
}
