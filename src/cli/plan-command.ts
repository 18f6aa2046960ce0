import type { CheckSource } from '../flow/observe.ts';
import { type FlowPlan, type PlanOptions, planFlow } from '../flow/run.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { parseSelection } from '../pipeline/selection.ts';
import { worst } from '../plan/decide.ts';
import { statusGrid } from '../report/grid.ts';
import { textTable } from '../report/table.ts';
import type { InputReader } from './inputs.ts';
import { closeContext, openContext, readPipeline, type Session } from './session.ts';

/** The words that choose work, for `plan` and `run`. What is wrong with them is told by `inputs.check`. */
export function readPlanWords({ inputs }: Session, pipeline: Pipeline): PlanOptions {
  return {
    selection: inputs.parsed('partitions', (text) => parseSelection(text, pipeline.partitions), {
      kind: 'word',
      word: 'due',
    }),
    checkSource: readCheckSource(inputs),
    force: inputs.bool('force', false),
    limit: inputs.count('limit', 50),
  };
}

function readCheckSource(inputs: InputReader): CheckSource {
  return inputs.choice('check-source', ['recent', 'all', 'none'], 'recent');
}

export async function planCommand(session: Session): Promise<number> {
  const pipeline = await readPipeline(session);
  const words = readPlanWords(session, pipeline);
  session.inputs.check();
  const context = await openContext(session, pipeline);
  try {
    const plan = await planFlow(context, words);
    session.answer({ ...stateJson(pipeline.name, plan), count: plan.work.length, cut: plan.cut, work: plan.work });
    if (!session.json) tellPlan(session, pipeline.name, plan);
    return 0;
  } finally {
    await closeContext(context);
  }
}

/** Most lines of what is not done; the grid shows all of it. */
const LONGEST_LIST = 20;

export async function statusCommand(session: Session): Promise<number> {
  const pipeline = await readPipeline(session);
  const checkSource = readCheckSource(session.inputs);
  session.inputs.check();
  const context = await openContext(session, pipeline);
  try {
    const everything = {
      selection: { kind: 'word', word: 'all' },
      force: false,
      limit: Number.POSITIVE_INFINITY,
    } as const;
    const plan = await planFlow(context, { ...everything, checkSource });
    session.answer(stateJson(pipeline.name, plan));
    if (session.json) return 0;
    session.log.group(`${pipeline.name}: ${pipeline.description}`, statusGrid(plan.decisions));
    const open = plan.decisions.filter((decision) => decision.status !== 'done');
    if (open.length > 0) {
      const shown = open.slice(-LONGEST_LIST);
      const rows = shown.map(({ partition, status, reason }) => [partition, status, reason]);
      const title = shown.length < open.length ? `Not done, the last ${shown.length} of ${open.length}:` : 'Not done:';
      session.log.group(title, textTable(['partition', 'status', 'why'], rows, { reasons: [2] }));
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
  log.group(
    `${dataset}: ${rows.length} to do`,
    textTable(['partition', 'status', 'action', 'why'], rows, { reasons: [3] }),
  );
  if (plan.cut > 0) log.warn(`${plan.cut} more partitions are left for the next run; raise --limit to take them now`);
}

function stateJson(dataset: string, plan: FlowPlan) {
  return {
    dataset,
    state: worst(plan.decisions.map((decision) => decision.status)),
    firstRun: plan.firstRun,
    partitions: plan.decisions,
  };
}
