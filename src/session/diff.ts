import { join, resolve } from 'node:path';
import { ConfigurationError, LakeferryError } from '../base/errors.ts';
import type { Files } from '../base/ports/files.ts';
import type { FlowContext } from '../flow/context.ts';
import { type Pace, paceOf } from '../flow/pace.ts';
import { planFlow } from '../flow/plan.ts';
import { type Made, type Sample, samplePartition } from '../flow/sample.ts';
import { createHttp } from '../http/client.ts';
import { allPartitions, dueAt } from '../pipeline/partitions.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { PipelineProblems } from '../pipeline/problems.ts';
import { readTemplate } from '../pipeline/template.ts';
import { changesOf } from '../plan/changes.ts';
import type { DiffReport, SampleTable } from '../report/diff.ts';
import { isFromFork, readEvent } from '../runtime/github/event.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { nodeFiles, removeFolder } from '../runtime/node-files.ts';
import { filesAt } from '../runtime/revision.ts';
import type { TaskContext } from '../tasks/context.ts';
import { isLocal } from './places.ts';
import { closeContext, openContext, readPipeline, type Session } from './session.ts';

export interface DiffWords {
  /** A file, or a revision of git. */
  base: string;
  /** The partition that is made twice; absent: the newest that was published, or is due. */
  sample: string | undefined;
}

/** Older ones that are asked for where the newest are not published yet. */
const MOST_SAMPLES = 3;

const NO_SECRETS =
  'this job has no secrets, as from a fork: the pipeline file was checked, and nothing was asked or fetched';

/** What the pipeline file would do otherwise than its base; nothing is written but to a folder of this run's own. */
export async function diffPipeline(session: Session, words: DiffWords): Promise<{ report: DiffReport; code: 0 | 3 }> {
  const given = resolve(session.host.cwd, session.inputs.text('pipeline') ?? 'pipeline.yml');
  const { isBare, reading } = await withoutSecrets(session, given);
  const after = await readPipeline(reading);
  const before = await readBase(reading, { base: words.base, given, folder: after.directory });
  const report: DiffReport = {
    dataset: after.name,
    ...('pipeline' in before ? { changes: changesOf(before.pipeline, after) } : before),
  };
  if (isBare) return { report: { ...report, noPlan: NO_SECRETS }, code: 0 };
  const opened = await openLake(session, after);
  const context = 'context' in opened ? opened.context : undefined;
  try {
    const planned = context === undefined ? undefined : await planOf(context);
    const base = 'pipeline' in before ? before.pipeline : undefined;
    const sampled = await sampleOf(session, after, { base, wanted: words.sample, context });
    const { sample } = sampled;
    const pace = context && (await paceOf(context));
    const cost = planned && costOf(planned.work.length, pace, sample);
    return {
      report: {
        ...report,
        ...('noPlan' in opened ? { noPlan: opened.noPlan } : {}),
        ...(planned === undefined ? {} : { plan: planned }),
        ...(sample === undefined ? { noSample: sampled.why } : { sample: tablesOf(sample) }),
        ...(cost === undefined ? {} : { cost }),
      },
      code: sample !== undefined && 'failure' in sample.after ? 3 : 0,
    };
  } finally {
    if (context !== undefined) await closeContext(context);
  }
}

/** In a pull request a variable that is not set is a secret that this job does not get: its name stands in for it, and nothing is asked. */
async function withoutSecrets(session: Session, file: string): Promise<{ isBare: boolean; reading: Session }> {
  const { platform, host } = session;
  const event = await readEvent(host.env);
  if (event?.pull_request === undefined) return { isBare: false, reading: session };
  const text = Buffer.from(await nodeFiles.read(file).catch(() => new Uint8Array())).toString('utf8');
  const known = platform.environment(host);
  const unset = readTemplate(text).environment.filter((name) => (known[name] ?? '') === '');
  const stands = Object.fromEntries(unset.map((name) => [name, `\${${name}}`]));
  const environment = () => ({ ...known, ...stands });
  const isBare = unset.length > 0 || isFromFork(event);
  return { isBare, reading: { ...session, platform: { ...platform, environment } } };
}

/** The pipeline as it was, or why it cannot be compared; neither: there was none. */
async function readBase(
  session: Session,
  { base, given, folder }: { base: string; given: string; folder: string },
): Promise<{ pipeline: Pipeline } | { noBase?: string }> {
  const path = resolve(session.host.cwd, base);
  const isFile = (await nodeFiles.stat(path).catch(() => undefined))?.isDirectory === false;
  const files: Files = isFile
    ? { ...nodeFiles, read: (name) => nodeFiles.read(name === given ? path : name) }
    : await filesAt({ folder, revision: base, files: nodeFiles });
  try {
    return { pipeline: await readPipeline(session, files) };
  } catch (error) {
    if (error instanceof PipelineProblems) return { noBase: `${base}: ${error.problems[0]?.message ?? ''}` };
    if (error instanceof ConfigurationError && error.code === 'PIPELINE_FILE') return {};
    throw error;
  }
}

async function openLake(session: Session, pipeline: Pipeline): Promise<{ context: FlowContext } | { noPlan: string }> {
  const { lake } = pipeline;
  if (lake !== undefined && isLocal(lake) && session.host.env['RUNNER_ENVIRONMENT'] === 'github-hosted') {
    return { noPlan: 'the lake is a folder, which this runner does not have' };
  }
  try {
    return { context: await openContext(session, pipeline) };
  } catch (error) {
    if (error instanceof LakeferryError) return { noPlan: error.message };
    throw error;
  }
}

async function planOf(context: FlowContext): Promise<NonNullable<DiffReport['plan']>> {
  const { work, cut, decisions } = await planFlow(context, {
    selection: { kind: 'word', word: 'due' },
    checkSource: 'none',
    force: false,
    limit: 50,
  });
  return { work, cut, stale: decisions.filter(({ status }) => status === 'stale').length };
}

async function sampleOf(
  session: Session,
  pipeline: Pipeline,
  options: { base: Pipeline | undefined; wanted: string | undefined; context: FlowContext | undefined },
): Promise<{ sample?: Sample; why: string }> {
  const { base: before, wanted, context } = options;
  const now = nodeClock.now();
  const published = [...(context?.heads.values() ?? [])].filter((head) => head.published !== undefined);
  const due = allPartitions(pipeline.partitions, now).filter((each) => dueAt(pipeline.partitions, each) <= now);
  const newest = [...published.map(({ partition }) => partition).slice(-1), ...due.reverse().slice(0, MOST_SAMPLES)];
  const task: TaskContext = context ?? bareContext(session, pipeline);
  try {
    for (const partition of wanted === undefined ? new Set(newest) : [wanted]) {
      const sample = await samplePartition(task, partition, { before, evolved: context?.evolved ?? [] });
      if (sample !== undefined) return { sample, why: '' };
    }
    return { why: `the source has none of ${(wanted ?? newest.join(', ')) || 'its partitions, for none is due yet'}` };
  } catch (error) {
    if (error instanceof LakeferryError) return { why: error.message };
    throw error;
  } finally {
    if (context === undefined) await removeFolder(task.workFolder);
  }
}

/** What a sample needs where the lake cannot be opened. */
function bareContext({ host, log, platform }: Session, pipeline: Pipeline): TaskContext {
  return {
    pipeline,
    files: nodeFiles,
    http: createHttp({ env: host.env }),
    clock: nodeClock,
    log,
    refreshCache: false,
    workFolder: join(platform.workFolder(host), platform.runName(host)),
    signal: host.signal,
  };
}

function costOf(partitions: number, pace: Pace | undefined, sample: Sample | undefined): DiffReport['cost'] {
  if (pace !== undefined) {
    const milliseconds = pace.milliseconds ?? sample?.milliseconds;
    return { partitions, ...pace, ...(milliseconds === undefined ? {} : { milliseconds }) };
  }
  if (sample === undefined || 'failure' in sample.after) return undefined;
  const stored = sample.after.conversion.parquet.bytes;
  const { bytes: downloaded, milliseconds, partition } = sample;
  return { partitions, downloaded, stored, milliseconds, basis: `the sample ${partition}` };
}

function tablesOf({ partition, before, after }: Sample): NonNullable<DiffReport['sample']> {
  return { partition, ...(before === undefined ? {} : { before: tableOf(before) }), after: tableOf(after) };
}

function tableOf(made: Made): SampleTable | { failure: string } {
  if ('failure' in made) return { failure: made.failure.message };
  const { rows, rejected, rejectedBy, parquet, columns, report } = made.conversion;
  const facts = new Map(report.map((column) => [column.name, column]));
  return {
    rows,
    rejected,
    rejectedBy,
    bytes: parquet.bytes,
    columns: columns.map(({ name, type }) => {
      const { nulls = 0, minimum, maximum } = facts.get(name) ?? {};
      return {
        name,
        type,
        nulls,
        ...(minimum === undefined ? {} : { minimum }),
        ...(maximum === undefined ? {} : { maximum }),
      };
    }),
  };
}
