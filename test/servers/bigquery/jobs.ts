import { randomUUID } from 'node:crypto';
import { invalid, Refusal } from '../refusal.ts';
import { JobFailure } from './job-failure.ts';
import { runLoad } from './load.ts';
import { parseLoad } from './load-request.ts';
import { checkScript, placeOf, runQuery } from './query.ts';
import { type JobConfiguration, jobKey, type ServedJob, type State } from './state.ts';

type Body = Record<string, unknown>;

/** Two locations that need not be named. */
const DEFAULT_PLACES = ['us', 'eu'];

export async function insertJob(state: State, project: string, body: Body): Promise<object> {
  const reference = (body['jobReference'] ?? {}) as Record<string, string>;
  const configuration = (body['configuration'] ?? {}) as JobConfiguration;
  const { location } = reference;
  if (location === undefined) throw invalid('This server wants the location of a job.');
  checkLabels(configuration);
  if (configuration.dryRun === true) return dryRun(state, project, location, configuration);
  const id = reference['jobId'] ?? randomUUID();
  if (!/^[A-Za-z0-9_-]{1,1024}$/.test(id)) throw invalid(`Invalid job ID "${id}".`);
  const key = jobKey(project, location, id);
  // Before anything else is done or looked at: a second job of one id does nothing at all.
  if (state.jobs.has(key)) throw new Refusal(409, 'duplicate', `Already Exists: Job ${project}:${location}.${id}`);
  if (configuration.load !== undefined) parseLoad(configuration.load);
  else if (configuration.query === undefined)
    throw invalid('Job configuration must contain exactly one job-specific configuration.');
  const created = state.now();
  const job: ServedJob = {
    project,
    id,
    location,
    configuration,
    state: 'PENDING',
    statistics: { creationTime: String(created) },
    created,
  };
  state.jobs.set(key, job);
  return jobResource(job);
}

function checkLabels({ labels = {} }: JobConfiguration): void {
  for (const [key, value] of Object.entries(labels)) {
    if (!/^[a-z][a-z0-9_-]{0,62}$/.test(key) || !/^[a-z0-9_-]{0,63}$/.test(value)) {
      throw invalid(`Invalid label ${key}: ${value}`);
    }
  }
}

async function dryRun(
  state: State,
  project: string,
  location: string,
  configuration: JobConfiguration,
): Promise<object> {
  if (configuration.query === undefined) throw invalid('dryRun is for queries.');
  await checkScript(state, configuration.query);
  const bytes = String(state.controls.bytesProcessed);
  return {
    kind: 'bigquery#job',
    jobReference: { projectId: project, location },
    configuration,
    status: { state: 'DONE' },
    statistics: { totalBytesProcessed: bytes, query: { totalBytesProcessed: bytes } },
  };
}

/** A job found by id; each look brings it nearer to its end. */
export async function getJob(state: State, project: string, id: string, location: string | undefined): Promise<object> {
  const job = findJob(state, project, id, location);
  await advance(state, job);
  return jobResource(job);
}

export function findJob(state: State, project: string, id: string, location: string | undefined): ServedJob {
  const places = location === undefined ? DEFAULT_PLACES : [location];
  const found = places.map((place) => state.jobs.get(jobKey(project, place, id))).find((job) => job !== undefined);
  if (found === undefined) {
    const where = location === undefined ? '' : ` in location ${location}`;
    throw new Refusal(404, 'notFound', `Not found: Job ${project}:${id}${where}`);
  }
  return found;
}

export function cancelJob(state: State, project: string, id: string, location: string | undefined): object {
  const job = findJob(state, project, id, location);
  if (job.state !== 'DONE')
    end(state, job, new JobFailure('stopped', 'Job execution was cancelled: User requested cancellation'));
  return { kind: 'bigquery#jobCancelResponse', job: jobResource(job) };
}

const looks = new WeakMap<ServedJob, number>();

async function advance(state: State, job: ServedJob): Promise<void> {
  if (job.state === 'DONE') return;
  const count = (looks.get(job) ?? 0) + 1;
  looks.set(job, count);
  if (count >= state.controls.polls) await runJob(state, job);
  else {
    job.state = 'RUNNING';
    job.statistics['startTime'] = String(state.now());
  }
}

/** Does the work. What goes wrong in it is the job's own error. */
export async function runJob(state: State, job: ServedJob): Promise<void> {
  if (job.state === 'DONE') return;
  job.statistics['startTime'] ??= String(state.now());
  try {
    const planned = job.nameless === true ? undefined : state.controls.failNext.shift();
    if (planned !== undefined) throw new JobFailure(planned.reason, planned.message);
    if (job.configuration.load !== undefined) await runLoad(state, job);
    else await runQuery(state, job);
    end(state, job);
  } catch (error) {
    if (error instanceof Refusal) end(state, job, new JobFailure(error.reason, error.message));
    else if (error instanceof JobFailure) end(state, job, error);
    else throw error;
  }
}

function end(state: State, job: ServedJob, failure?: JobFailure): void {
  job.state = 'DONE';
  job.statistics['endTime'] = String(state.now());
  if (failure !== undefined) job.errorResult = { reason: failure.reason, message: failure.message };
}

export function jobResource(job: ServedJob): object {
  const { project, id, location, configuration, state, errorResult, statistics } = job;
  return {
    kind: 'bigquery#job',
    id: `${project}:${location}.${id}`,
    jobReference: { projectId: project, jobId: id, location },
    configuration,
    status: { state, ...(errorResult === undefined ? {} : { errorResult, errors: [errorResult] }) },
    statistics,
  };
}

/** `jobs.query`: a job with a name of BigQuery's own, and its answer at once or "not yet". */
export async function startQuery(state: State, project: string, body: Body): Promise<object> {
  const sql = String(body['query'] ?? '');
  const location = placeOf(state, sql, body['location'] as string | undefined) ?? 'US';
  const { query, useLegacySql, defaultDataset, maximumBytesBilled } = body;
  const job: ServedJob = {
    project,
    id: `job_${randomUUID()}`,
    location,
    configuration: { query: { query, useLegacySql, defaultDataset, maximumBytesBilled } },
    state: 'PENDING',
    statistics: { creationTime: String(state.now()) },
    created: state.now(),
    nameless: true,
  };
  state.jobs.set(jobKey(project, location, job.id), job);
  return answerQuery(state, job, undefined);
}

export async function queryResults(
  state: State,
  project: string,
  id: string,
  asked: { location: string | undefined; pageToken: string | undefined },
): Promise<object> {
  return answerQuery(state, findJob(state, project, id, asked.location), asked.pageToken);
}

async function answerQuery(state: State, job: ServedJob, pageToken: string | undefined): Promise<object> {
  const jobReference = { projectId: job.project, jobId: job.id, location: job.location };
  if (state.controls.incomplete > 0) {
    state.controls.incomplete -= 1;
    return { kind: 'bigquery#queryResponse', jobComplete: false, jobReference };
  }
  await runJob(state, job);
  if (job.errorResult !== undefined) throw new Refusal(400, job.errorResult.reason, job.errorResult.message);
  const { fields = [], rows = [] } = job.answer ?? {};
  const from = Number(pageToken ?? 0);
  const to = from + state.controls.pageRows;
  return {
    kind: 'bigquery#queryResponse',
    jobComplete: true,
    jobReference,
    schema: { fields },
    totalRows: String(rows.length),
    ...(to < rows.length ? { pageToken: String(to) } : {}),
    ...(rows.length === 0 ? {} : { rows: rows.slice(from, to).map((row) => ({ f: row.map((v) => ({ v })) })) }),
  };
}
