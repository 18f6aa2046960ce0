import { uploadStep } from '../flow/steps/upload-step.ts';
import type { Host } from '../session/host.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { runAction } from './entry.ts';
import { closeStep, only, openStep } from './step.ts';
import { stepState } from './tally.ts';

export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('upload', host, upload);
}

async function upload(session: Session): Promise<number> {
  const { warehouse: _, ...pipeline } = await readPipeline(session);
  session.inputs.check();
  const { results: before, step } = await openStep(session, pipeline, 'upload');
  const context = await openContext(session, pipeline);
  try {
    const results = await uploadStep(context, before, step);
    const object = only(results.entries.flatMap((entry) => entry.object ?? []));
    await closeStep(session, step, results, {
      uri: object?.uri ?? '',
      generation: object?.generation ?? '',
      state: stepState(results.entries),
    });
    return 0;
  } finally {
    await closeContext(context);
  }
}
