import { ConfigurationError, OutageError } from '../../base/errors.ts';
import { sha256 } from '../../base/hash.ts';
import type { LoadRequest } from '../../base/ports/warehouse.ts';
import type { Api } from './api.ts';
import { loadFailure } from './failure.ts';
import { runJob } from './job.ts';
import type { Job, QueryConfiguration } from './resource.ts';
import { type BigquerySettings, DEFAULT_MAX_BYTES_BILLED } from './settings.ts';

/**
 * The user's SQL as a query job of its own, after the rows are in the table: BigQuery has no transaction that holds
 * both. It is tried dry first, which costs nothing and finds what is misspelled or too dear before anything runs. Its id
 * follows from the load's, so it runs once a load; when it fails, the load counts as failed, and the next run comes back.
 */
export async function runAfterLoad(
  api: Api,
  settings: BigquerySettings,
  request: LoadRequest,
  load: Job,
): Promise<void> {
  const { target } = api;
  const { partition, afterLoad, signal } = request;
  if (afterLoad === undefined) return;
  const most = settings.maxBytesBilled ?? DEFAULT_MAX_BYTES_BILLED;
  const query: QueryConfiguration = {
    query: afterLoad,
    useLegacySql: false,
    defaultDataset: { projectId: target.project, datasetId: target.dataset },
    maximumBytesBilled: String(most),
  };
  const fail = (why: string, cause?: unknown) =>
    new ConfigurationError(
      'WAREHOUSE_AFTER_LOAD',
      `after_load: ${why}; the rows of ${partition} are in ${target.url}, but it counts as loaded only when after_load has gone well`,
      {},
      cause,
    );
  const bytes = await dryRun(api, { ...query }, load.jobReference.location, signal, fail);
  if (bytes > most) {
    throw fail(`it would read ${bytes} bytes, more than the ${most} that "bigquery: { max_bytes_billed }" allows`);
  }
  const name = `${load.jobReference.jobId}-after-${sha256(afterLoad).slice(0, 8)}`;
  await runJob(
    api,
    {
      id: (attempt) => `${name}-a${attempt}`,
      location: load.jobReference.location,
      configuration: { query },
      failure(job) {
        const error = loadFailure(target, partition, job);
        return error instanceof OutageError ? error : fail(job.status.errorResult?.message ?? 'no reason given');
      },
      stands: async () => true,
    },
    signal,
  );
}

/** The bytes that it would read. What it does not like about the SQL is the user's to mend. */
async function dryRun(
  api: Api,
  query: QueryConfiguration,
  location: string,
  signal: AbortSignal,
  fail: (why: string, cause: unknown) => ConfigurationError,
): Promise<number> {
  const body = { jobReference: { projectId: api.target.project, location }, configuration: { dryRun: true, query } };
  try {
    const job = await api.call<Job>({ what: 'check after_load', method: 'POST', uri: '/jobs', body }, signal);
    if (typeof job === 'number') return 0;
    const { errorResult } = job.status;
    if (errorResult !== undefined) throw fail(errorResult.message ?? errorResult.reason ?? 'refused', undefined);
    return Number(job.statistics?.totalBytesProcessed ?? job.statistics?.query?.totalBytesProcessed ?? 0);
  } catch (error) {
    if (!(error instanceof ConfigurationError) || error.code !== 'WAREHOUSE_REFUSED') throw error;
    throw fail(error.message, error);
  }
}
