import { writeParquetStep } from '../flow/steps/write-parquet-step.ts';
import type { Host } from '../session/host.ts';
import { readPipeline, type Session } from '../session/session.ts';
import { runAction } from './entry.ts';
import { closeStep, only, openStep, plainContext } from './step.ts';
import { stepState } from './tally.ts';

export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('write-parquet', host, writeParquet);
}

async function writeParquet(session: Session): Promise<number> {
  const pipeline = await readPipeline(session);
  session.inputs.check();
  const { results: before, step } = await openStep(session, pipeline, 'write-parquet');
  const results = await writeParquetStep(plainContext(session, pipeline), before, step);
  const files = results.entries.flatMap(({ parquet }) => parquet ?? []);
  await closeStep(session, step, results, {
    bytes: String(files.reduce((total, { bytes }) => total + bytes, 0)),
    sha256: only(files)?.sha256 ?? '',
    state: stepState(results.entries),
  });
  return 0;
}
