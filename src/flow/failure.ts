import { ConflictError, ContractError, LakeferryError, OutageError, reasonOf } from '../base/errors.ts';
import { sha256OfFile } from '../base/hash.ts';
import { quarantineName } from '../lake/names.ts';
import { foldEntries } from '../ledger/fold.ts';
import type { Failure, FailureReason } from '../tasks/result.ts';
import type { FlowContext } from './context.ts';

/** What was thrown in `task`, as a failure of its partition. */
export function describeFailure(error: unknown, task: string, signal: AbortSignal): Failure {
  const known = error instanceof LakeferryError ? error : undefined;
  const errno = (error as NodeJS.ErrnoException | undefined)?.code;
  // What the signal throws is no bug and no outage, whatever was interrupted by it.
  if (known === undefined && signal.aborted) {
    const message = reasonOf(signal.reason);
    return { reason: 'cancelled', task, code: 'CANCELLED', message, exitCode: 1, absent: false };
  }
  return {
    reason: reasonFor(error),
    task,
    code: known?.code ?? errno ?? 'BUG',
    message: reasonOf(error),
    exitCode: known?.exitCode ?? 1,
    ...(known instanceof OutageError && known.tries !== undefined ? { tries: known.tries } : {}),
    absent:
      known?.code === 'SOURCE_MISSING' ||
      (known?.code === 'FETCH_STATUS' && [404, 410].includes(Number(known.data['status']))),
    ...(known === undefined && errno === undefined ? { bug: error } : {}),
  };
}

function reasonFor(error: unknown): FailureReason {
  if (error instanceof OutageError && error.code === 'DEADLINE') return 'timeout';
  if (error instanceof ContractError && /^(SCHEMA|WAREHOUSE_SCHEMA)/.test(error.code)) return 'schema';
  return 'error';
}

/**
 * Leaves the failure in the partition's log. A publication that failed may have left its intent there, so the log is
 * read again first; where another run wrote meanwhile, its word stands and ours is not about the partition any more.
 */
export async function recordFailure(
  context: FlowContext,
  partition: string,
  failure: Failure,
  error: unknown,
): Promise<void> {
  await keepRejected(context, partition, error);
  if (error instanceof ConflictError || failure.reason === 'cancelled') return;
  const { reason, task, code, message, exitCode } = failure;
  const contract = exitCode === 3 ? { contract: true } : {};
  const { ledger, heads, log, run } = context;
  try {
    const entries = await ledger.entries(partition);
    const known = heads.get(partition)?.number ?? 0;
    if (entries.slice(known).some((entry) => entry.run.run !== run.run)) {
      log.warn(`${partition}: another run wrote its log meanwhile, so this failure is not recorded`);
      return;
    }
    const head = entries.length === 0 ? undefined : foldEntries(entries);
    const entry = { kind: 'failed', reason, task, code, message, ...contract } as const;
    heads.set(partition, (await ledger.append(partition, head, entry)).head);
  } catch (second) {
    log.warn(`${partition}: the failure could not be recorded in the ledger: ${reasonOf(second)}`);
  }
}

/** A partition that broke its contract leaves its rejected rows in the lake, so that a person can look at them. */
async function keepRejected(context: FlowContext, partition: string, error: unknown): Promise<void> {
  if (!(error instanceof ContractError) || typeof error.data['quarantine'] !== 'string') return;
  const file = error.data['quarantine'];
  try {
    const { sha256, bytes } = await sha256OfFile(context.files, file);
    const name = quarantineName(context.pipeline.name, partition, sha256);
    if ((await context.store.get(name)) === undefined) await context.store.create(name, { file, bytes, sha256 });
    context.log.warn(`${partition}: the rejected rows are in ${context.store.url}/${name}`);
  } catch (second) {
    context.log.warn(`${partition}: the rejected rows could not be kept: ${reasonOf(second)}`);
  }
}
