import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDataset } from './dataset.ts';
import type { Codec } from './job.ts';
import { runProgram } from './lakeferry.ts';
import { measureProcess } from './measured-process.ts';
import { MONTH, monthDataset } from './month.ts';
import { pipelineText } from './pipeline-file.ts';
import type { Sample } from './result.ts';

/** The month with its pipeline file in a folder of its own, for runs that are compared with one another and with nobody else. */
export async function prepareMonth(folder: string, rows: number, codec: Codec): Promise<string> {
  await mkdir(folder, { recursive: true });
  const dataset = monthDataset(rows);
  await writeDataset(join(folder, `${MONTH}.csv.gz`), dataset);
  const pipeline = join(folder, 'pipeline.yml');
  await writeFile(pipeline, pipelineText(dataset, codec));
  return pipeline;
}

/** One whole run into an empty lake beside the pipeline file. `words`: more of the command line. */
export async function measureRun(folder: string, words?: readonly string[]): Promise<Sample> {
  const lake = join(folder, 'lake');
  await rm(lake, { recursive: true, force: true });
  const program = runProgram({
    pipeline: join(folder, 'pipeline.yml'),
    lake,
    ...(words === undefined ? {} : { words }),
  });
  return measureProcess(program, folder);
}
