import type { FlowPlan } from '../flow/run.ts';
import { previewLines } from '../report/preview.ts';
import { textTable } from '../report/table.ts';
import type { PartitionResult } from '../tasks/result.ts';
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
export function tellResult(session: Session, result: PartitionResult, samples: Samples): void {
  const { log } = session;
  const lines = result.notes.map((note) => note);
  const made = result.conversion;
  if (made !== undefined) {
    const nulls = new Map(made.report.map((column) => [column.name, column]));
    lines.push(
      ...previewLines({
        columns: made.columns.map(({ name, type }) => ({ name, type, ...nulls.get(name) })),
        head: samples === 'none' ? [] : made.head.map((row) => row.map((cell) => maskedCell(cell, samples))),
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
