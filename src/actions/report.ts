import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import { mergeResults } from '../flow/merge.ts';
import { planFlow } from '../flow/plan.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { parseSelection } from '../pipeline/selection.ts';
import { worst } from '../plan/decide.ts';
import { downloadArtifacts } from '../runtime/github/artifacts.ts';
import { nodeFiles } from '../runtime/node-files.ts';
import type { Host } from '../session/host.ts';
import { readFailOn, readSamples } from '../session/run-words.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { makeSite, writeSite } from '../session/site.ts';
import { readSiteWords } from '../session/site-words.ts';
import { tellEntry } from '../session/tell.ts';
import { exitCode } from '../session/verdict.ts';
import type { ResultEntry } from '../tasks/result.ts';
import { readResults } from '../tasks/results-file.ts';
import { artifactPrefix } from './artifact-name.ts';
import { runAction } from './entry.ts';
import { runPrefix } from './github.ts';
import { leaveResults } from './leave.ts';
import { stepFolder } from './workspace.ts';

export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('report', host, report);
}

async function report(session: Session): Promise<number> {
  const { inputs, host } = session;
  const pipeline = await readPipeline(session);
  const samples = readSamples(session);
  const failOn = readFailOn(session);
  const plan = inputs.text('plan');
  const attest = inputs.bool('attest', false);
  const site = inputs.text('site');
  const siteWords = readSiteWords(session);
  inputs.check();
  const planned = plan === undefined ? [] : await readPlanned(session, pipeline, plan);
  const context = await openContext(session, pipeline);
  try {
    const folder = await stepFolder(session, nodeFiles, pipeline.name, 'report');
    const { entries: left, unbegun, isAll } = await gather(session, pipeline, join(folder, 'jobs'));
    const everything = {
      selection: { kind: 'word', word: 'all' },
      force: false,
      limit: 0,
      checkSource: 'none',
    } as const;
    const before = await planFlow(context, everything);
    const entries = await mergeResults(context, {
      planned,
      entries: left,
      left: unbegun,
      isAll,
      decisions: before.decisions,
      runPrefix: runPrefix(host),
    });
    for (const entry of entries) tellEntry(session, pipeline, entry, samples);
    const { decisions } = await planFlow(context, everything);
    if (site !== undefined) {
      const files = await writeSite(
        await makeSite(context, { ...siteWords, checkSource: 'none' }, host),
        resolve(host.cwd, site),
      );
      session.log.info(`${site}: ${files} files of pages`);
    }
    await leaveResults(session, context, {
      path: join(folder, 'results.json'),
      results: { dataset: pipeline.name, evolved: context.evolved, entries, left: [...unbegun] },
      decisions,
      left: unbegun.size,
      samples,
      attest,
      outputs: { state: worst(decisions.map(({ status }) => status)), site: site ?? '' },
    });
    const failed = entries.filter(({ outcome }) => outcome === 'failed');
    if (failed.length > 0) session.log.info('when the cause is mended, run what failed again with partitions: failed');
    return exitCode(entries, pipeline, failOn, context.clock.now());
  } finally {
    await closeContext(context);
  }
}

/** The partitions of a plan: the matrix itself, or the plan's file. */
async function readPlanned(session: Session, pipeline: Pipeline, plan: string): Promise<string[]> {
  const refuse = (why: string, cause?: unknown) =>
    new ConfigurationError('PLAN', `plan: ${why}; pass the output "matrix" or "plan" of the action plan`, {}, cause);
  let value: unknown;
  try {
    value = JSON.parse(plan.startsWith('[') ? plan : await readFile(resolve(session.host.cwd, plan), 'utf8'));
  } catch (error) {
    throw refuse('it is neither JSON nor the path of a plan', error);
  }
  const legs = Array.isArray(value) ? value : (value as { legs?: unknown } | null)?.legs;
  if (!Array.isArray(legs)) throw refuse('it holds no jobs');
  return legs.flatMap((leg: { partitions?: unknown } | null) => {
    if (typeof leg?.partitions !== 'string') throw refuse('one of its jobs names no partitions');
    const selection = parseSelection(leg.partitions, pipeline.partitions);
    if (selection.kind !== 'list') throw refuse('one of its jobs names no list of partitions');
    return selection.partitions;
  });
}

/** What the jobs of this attempt left. Without the service that keeps artifacts the ledger has to tell alone. */
async function gather(
  session: Session,
  pipeline: Pipeline,
  into: string,
): Promise<{ entries: ResultEntry[]; unbegun: Set<string>; isAll: boolean }> {
  const { host, log } = session;
  const { folders, isAll } = await downloadArtifacts({
    env: host.env,
    prefix: artifactPrefix(host, pipeline.name),
    into,
    log,
  });
  const entries: ResultEntry[] = [];
  const unbegun = new Set<string>();
  for (const folder of folders) {
    const results = await readResults(nodeFiles, join(folder, 'results.json'));
    entries.push(...results.entries);
    for (const partition of results.left ?? []) unbegun.add(partition);
  }
  return { entries, unbegun, isAll };
}
