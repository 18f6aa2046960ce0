import { formatDuration } from '../base/duration.ts';
import { ConfigurationError, OutageError, reasonOf } from '../base/errors.ts';
import { inParallel } from '../base/in-parallel.ts';
import type { Decision } from '../plan/decide.ts';
import { redactUrl } from '../source/shown-url.ts';
import type { PartitionResult } from '../tasks/result.ts';
import type { FlowContext } from './context.ts';
import { executePartition } from './execute.ts';

export interface RunOptions {
  /** Partitions at once. */
  concurrency: number;
  /** Milliseconds; when they are used up no further partition is begun and the rest stays due. */
  timeBudget: number;
  onResult: (result: PartitionResult) => void;
}

/** Carries out the work of a plan. A failed partition stops nothing but itself. */
export async function runFlow(
  context: FlowContext,
  work: readonly Decision[],
  options: RunOptions,
): Promise<{ results: PartitionResult[]; left: number }> {
  const { clock, log } = context;
  const started = clock.now();
  let left = 0;
  await makeWorkFolder(context);
  const results = await inParallel(work, options.concurrency, async (decision) => {
    if (clock.now() - started >= options.timeBudget || context.signal.aborted) {
      left += 1;
      return undefined;
    }
    const result = await executePartition(context, decision);
    options.onResult(result);
    return result;
  });
  if (results.some((result) => result !== undefined)) await keepHeads(context);
  if (left > 0 && context.signal.aborted) {
    log.warn(`cancelled: ${left} partitions were not begun and stay due for the next run`);
  } else if (left > 0) {
    log.warn(
      `the time budget of ${formatDuration(options.timeBudget)} is used up: ${left} partitions stay due for the next run`,
    );
  }
  const finished = results.filter((result) => result !== undefined);
  refuseWrongTemplate(context, finished);
  return { results: finished, left };
}

/** Without it the next run, that may have nothing to do, would read every new entry and write to the lake. */
async function keepHeads({ ledger, heads, log }: FlowContext): Promise<void> {
  try {
    await ledger.keepHeads(heads);
  } catch (error) {
    // What was published stands, and the next run derives the heads anew.
    log.warn(`the state of the partitions could not be kept for the next run: ${reasonOf(error)}`);
  }
}

async function makeWorkFolder({ files, workFolder }: FlowContext): Promise<void> {
  try {
    await files.makeFolder(workFolder);
  } catch (error) {
    throw new OutageError(
      'WORK_FOLDER',
      `cannot make ${workFolder} for the files of this run: ${reasonOf(error)}; ` +
        'make room there, or set LAKEFERRY_CACHE_DIR to another folder',
      { data: { path: workFolder }, cause: error },
    );
  }
}

/** When not one partition was ever found, the template is the likelier culprit than the publisher. */
function refuseWrongTemplate(context: FlowContext, results: readonly PartitionResult[]): void {
  const everFound = [...context.heads.values()].some((head) => head.published !== undefined);
  const missing = results.filter((result) => result.outcome === 'not_ready' || result.failure?.absent === true);
  if (everFound || missing.length < 2 || missing.length < results.length) return;
  throw new ConfigurationError(
    'URL_TEMPLATE',
    `${context.pipeline.file}:${context.pipeline.lines.source}: the source had none of the ${results.length} partitions asked for; look at the URL template ` +
      `"${redactUrl(context.pipeline.source.shownUrl)}" in source.url`,
  );
}
