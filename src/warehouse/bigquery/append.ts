import { ContractError } from '../../base/errors.ts';
import type { LoadRequest, RememberedLoad } from '../../base/ports/warehouse.ts';
import type { Api } from './api.ts';
import { getJob, type Work, type WorkEnd } from './job.ts';

/** More failed jobs than this before the good one are not looked through. */
const MOST_LOOKED_AT = 20;

/**
 * What is to be done for `append-once`: `settled`, where exactly these rows are in the table and the ledger knows it;
 * the job that put them there, where a run ended between load and ledger; `undefined`, where they are to be loaded.
 * Half of them, or others, is ContractError WAREHOUSE_APPENDED: for a person to look at.
 */
export async function findAppended(
  api: Api,
  request: LoadRequest,
  work: Work,
  { before, remembered }: { before: number; remembered: RememberedLoad | undefined },
): Promise<'settled' | WorkEnd | undefined> {
  const { partition, rows, sha256 } = request;
  const refuse = (why: string) =>
    new ContractError(
      'WAREHOUSE_APPENDED',
      `${api.target.url} ${why}, and "write: append-once" replaces nothing; delete the rows of ${partition} by hand or use "write: replace-partition"`,
      { partition },
    );
  if (remembered !== undefined && remembered.sha256 !== sha256) {
    throw refuse(`got ${partition} from another file (sha256 ${remembered.sha256.slice(0, 12)})`);
  }
  if (before === 0) return remembered !== undefined && rows === 0 ? 'settled' : undefined;
  if (before !== rows) throw refuse(`holds ${before} instead of ${rows} rows of ${partition}`);
  if (remembered !== undefined) return 'settled';
  const job = await findSuccess(api, work, request.signal);
  if (job === undefined) throw refuse(`holds ${before} rows of ${partition} without a receipt`);
  return { job, by: 'before' };
}

async function findSuccess(api: Api, work: Work, signal: AbortSignal): Promise<WorkEnd['job'] | undefined> {
  for (let attempt = 1; attempt <= MOST_LOOKED_AT; attempt++) {
    const reference = { projectId: api.target.project, jobId: work.id(attempt), location: work.location };
    const job = await getJob(api, reference, signal);
    if (job === undefined) return undefined;
    if (job.status.state === 'DONE' && job.status.errorResult === undefined) return job;
  }
  return undefined;
}
