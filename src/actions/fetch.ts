import { fetchStep } from '../flow/steps/fetch-step.ts';
import type { Host } from '../session/host.ts';
import { readPlanWords } from '../session/plan-words.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { pathOf } from '../tasks/results-file.ts';
import { runAction } from './entry.ts';
import { closeStep, newStep, only } from './step.ts';
import { stepState } from './tally.ts';

export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('fetch', host, fetch);
}

async function fetch(session: Session): Promise<number> {
  const { inputs } = session;
  const { warehouse: _, ...pipeline } = await readPipeline(session);
  const { selection, force, limit } = readPlanWords(session, pipeline);
  const words = { cache: inputs.bool('cache', true), refreshCache: inputs.bool('refresh-cache', false) };
  inputs.check();
  const context = await openContext(session, pipeline, words);
  try {
    const step = await newStep(session, pipeline, 'fetch', '');
    const results = await fetchStep(context, { ...step, selection, force, limit });
    const { entries } = results;
    const raw = only(entries.flatMap((entry) => (entry.raw === undefined ? [] : [entry.raw])));
    const notes = entries.flatMap((entry) =>
      entry.notes.filter((note) => note.startsWith('fetch:')).map((note) => `${entry.partition}: ${note.slice(7)}`),
    );
    const fetched = notes.filter((note) => /: (?:cache hit|downloaded) /.test(note));
    await closeStep(session, step, results, {
      file: raw === undefined ? '' : pathOf(step.to, raw),
      'cache-hit': String(fetched.length > 0 && fetched.every((note) => note.includes(': cache hit '))),
      'cache-reason': notes.join('\n'),
      state: stepState(entries),
    });
    return 0;
  } finally {
    await closeContext(context);
  }
}
