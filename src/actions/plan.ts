import { join } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import { worst } from '../plan/decide.ts';
import { dealLegs, MOST_JOBS } from '../plan/legs.ts';
import { planMarkdown } from '../report/summary.ts';
import { setOutputs } from '../runtime/github/outputs.ts';
import { appendSummary } from '../runtime/github/summary.ts';
import { nodeFiles } from '../runtime/node-files.ts';
import { planOnSchedule } from '../session/gate.ts';
import type { Host } from '../session/host.ts';
import { checkPlaces } from '../session/places.ts';
import { readPlanWords } from '../session/plan-words.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { tellPlan } from '../session/tell.ts';
import { runAction } from './entry.ts';
import { stepFolder } from './workspace.ts';

export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('plan', host, plan);
}

async function plan(session: Session): Promise<number> {
  const { inputs, host, log } = session;
  const pipeline = await readPipeline(session);
  const words = readPlanWords(session, pipeline);
  const most = inputs.parsed('max-jobs', parseJobs, 20);
  const ephemeral = inputs.bool('ephemeral', false);
  inputs.check();
  checkPlaces(pipeline, host, { ephemeral, severalJobs: true });
  const context = await openContext(session, pipeline);
  try {
    const { plan: planned, settle } = await planOnSchedule(session, context, words);
    tellPlan(session, pipeline.name, planned);
    const legs = dealLegs(
      planned.work.map(({ partition }) => partition),
      most,
    );
    const path = join(await stepFolder(session, nodeFiles, pipeline.name, 'plan'), 'plan.json');
    const { decisions, firstRun, work, cut } = planned;
    const file = await nodeFiles.create(path);
    await file.write(Buffer.from(`${JSON.stringify({ dataset: pipeline.name, firstRun, legs, cut, decisions })}\n`));
    await file.close();
    await setOutputs({
      matrix: JSON.stringify(legs),
      count: String(work.length),
      dataset: pipeline.name,
      plan: path,
      'first-run': String(firstRun),
      state: worst(decisions.map(({ status }) => status)),
    });
    const { name: dataset, description } = pipeline;
    const markdown = planMarkdown({ dataset, description, decisions, work, cut, firstRun });
    await appendSummary(markdown, { env: host.env, log });
    await settle();
    return 0;
  } finally {
    await closeContext(context);
  }
}

function parseJobs(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= MOST_JOBS) return Number(text);
  throw new ConfigurationError('MAX_JOBS', `"${text}" is not a whole number from 1 to ${MOST_JOBS}`);
}
