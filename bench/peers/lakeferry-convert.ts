import { readFile } from 'node:fs/promises';
import { convert } from '../../src/convert/convert.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { openWorkers } from '../../src/session/workers.ts';
import type { Job } from '../job.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {}, group() {}, progress() {} };

/**
 * The conversion alone: raw file → cleaned columns → Parquet file, read back and verified; no source, lake or ledger. It is bundled
 * as `dist` is, because no command of the toolkit does a part of a run.
 */
export async function main([path = '']: readonly string[]): Promise<number> {
  const job = JSON.parse(await readFile(path, 'utf8')) as Job;
  const pipeline = await loadPipeline({ file: job.pipeline, env: process.env, files: nodeFiles });
  const workers = job.threads === false ? undefined : openWorkers('auto');
  await convert({
    raw: job.input,
    shownName: job.input,
    pipeline,
    partition: job.partition,
    evolved: [],
    output: job.output,
    quarantine: `${job.output}.rejected`,
    files: nodeFiles,
    log: QUIET,
    signal: new AbortController().signal,
    ...(workers === undefined ? {} : { workers }),
  });
  await workers?.close();
  return 0;
}
