import type { FlowPlan } from '../flow/plan.ts';
import { planFlow } from '../flow/plan.ts';
import { worst } from '../plan/decide.ts';
import { statusGrid } from '../report/grid.ts';
import { textTable } from '../report/table.ts';
import { readCheckSource, readPlanWords } from '../session/plan-words.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { tellPlan } from '../session/tell.ts';

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

function stateJson(dataset: string, plan: FlowPlan) {
  return {
    dataset,
    state: worst(plan.decisions.map((decision) => decision.status)),
    firstRun: plan.firstRun,
    partitions: plan.decisions,
  };
}
