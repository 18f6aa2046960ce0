import { join } from 'node:path';
import type { FlowContext } from '../flow/context.ts';
import { type FlowPlan, type PlanOptions, planFlow } from '../flow/plan.ts';
import { worst } from '../plan/decide.ts';
import { nodeFiles } from '../runtime/node-files.ts';
import type { Host } from '../session/host.ts';
import { checkPlaces } from '../session/places.ts';
import { readPlanWords } from '../session/plan-words.ts';
import { planAndRun } from '../session/run.ts';
import { readRunWords } from '../session/run-words.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { type ResultEntry, toEntry } from '../tasks/result.ts';
import { runAction } from './entry.ts';
import { leaveResults } from './leave.ts';
import { stepFolder } from './workspace.ts';

export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('run', host, run);
}

async function run(session: Session): Promise<number> {
  const { inputs, host } = session;
  const words = readRunWords(session);
  const pipeline = await readPipeline(session);
  const planned = readPlanWords(session, pipeline);
  const ephemeral = inputs.bool('ephemeral', false);
  inputs.check();
  checkPlaces(pipeline, host, { ephemeral, severalJobs: false });
  const context = await openContext(session, pipeline, words);
  try {
    const { plan, results, left, code } = await planAndRun(session, context, planned, words);
    const entries = [
      ...results.map((result) => toEntry(result, { withHead: words.samples !== 'none' })),
      ...(words.dryRun ? [] : hadNothing(plan, planned)),
    ];
    const decisions = results.length === 0 ? plan.decisions : await decideAgain(context);
    const folder = await stepFolder(session, nodeFiles, pipeline.name, 'run');
    await leaveResults(session, context, {
      path: join(folder, 'results.json'),
      results: { dataset: pipeline.name, evolved: context.evolved, entries, left: notBegun(plan, results) },
      decisions,
      left,
      samples: words.samples,
      // One job of a matrix says what it did; the report says it of all.
      asArtifact: inputs.text('partitions') ?? 'due',
      outputs: { state: worst(decisions.map(({ status }) => status)) },
    });
    return code;
  } finally {
    await closeContext(context);
  }
}

/** What was asked for by name and had nothing to do. The report has to hear of it: it takes silence for a crash. */
function hadNothing(plan: FlowPlan, { selection }: PlanOptions): ResultEntry[] {
  const named = new Set(selection.kind === 'list' ? selection.partitions : []);
  for (const { partition } of plan.work) named.delete(partition);
  return plan.decisions
    .filter(({ partition }) => named.has(partition))
    .map(({ partition, reason, status }) => ({
      partition,
      task: 'fetch',
      outcome: status === 'done' ? 'cached' : 'skipped',
      because: reason,
      notes: [status === 'done' ? 'done already' : status],
      milliseconds: 0,
    }));
}

function notBegun(
  plan: { work: readonly { partition: string }[] },
  results: readonly { partition: string }[],
): string[] {
  const begun = new Set(results.map(({ partition }) => partition));
  return plan.work.map(({ partition }) => partition).filter((partition) => !begun.has(partition));
}

/** How things stand now, by the ledger that this run has just written. Its source was asked a moment ago. */
async function decideAgain(context: FlowContext) {
  const selection = { kind: 'word', word: 'all' } as const;
  return (await planFlow(context, { selection, force: false, limit: 0, checkSource: 'none' })).decisions;
}
