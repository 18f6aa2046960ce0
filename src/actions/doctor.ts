import { exitCodeOf } from '../doctor/examine.ts';
import { checkLines, checksHeadline, checksMarkdown } from '../report/checks.ts';
import { setOutputs } from '../runtime/github/outputs.ts';
import { appendSummary } from '../runtime/github/summary.ts';
import { examinePipeline } from '../session/doctor.ts';
import type { Host } from '../session/host.ts';
import { readConcurrency } from '../session/run-words.ts';
import { readPipeline, type Session } from '../session/session.ts';
import { runAction } from './entry.ts';

export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('doctor', host, doctor);
}

async function doctor(session: Session): Promise<number> {
  const { host, log } = session;
  const pipeline = await readPipeline(session);
  const concurrency = readConcurrency(session);
  session.inputs.check();
  const findings = await examinePipeline(session, pipeline, concurrency);
  log.group(`${pipeline.name}: ${checksHeadline(findings)}`, checkLines(findings));
  for (const { state, code, what, fix } of findings) {
    const line = [`${code}: ${what}`, ...fix].join('; ');
    if (state === 'warn') log.warn(line);
    if (state === 'fail') log.error(line);
  }
  await appendSummary(checksMarkdown({ dataset: pipeline.name, rows: findings }), { env: host.env, log });
  const codesOf = (wanted: string) => findings.flatMap(({ state, code }) => (state === wanted ? [code] : [])).join(',');
  await setOutputs({ failed: codesOf('fail'), warned: codesOf('warn'), checks: JSON.stringify(findings) });
  return exitCodeOf(findings);
}
