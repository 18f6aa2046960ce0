import { availableParallelism, totalmem } from 'node:os';
import { parseDuration } from '../base/duration.ts';
import type { PartitionResult } from '../flow/execute.ts';
import { runFlow } from '../flow/run.ts';
import { lateAt } from '../pipeline/partitions.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { previewLines } from '../report/preview.ts';
import { type ResultRow, resultLines } from '../report/results.ts';
import { planWith, tellPlan } from './plan-command.ts';
import { closeContext, openContext, readPipeline, type Session } from './session.ts';

/** A partition at work needs about this much, so that many at once stay within the machine's memory. */
const BYTES_PER_PARTITION = 512 * 2 ** 20;

const SAMPLES = ['none', 'masked', 'full'] as const;
type Samples = (typeof SAMPLES)[number];

export async function runCommand(session: Session): Promise<number> {
  const { inputs, log, host } = session;
  const pipeline = await readPipeline(session);
  const auto = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / 4 / BYTES_PER_PARTITION)));
  const concurrency = inputs.text('concurrency') === 'auto' ? auto : inputs.count('concurrency', auto);
  const timeBudget = inputs.parsed('time-budget', parseDuration, parseDuration('5h'));
  const dryRun = inputs.bool('dry-run', false);
  const samples = inputs.choice('samples', SAMPLES, host.env['CI'] === undefined ? 'full' : 'none');
  const failOn = inputs.choices('fail-on', ['failed', 'late', 'none'] as const, ['failed', 'late']);
  const context = await openContext(session, pipeline);
  try {
    const plan = await planWith(session, context);
    tellPlan(session, pipeline.name, plan);
    if (dryRun) log.info('dry run: nothing was changed');
    const { results } =
      dryRun || plan.work.length === 0
        ? { results: [] }
        : await runFlow(context, plan.work, {
            concurrency,
            timeBudget,
            onResult: (result) => tellResult(session, result, samples),
          });
    if (results.length > 0) log.group('Result', resultLines(results.map(toRow)));
    if (results.length > 0 && results.every((result) => result.outcome === 'not_ready')) {
      log.info(`${pipeline.name}: nothing to do, ${results.length} not published yet`);
    }
    session.answer({ dataset: pipeline.name, results: results.map(toJson) });
    return exitCode(results, pipeline, failOn, context.clock.now());
  } finally {
    await closeContext(context);
  }
}

function tellResult(session: Session, result: PartitionResult, samples: Samples): void {
  const { log } = session;
  const lines = result.notes.map((note) => note);
  const made = result.conversion;
  if (made !== undefined) {
    const nulls = new Map(made.report.map((column) => [column.name, column]));
    lines.push(
      ...previewLines({
        columns: made.columns.map(({ name, type }) => ({ name, type, ...nulls.get(name) })),
        head:
          samples === 'none'
            ? []
            : made.head.map((row) => row.map((cell) => (samples === 'full' ? cell : masked(cell)))),
        rows: made.rows,
        rejected: made.rejected,
      }),
      ...Object.entries(made.rejectedBy).map(([rule, count]) => `rejected by ${rule}: ${count}`),
    );
  }
  log.group(`${result.partition}: ${result.outcome}`, lines);
  if (result.failure !== undefined) {
    log.error(`${result.partition}: ${result.failure.message} [${result.failure.code} in ${result.failure.task}]`);
    if (result.failure.bug instanceof Error)
      log.group('This is a bug in Lakeferry:', (result.failure.bug.stack ?? '').split('\n'));
  }
}

/** The shape of a value without its content: letters become x, digits 9. */
function masked(cell: string | null): string | null {
  return cell === null ? null : cell.replace(/\p{L}/gu, 'x').replace(/\p{N}/gu, '9');
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

function toJson(result: PartitionResult) {
  const { conversion, failure, ...rest } = result;
  return {
    ...rest,
    ...(conversion === undefined
      ? {}
      : {
          rowsRead: conversion.rowsRead,
          rows: conversion.rows,
          rejected: conversion.rejected,
          rejectedBy: conversion.rejectedBy,
        }),
    ...(failure === undefined
      ? {}
      : { failure: { reason: failure.reason, task: failure.task, code: failure.code, message: failure.message } }),
  };
}

/** All failures of one kind give that kind's code; a mixture is 1. `late` counts only when `fail-on` names it. */
function exitCode(
  results: readonly PartitionResult[],
  pipeline: Pipeline,
  failOn: readonly string[],
  now: number,
): number {
  const codes = new Set<number>();
  for (const result of results) {
    if (result.failure !== undefined && failOn.includes('failed')) codes.add(result.failure.exitCode);
    if (
      result.outcome === 'not_ready' &&
      failOn.includes('late') &&
      now >= lateAt(pipeline.partitions, result.partition)
    )
      codes.add(1);
  }
  if (codes.size === 0) return 0;
  return codes.size === 1 ? ([...codes][0] as number) : 1;
}
