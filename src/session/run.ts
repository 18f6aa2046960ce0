import type { FlowContext } from '../flow/context.ts';
import type { FlowPlan, PlanOptions } from '../flow/plan.ts';
import { runFlow } from '../flow/run.ts';
import { type ResultRow, resultLines } from '../report/results.ts';
import type { PartitionResult } from '../tasks/result.ts';
import { askConsent } from './consent.ts';
import { planOnSchedule } from './gate.ts';
import type { RunWords } from './run-words.ts';
import type { Session } from './session.ts';
import { tellPlan, tellResult } from './tell.ts';
import { exitCode } from './verdict.ts';

export interface Ran {
  plan: FlowPlan;
  results: readonly PartitionResult[];
  /** Partitions of the plan that were not begun. */
  left: number;
  code: number;
}

/** Plans, runs what is to be run, and tells all of it as it happens: the command line's `run` and the root action's. */
export async function planAndRun(
  session: Session,
  context: FlowContext,
  planned: PlanOptions,
  words: RunWords,
): Promise<Ran> {
  const { log, host } = session;
  const { pipeline, clock } = context;
  const { plan, settle } = await planOnSchedule(session, context, { ...planned, from: words.from });
  tellPlan(session, pipeline.name, plan);
  if (words.dryRun) log.info('dry run: nothing was changed');
  if (!words.dryRun && plan.work.length > 0) {
    await askConsent(session, pipeline, { partitions: plan.work.length, yes: words.yes });
  }
  const { results, left } =
    words.dryRun || plan.work.length === 0
      ? { results: [], left: 0 }
      : await runFlow(context, plan.work, {
          concurrency: words.concurrency,
          timeBudget: words.timeBudget,
          onResult: (result) => tellResult(session, pipeline, result, words.samples),
        });
  if (!words.dryRun) await settle();
  if (results.length > 0) log.group('Result', resultLines(results.map(toRow)));
  if (results.length > 0 && results.every((result) => result.outcome === 'not_ready')) {
    log.info(`${pipeline.name}: nothing to do, ${results.length} not published yet`);
  }
  const code = exitCode(results, pipeline, words.failOn, clock.now());
  // Whoever stopped a run must not take what is left for done, whatever fail-on says.
  const isCut = left > 0 || results.some((result) => result.failure?.reason === 'cancelled');
  return { plan, results, left, code: code === 0 && isCut && host.signal.aborted ? 1 : code };
}

function toRow(result: PartitionResult): ResultRow {
  const made = result.conversion;
  return {
    partition: result.partition,
    outcome: result.outcome,
    because: result.because,
    milliseconds: result.milliseconds,
    ...(made === undefined ? {} : { rows: made.rows, rejected: made.rejected, bytes: made.parquet.bytes }),
  };
}
