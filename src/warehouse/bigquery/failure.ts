import { ConfigurationError, ConflictError, ContractError, LakeferryError, OutageError } from '../../base/errors.ts';
import { describeProblem, isPassingStatus, oneLine, type Problem, problemOf } from '../../google/problem.ts';
import type { Job, JobReference } from './resource.ts';
import type { Target } from './target.ts';

/** Trouble that passes by itself. https://cloud.google.com/bigquery/docs/error-messages */
const PASSING = new Set([
  'backendError',
  'internalError',
  'jobBackendError',
  'jobInternalError',
  'jobRateLimitExceeded',
  'rateLimitExceeded',
  'tableUnavailable',
  'timeout',
]);

/** Somebody cancelled the job: another run that was stopped while it waited for the same load. */
const STOPPED = 'stopped';
const DAILY = 'quotaExceeded';

/** Somebody added a column between our look at the table and the end of our job. */
export const TABLE_MOVED = 'WAREHOUSE_TABLE_MOVED';

/** Whether the same call may go well a moment later. Without an answer nobody knows what became of it: ask again. */
export function isPassing({ status, reason }: Problem): boolean {
  if (reason !== undefined && PASSING.has(reason)) return true;
  if (reason === DAILY) return false;
  return isPassingStatus(status);
}

/** A failed call as an error of ours; `what` completes "BigQuery could not …". */
export function callFailure(target: Target, what: string, error: unknown): LakeferryError {
  if (error instanceof LakeferryError) return error;
  const problem = problemOf(error);
  const { status, reason, message } = problem;
  const told = `${target.url}: BigQuery could not ${what}: ${describeProblem(problem)}`;
  if (status === undefined && /default credentials/i.test(message)) {
    return new ConfigurationError(
      'WAREHOUSE_LOGIN',
      `${target.url}: there are no Google credentials (${message}); run "gcloud auth application-default login", or ` +
        'google-github-actions/auth before this step',
      {},
      error,
    );
  }
  const data = { ...(status === undefined ? {} : { status }), ...(reason === undefined ? {} : { reason }) };
  if (isPassing(problem)) return new OutageError('WAREHOUSE_UNAVAILABLE', told, { data, cause: error });
  if (reason === DAILY) return quotaFailure(target, message, error);
  if (status === 401 || status === 403) {
    return new ConfigurationError(
      'WAREHOUSE_DENIED',
      `${told}; give the account BigQuery Data Editor on the dataset and BigQuery Job User in ${target.project}`,
      data,
      error,
    );
  }
  return new ConfigurationError('WAREHOUSE_REFUSED', told, data, error);
}

/** What the `errorResult` of a load job means: whose fault it is, and whether another attempt makes sense. */
export function loadFailure(target: Target, partition: string, job: Job): LakeferryError {
  const { errorResult, errors = [] } = job.status;
  const reason = errorResult?.reason ?? 'unknown';
  // The first line is often "see the errors[] collection": the entry that tells is the last one then.
  const texts = [errorResult, ...errors].map((each) => oneLine(each?.message ?? '')).filter((text) => text !== '');
  const message = [...new Set(texts)].slice(0, 2).join('; ') || 'no reason given';
  const told = `${target.url} did not load ${partition}: ${reason}: ${message} (${describeJob(job.jobReference)})`;
  const data = { reason, jobId: job.jobReference.jobId, location: job.jobReference.location };
  if (PASSING.has(reason) || reason === STOPPED) return new OutageError('WAREHOUSE_JOB_FAILED', told, { data });
  if (reason === DAILY) return quotaFailure(target, message);
  if (reason === 'accessDenied') {
    return new ConfigurationError(
      'WAREHOUSE_DENIED',
      `${told}; give the account Storage Object Viewer on the bucket of the lake`,
      data,
    );
  }
  if (reason === 'notFound') return new OutageError('WAREHOUSE_JOB_FAILED', told, { data, retryable: false });
  if (/is missing in new schema/i.test(message)) return new ConflictError(TABLE_MOVED, told, data);
  const strict = /Field '?(\w+)'? is specified as NULLABLE .* REQUIRED as specified in the file/i.exec(message)?.[1];
  if (strict !== undefined) {
    return new ContractError(
      'WAREHOUSE_SCHEMA',
      `${told}; the column may be null in the table and not in the file: drop "required" from ${strict} in the pipeline, ` +
        'or name a new table in "warehouse"',
      data,
    );
  }
  if (/different partitions?/i.test(message)) {
    return new ContractError('WAREHOUSE_COUNT', `${told}; publish the partition again`, data);
  }
  return new ContractError('WAREHOUSE_DATA', told, data);
}

/** The limit that no patience helps against: it is counted by the day. */
function quotaFailure(target: Target, message: string, cause?: unknown): OutageError {
  return new OutageError(
    'WAREHOUSE_QUOTA',
    `${target.url}: a quota of BigQuery is used up (${message}); it takes 1,500 load jobs a table and day, failed ones ` +
      'included: load the rest tomorrow, a part each day with "limit"',
    { data: { reason: DAILY }, retryable: false, ...(cause === undefined ? {} : { cause }) },
  );
}

/** `job X in EU`: what a person needs to find it in the console. */
export function describeJob({ jobId, location }: JobReference): string {
  return `job ${jobId} in ${location}`;
}
