import { cleanStep } from '../flow/steps/clean-step.ts';
import type { Host } from '../session/host.ts';
import { readSamples } from '../session/run-words.ts';
import { readPipeline, type Session } from '../session/session.ts';
import { pathOf } from '../tasks/results-file.ts';
import { runAction } from './entry.ts';
import { closeStep, openStep, plainContext } from './step.ts';
import { stepState } from './tally.ts';

export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('clean', host, clean);
}

async function clean(session: Session): Promise<number> {
  const pipeline = await readPipeline(session);
  const samples = readSamples(session);
  session.inputs.check();
  const { results: before, step } = await openStep(session, pipeline, 'clean', samples);
  const results = await cleanStep(plainContext(session, pipeline), before, { ...step, withHead: samples !== 'none' });
  const cleaned = results.entries.flatMap(({ cleaning }) => cleaning ?? []);
  const sum = (count: (cleaning: (typeof cleaned)[number]) => number) =>
    String(cleaned.reduce((total, each) => total + count(each), 0));
  await closeStep(session, step, results, {
    rows: sum(({ rows }) => rows),
    rejected: sum(({ rejected }) => rejected),
    quarantine: results.entries
      .flatMap(({ quarantine }) => (quarantine === undefined ? [] : [pathOf(step.to, quarantine)]))
      .join('\n'),
    state: stepState(results.entries),
  });
  return 0;
}
