import { exitCodeOf } from '../doctor/examine.ts';
import { checkLines, checksHeadline } from '../report/checks.ts';
import { examinePipeline } from '../session/doctor.ts';
import { readConcurrency } from '../session/run-words.ts';
import { readPipeline, type Session } from '../session/session.ts';

/** Each connection tried, each answer with what mends it. */
export async function doctorCommand(session: Session): Promise<number> {
  const pipeline = await readPipeline(session);
  const concurrency = readConcurrency(session);
  session.inputs.check();
  const findings = await examinePipeline(session, pipeline, concurrency);
  const code = exitCodeOf(findings);
  session.answer({ dataset: pipeline.name, exitCode: code, checks: findings });
  if (!session.json) session.log.group(`${pipeline.name}: ${checksHeadline(findings)}`, checkLines(findings));
  return code;
}
