import { dirname } from 'node:path';
import { withDeadline } from '../base/deadline.ts';
import { formatDuration } from '../base/duration.ts';
import { withRetries } from '../base/retry.ts';
import { copyObject } from './bucket-object.ts';
import { download, dropTransfer, type Transfer } from './download.ts';
import { copyFile, localPath } from './local-file.ts';
import type { FetchOptions, FetchOutcome } from './outcome.ts';
import { onDisk } from './partial-file.ts';
import { redactUrl } from './shown-url.ts';

export type { FetchOptions, FetchOutcome } from './outcome.ts';

/**
 * Brings a source's raw file to `into`, whole or not at all: what is there afterwards has the declared length or gzip's
 * own proof, unpacks to its end, and is no error page. `unchanged` and `not_ready` write nothing.
 *
 * Tries again by policy after outages, continuing where a strong ETag allows it; the deadline spans all tries and waits.
 * Throws OutageError FETCH_…, HTTP_…, GZIP_…, DEADLINE; ConfigurationError PRIVATE_ADDRESS, SOURCE_…, FORMAT, FETCH_UNVERIFIED;
 * ContractError LIMIT_… and, for local files, GZIP_….
 */
export async function fetchSource(options: FetchOptions): Promise<FetchOutcome> {
  const { policy, clock, log, subject, files, into } = options;
  const isObject = /^gs:/i.test(options.url);
  const path = isObject ? undefined : localPath(options.url, options.shownUrl);
  const transfer: Transfer = {};
  const folder = dirname(into);
  await onDisk(folder, () => files.makeFolder(folder));
  try {
    return await withDeadline(
      `the fetch of ${redactUrl(options.shownUrl)}`,
      policy.timeoutMs,
      options.signal,
      (signal) =>
        withRetries(
          { retries: policy.retries, delay: policy.retryDelay },
          clock,
          signal,
          async (attempt) => {
            const outcome = isObject
              ? await copyObject(options, signal)
              : path === undefined
                ? await download(options, transfer, signal)
                : await copyFile(options, path, signal);
            if (outcome.kind !== 'fetched') return outcome;
            delete transfer.partial;
            await onDisk(folder, () => files.syncFolder(folder));
            return { ...outcome, attempts: attempt };
          },
          ({ attempt, tries, error, waitMs }) =>
            log.warn(
              `${subject}: try ${attempt} of ${tries} failed: ${error.message}; next in ${formatDuration(waitMs)}`,
            ),
        ),
    );
  } finally {
    await dropTransfer(transfer);
  }
}
