import { join, resolve } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import { createHttp } from '../http/client.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { setOutputs } from '../runtime/github/outputs.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { nodeFiles } from '../runtime/node-files.ts';
import { defaultConcurrency } from '../session/run-words.ts';
import type { Samples } from '../session/samples.ts';
import type { Session } from '../session/session.ts';
import { tellEntry } from '../session/tell.ts';
import type { TaskContext } from '../tasks/context.ts';
import type { ResultEntry } from '../tasks/result.ts';
import { type Results, readResults, writeResults } from '../tasks/results-file.ts';
import { stepFolder } from './workspace.ts';

/** Where a step reads and writes, and how it speaks of each entry that it worked on. */
export interface Step {
  from: string;
  to: string;
  concurrency: number;
  onResult: (entry: ResultEntry) => void;
}

/** The results of the step before, and this step's own folder. Throws where they belong to another dataset. */
export async function openStep(
  session: Session,
  pipeline: Pipeline,
  task: string,
  samples: Samples = 'none',
): Promise<{ results: Results; step: Step }> {
  const given = session.inputs.text('results');
  if (given === undefined) {
    throw new ConfigurationError('INPUTS', 'results: it is missing; pass the output "results" of the step before');
  }
  const from = resolve(session.host.cwd, given);
  const results = await readResults(nodeFiles, from);
  if (results.dataset !== pipeline.name) {
    throw new ConfigurationError(
      'RESULTS_DATASET',
      `results: ${given} is of ${results.dataset}, the pipeline file is of ${pipeline.name}; pass the same "set" to every step`,
    );
  }
  return { results, step: await newStep(session, pipeline, task, from, samples) };
}

export async function newStep(
  session: Session,
  pipeline: Pipeline,
  task: string,
  from: string,
  samples: Samples = 'none',
): Promise<Step> {
  const to = join(await stepFolder(session, nodeFiles, pipeline.name, task), 'results.json');
  return {
    from,
    to,
    concurrency: defaultConcurrency(),
    onResult: (entry) => tellEntry(session, pipeline, entry, samples),
  };
}

/** What a task needs that touches neither lake nor warehouse. */
export function plainContext(session: Session, pipeline: Pipeline): TaskContext {
  const { host, log, platform } = session;
  return {
    pipeline,
    files: nodeFiles,
    http: createHttp(),
    clock: nodeClock,
    log,
    refreshCache: false,
    workFolder: platform.workFolder(host),
    signal: host.signal,
  };
}

export async function closeStep(
  session: Session,
  step: Step,
  results: Results,
  outputs: Readonly<Record<string, string>>,
): Promise<void> {
  await writeResults(nodeFiles, step.to, results);
  await setOutputs({ results: step.to, ...outputs });
  const failed = results.entries.filter((entry) => entry.outcome === 'failed');
  if (failed.length > 0)
    session.log.warn(`${failed.length} of ${results.entries.length} partitions failed; the last step says so too`);
}

/** The one entry that a single-valued output is about; nothing where there are several, or none. */
export function only<T>(values: readonly T[]): T | undefined {
  return values.length === 1 ? values[0] : undefined;
}
