import { diffLines } from '../report/diff.ts';
import { diffPipeline } from '../session/diff.ts';
import type { Session } from '../session/session.ts';

/** What a change of the pipeline file would do. */
export async function diffCommand(session: Session): Promise<number> {
  const { inputs, log } = session;
  const words = { base: inputs.text('base') ?? 'HEAD', sample: inputs.text('sample') };
  inputs.check();
  const { report, code } = await diffPipeline(session, words);
  session.answer(report);
  if (!session.json) for (const { title, lines } of diffLines(report)) log.group(`${report.dataset}: ${title}`, lines);
  return code;
}
