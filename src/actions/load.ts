import { loadStep } from '../flow/steps/load-step.ts';
import type { Host } from '../session/host.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { exitCode } from '../session/verdict.ts';
import { runAction } from './entry.ts';
import { leaveArtifact } from './leave.ts';
import { closeStep, openStep } from './step.ts';
import { stepState } from './tally.ts';

export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('load', host, load);
}

/** The last step: its exit code is the first one that speaks of what failed in any of them. */
async function load(session: Session): Promise<number> {
  const pipeline = await readPipeline(session);
  session.inputs.check();
  const { results: before, step } = await openStep(session, pipeline, 'load');
  const context = await openContext(session, pipeline);
  try {
    const results = await loadStep(context, before, step);
    const loads = results.entries.flatMap(({ partition, load: done }) =>
      done === undefined ? [] : [{ partition, done }],
    );
    await closeStep(session, step, results, {
      replaced: String(loads.reduce((total, { done }) => total + done.replaced, 0)),
      receipt: JSON.stringify(Object.fromEntries(loads.map(({ partition, done }) => [partition, done.receipt]))),
      state: stepState(results.entries),
    });
    await leaveArtifact(session, pipeline.name, step.to, results.entries.map(({ partition }) => partition).join(','));
    return exitCode(results.entries, pipeline, ['failed'], context.clock.now());
  } finally {
    await closeContext(context);
  }
}
