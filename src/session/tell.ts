import type { Cleaning } from '../convert/conversion.ts';
import type { FlowPlan } from '../flow/plan.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { previewLines } from '../report/preview.ts';
import { textTable } from '../report/table.ts';
import { EDITED_NOTE, type Failure, type PartitionResult, type ResultEntry } from '../tasks/result.ts';
import { failurePlace } from './place.ts';
import { maskedCell, type Samples } from './samples.ts';
import type { Session } from './session.ts';

/** What would run, and why. */
export function tellPlan(session: Session, dataset: string, plan: FlowPlan): void {
  const { log } = session;
  if (plan.firstRun) log.info(`FIRST RUN: the lake has no ledger for ${dataset} yet`);
  if (plan.work.length === 0) {
    log.info(
      `${dataset}: nothing to do, ${plan.decisions.filter((each) => each.status === 'done').length} partitions are done`,
    );
    return;
  }
  const rows = plan.work.map(({ partition, status, action, reason }) => [partition, status, action, reason]);
  log.group(
    `${dataset}: ${rows.length} to do`,
    textTable(['partition', 'status', 'action', 'why'], rows, { reasons: [3] }),
  );
  if (plan.cut > 0) log.warn(`${plan.cut} more partitions are left for the next run; raise --limit to take them now`);
}

/** What became of one partition: its notes, what its columns hold, and a failure as an error of its own. */
export function tellResult(session: Session, pipeline: Pipeline, result: PartitionResult, samples: Samples): void {
  const { partition, outcome, conversion, failure, notes } = result;
  const lines = [...notes, ...(conversion === undefined ? [] : countedLines(conversion, samples))];
  session.log.group(`${partition}: ${outcome}`, lines);
  if (failure === undefined) return;
  tellFailure(session, pipeline, partition, failure);
  if (failure.bug instanceof Error) {
    session.log.group('This is a bug in Lakeferry:', (failure.bug.stack ?? '').split('\n'));
  }
}

/** The same of a step's entry: only what this step added to it, and that another tool changed it, which every step says. */
export function tellEntry(session: Session, pipeline: Pipeline, entry: ResultEntry, samples: Samples): void {
  const { partition, outcome, task, notes, cleaning, failure } = entry;
  const lines = notes.filter(
    (note) => note.startsWith(`${task}:`) || note.startsWith(EDITED_NOTE) || !/^[\w-]+:/.test(note),
  );
  if (task === 'clean' && cleaning !== undefined) lines.push(...countedLines(cleaning, samples));
  session.log.group(`${partition}: ${outcome}`, lines);
  if (failure !== undefined) tellFailure(session, pipeline, partition, failure);
}

function countedLines(made: Omit<Cleaning, 'quarantine'>, samples: Samples): string[] {
  const nulls = new Map(made.report.map((column) => [column.name, column]));
  return [
    ...previewLines({
      columns: made.columns.map(({ name, type }) => ({ name, type, ...nulls.get(name) })),
      head: samples === 'none' ? [] : made.head.map((row) => row.map((cell) => maskedCell(cell, samples))),
      rows: made.rows,
      rejected: made.rejected,
    }),
    ...Object.entries(made.rejectedBy).map(([rule, count]) => `rejected by ${rule}: ${count}`),
  ];
}

/** One error that points into the pipeline file; of a message of several lines the first, and the others behind it. */
function tellFailure(session: Session, pipeline: Pipeline, partition: string, failure: Omit<Failure, 'bug'>): void {
  const { message, code, task } = failure;
  const [first = '', ...rest] = `${message} [${code} in ${task}]`.split('\n');
  session.log.error(`${partition}: ${first}`, session.platform.annotates ? failurePlace(pipeline, failure) : undefined);
  for (const line of rest) session.log.info(`${partition}: ${line}`);
}
