import { randomUUID } from 'node:crypto';
import { formatDuration } from '../../base/duration.ts';
import { ConflictError, type LakeferryError, OutageError } from '../../base/errors.ts';
import { type RetryDelay, retryDelay } from '../../base/retry.ts';
import type { Api } from './api.ts';
import { describeJob } from './failure.ts';
import type { Job, JobConfiguration, JobReference } from './resource.ts';

/** A piece of work whose jobs have names of their own, so that it is done once whoever asks, and how often. */
export interface Work {
  /** The job's id; attempts count from 1. Letters, digits, _ and -. */
  id(attempt: number): string;
  location: string;
  configuration: JobConfiguration;
  /** What an `errorResult` means. */
  failure(job: Job): LakeferryError;
  /** Whether what a job did that ended before we asked is still there; else it is done again. */
  stands(job: Job): Promise<boolean>;
}

export interface WorkEnd {
  job: Job;
  /** Whose job it was: ours, one that somebody else had begun, or one that had ended before. */
  by: 'us' | 'another' | 'before';
}

/** Each of them costs two calls to find out that it is spent. */
const MOST_ATTEMPTS = 200;
/** Jobs that fail for a passing reason while we wait. */
const TRIES = 3;
const BETWEEN_TRIES: RetryDelay = { kind: 'exponential', first: 5000, longest: 60_000 };

const FIRST_POLL_MS = 1000;
const LONGEST_POLL_MS = 15_000;
/** BigQuery ends a load itself after six hours. https://cloud.google.com/bigquery/quotas#load_jobs */
const JOB_TIMEOUT_MS = 6.5 * 3_600_000;
/** A job that vanishes more often than this is in another place than we look. */
const MOST_VANISHED = 2;
const CANCEL_TIMEOUT_MS = 10_000;

/**
 * Runs a job to its end. The id is the guard: BigQuery refuses a second job of one id before it writes anything, and we
 * look at the first one then. An id is used again where nobody knows what became of the call, and the next attempt's
 * only where a job has failed. When the signal aborts, the job is cancelled.
 */
export async function runJob(api: Api, asked: Work, signal: AbortSignal): Promise<WorkEnd> {
  // Marks the jobs of this call, so that it knows its own again where an answer was lost.
  const token = randomUUID().replaceAll('-', '');
  const work = { ...asked, configuration: { ...asked.configuration, labels: { lakeferry: token } } };
  for (let attempt = 1, failed = 0; attempt <= MOST_ATTEMPTS; attempt++) {
    const reference = { projectId: api.target.project, jobId: work.id(attempt), location: work.location };
    const { job, by } = await finish(api, work, reference, signal);
    if (job.status.errorResult === undefined) {
      if (by !== 'before' || (await work.stands(job))) return { job, by };
      continue;
    }
    // The run that saw it fail has told so; whatever was wrong may have been mended since.
    if (by === 'before') continue;
    const failure = work.failure(job);
    failed += 1;
    if (!(failure instanceof OutageError) || !failure.retryable || failed >= TRIES) throw failure;
    const waitMs = retryDelay(BETWEEN_TRIES, failed, api.clock.random());
    api.log.warn(`${failure.message}; try ${failed} of ${TRIES}, the next in ${formatDuration(waitMs)}`);
    await api.clock.sleep(waitMs, signal);
  }
  throw new OutageError(
    'WAREHOUSE_ATTEMPTS',
    `${api.target.url}: ${MOST_ATTEMPTS} jobs for this have failed already, the last one named ${work.id(MOST_ATTEMPTS)}; ` +
      'look at them in the console, then publish the partition again with --force',
    { retryable: false },
  );
}

async function finish(api: Api, work: Work, reference: JobReference, signal: AbortSignal): Promise<WorkEnd> {
  try {
    const begun = await submit(api, work, reference, signal);
    if (begun.by === 'another')
      api.log.info(`${api.target.url}: ${describeJob(reference)} runs already; waiting for it`);
    return { ...begun, job: await poll(api, work, begun.job, reference, signal) };
  } catch (error) {
    if (signal.aborted) await cancel(api, reference);
    throw error;
  }
}

async function submit(api: Api, work: Work, reference: JobReference, signal: AbortSignal): Promise<WorkEnd> {
  const body = { jobReference: reference, configuration: work.configuration };
  const what = `start ${describeJob(reference)}`;
  const made = await api.call<Job>({ what, method: 'POST', uri: '/jobs', body, expected: [409] }, signal);
  if (typeof made !== 'number') return { job: made, by: 'us' };
  const job = await getJob(api, reference, signal);
  if (job === undefined) {
    throw new OutageError(
      'WAREHOUSE_JOB_LOST',
      `${api.target.url}: ${describeJob(reference)} is said to be there, and is not`,
    );
  }
  compare(api, work, job);
  if (job.configuration.labels?.['lakeferry'] === work.configuration.labels?.['lakeferry']) return { job, by: 'us' };
  return { job, by: isDone(job) ? 'before' : 'another' };
}

async function poll(api: Api, work: Work, first: Job, reference: JobReference, signal: AbortSignal): Promise<Job> {
  const begun = api.clock.now();
  let vanished = 0;
  let job = first;
  for (let waitMs = FIRST_POLL_MS; !isDone(job); waitMs = Math.min(LONGEST_POLL_MS, waitMs * 2)) {
    if (api.clock.now() - begun > JOB_TIMEOUT_MS) {
      await cancel(api, reference);
      throw new OutageError(
        'WAREHOUSE_JOB_TIMEOUT',
        `${api.target.url}: ${describeJob(reference)} did not end within ${formatDuration(JOB_TIMEOUT_MS)}`,
      );
    }
    await api.clock.sleep(waitMs, signal);
    const seen = await getJob(api, reference, signal);
    if (seen !== undefined) {
      job = seen;
      continue;
    }
    vanished += 1;
    if (vanished > MOST_VANISHED) {
      throw new OutageError(
        'WAREHOUSE_JOB_LOST',
        `${api.target.url}: BigQuery does not know ${describeJob(reference)} any more, which it had taken`,
        { data: { jobId: reference.jobId, location: reference.location } },
      );
    }
    // The same id again: if it is there after all, this attaches to it, and nothing is done twice.
    job = (await submit(api, work, reference, signal)).job;
  }
  return job;
}

/** `undefined`: BigQuery knows no such job. */
export async function getJob(api: Api, reference: JobReference, signal: AbortSignal): Promise<Job | undefined> {
  const { jobId, location } = reference;
  const what = `look at ${describeJob(reference)}`;
  const found = await api.call<Job>(
    { what, method: 'GET', uri: `/jobs/${jobId}`, query: { location }, expected: [404] },
    signal,
  );
  return typeof found === 'number' ? undefined : found;
}

/** Best effort: whoever stops us does not wait long, and the next run finds the job by its id, whatever its state. */
async function cancel(api: Api, reference: JobReference): Promise<void> {
  const { jobId, location } = reference;
  const what = `cancel ${describeJob(reference)}`;
  const call = {
    what,
    method: 'POST',
    uri: `/jobs/${jobId}/cancel`,
    query: { location },
    body: {},
    expected: [404],
  } as const;
  try {
    const answer = await api.call(call, AbortSignal.timeout(CANCEL_TIMEOUT_MS));
    if (typeof answer !== 'number')
      api.log.info(`${api.target.url}: asked BigQuery to cancel ${describeJob(reference)}`);
  } catch (error) {
    api.log.warn(error instanceof Error ? error.message : String(error));
  }
}

/** Never attaches to a job that does something else under the same name. */
function compare(api: Api, work: Work, job: Job): void {
  const [ours, theirs] = [work.configuration, job.configuration];
  const differing = [
    ...(['sourceUris', 'destinationTable', 'writeDisposition', 'sourceFormat'] as const).filter(
      (key) => JSON.stringify(sorted(ours.load?.[key])) !== JSON.stringify(sorted(theirs.load?.[key])),
    ),
    ...(ours.query?.query === theirs.query?.query ? [] : ['query']),
  ];
  if (differing.length === 0) return;
  throw new ConflictError(
    'WAREHOUSE_JOB_TAKEN',
    `${api.target.url}: ${describeJob(job.jobReference)} was used by somebody else for another job (${differing.join(', ')} differ); ` +
      'publish the partition again with --force',
    { jobId: job.jobReference.jobId, differing },
  );
}

/** Keys of an answer come in any order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function isDone(job: Job): boolean {
  return job.status.state === 'DONE';
}
