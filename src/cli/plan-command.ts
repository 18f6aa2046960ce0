import type { FlowContext } from '../flow/context.ts';
import { type FlowPlan, planFlow } from '../flow/run.ts';
import { parseSelection } from '../pipeline/selection.ts';
import { worst } from '../plan/decide.ts';
import { statusGrid } from '../report/grid.ts';
import { textTable } from '../report/table.ts';
import { closeContext, openContext, readPipeline, type Session } from './session.ts';

/** Reads the words that choose work, for `plan` and `run`, and plans. */
export async function planWith(session: Session, context: FlowContext): Promise<FlowPlan> {
  const { inputs } = session;
  const options = {
    selection: inputs.parsed('partitions', (text) => parseSelection(text, context.pipeline.partitions), {
      kind: 'word' as const,
      word: 'due' as const,
    }),
    checkSource: inputs.choice('check-source', ['recent', 'all', 'none'], 'recent'),
    force: inputs.bool('force', false),
    limit: inputs.count('limit', 50),
  };
  inputs.check();
  return planFlow(context, options);
}

export async function planCommand(session: Session): Promise<number> {
  const pipeline = await readPipeline(session);
  const context = await openContext(session, pipeline);
  try {
    const plan = await planWith(session, context);
    if (session.json) {
      session.answer(planJson(pipeline.name, plan));
      return 0;
    }
    tellPlan(session, pipeline.name, plan);
    return 0;
  } finally {
    await closeContext(context);
  }
}

export async function statusCommand(session: Session): Promise<number> {
  const pipeline = await readPipeline(session);
  const context = await openContext(session, pipeline);
  try {
    const plan = await planWith(session, context);
    if (session.json) {
      session.answer(planJson(pipeline.name, plan));
      return 0;
    }
    session.log.group(`${pipeline.name}: ${pipeline.description}`, statusGrid(plan.decisions));
    const open = plan.decisions.filter((decision) => decision.status !== 'done');
    if (open.length > 0) {
      const rows = open.slice(-20).map(({ partition, status, reason }) => [partition, status, reason]);
      session.log.group('Not done:', textTable(['partition', 'status', 'why'], rows));
    }
    return 0;
  } finally {
    await closeContext(context);
  }
}

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
  log.group(`${dataset}: ${rows.length} to do`, textTable(['partition', 'status', 'action', 'why'], rows));
  if (plan.cut > 0) log.warn(`${plan.cut} more partitions are left for the next run; raise --limit to take them now`);
}

function planJson(dataset: string, plan: FlowPlan) {
  return {
    dataset,
    state: worst(plan.decisions.map((decision) => decision.status)),
    firstRun: plan.firstRun,
    count: plan.work.length,
    cut: plan.cut,
    work: plan.work,
    partitions: plan.decisions,
  };
}
