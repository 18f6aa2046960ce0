import type { PartitionResult } from '../flow/result.ts';
import { planFlow, runFlow } from '../flow/run.ts';
import { lateAt } from '../pipeline/partitions.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { previewLines } from '../report/preview.ts';
import { type ResultRow, resultLines } from '../report/results.ts';
import { readPlanWords, tellPlan } from './plan-command.ts';
import { type FailOn, readRunWords, type Samples } from './run-words.ts';
import { closeContext, openContext, readPipeline, type Session } from './session.ts';

export async function runCommand(session: Session): Promise<number> {
  const { inputs, log, host } = session;
  const words = readRunWords(session);
  const pipeline = await readPipeline(session);
  const planned = readPlanWords(session, pipeline);
  inputs.check();
  const { dryRun, samples, failOn, concurrency, timeBudget } = words;
  const context = await openContext(session, pipeline, words);
  try {
    const plan = await planFlow(context, planned);
    tellPlan(session, pipeline.name, plan);
    if (dryRun) log.info('dry run: nothing was changed');
    const { results, left } =
      dryRun || plan.work.length === 0
        ? { results: [], left: 0 }
        : await runFlow(context, plan.work, {
            concurrency,
            timeBudget,
            onResult: (result) => tellResult(session, result, samples),
          });
    if (results.length > 0) log.group('Result', resultLines(results.map(toRow)));
    if (results.length > 0 && results.every((result) => result.outcome === 'not_ready')) {
      log.info(`${pipeline.name}: nothing to do, ${results.length} not published yet`);
    }
    session.answer({ dataset: pipeline.name, results: results.map(toJson), left });
    const code = exitCode(results, pipeline, failOn, context.clock.now());
    // Whoever stopped a run must not take what is left for done, whatever fail-on says.
    const isCut = left > 0 || results.some((result) => result.failure?.reason === 'cancelled');
    return code === 0 && isCut && host.signal.aborted ? 1 : code;
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
    const { message, code, task } = result.failure;
    for (const line of `${message} [${code} in ${task}]`.split('\n')) log.error(`${result.partition}: ${line}`);
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

/** All failures of one kind give that kind's code; a mixture is 1. Only what `fail-on` names counts. */
function exitCode(
  results: readonly PartitionResult[],
  pipeline: Pipeline,
  failOn: readonly FailOn[],
  now: number,
): number {
  const codes = new Set<number>();
  for (const { partition, outcome, failure } of results) {
    if (failure !== undefined && failOn.some((each) => each === 'failed' || each === failure.reason)) {
      codes.add(failure.exitCode);
    }
    if (outcome !== 'not_ready') continue;
    const isLate = now >= lateAt(pipeline.partitions, partition);
    if (failOn.includes('not_ready') || (failOn.includes('late') && isLate)) codes.add(1);
  }
  if (codes.size === 0) return 0;
  return codes.size === 1 ? ([...codes][0] as number) : 1;
}
