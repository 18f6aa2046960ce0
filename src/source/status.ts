import { OutageError } from '../base/errors.ts';

/** No server keeps a run waiting longer than this, whatever its Retry-After asks for. */
const LONGEST_WAIT_MS = 5 * 60_000;

const WORDS: Readonly<Record<number, string>> = {
  401: 'it wants credentials; set "source.headers"',
  403: 'access is denied; check the URL and its credentials, or list 403 in "source.not_ready"',
  404: 'there is no such file; check the URL, or list 404 in "source.not_ready"',
  410: 'the file is gone for good',
  416: 'the requested range does not exist',
  429: 'too many requests',
};

/** An answer that is no file, as an error. Servers' own words are left out: they are untrusted and may echo secrets. */
export function statusError(
  where: string,
  status: number,
  headers: ReadonlyMap<string, string>,
  now: number,
): OutageError {
  const words = WORDS[status] ?? (status >= 500 ? 'the server has a problem' : 'that is not a file');
  const retryAfterMs = retryAfter(headers.get('retry-after'), now);
  return new OutageError('FETCH_STATUS', `${where} answered ${status}: ${words}`, {
    data: { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    retryable: isPassing(status),
  });
}

/** Timeouts, "too early", rate limits and server errors pass; what the server will never do (501, 505) does not. */
function isPassing(status: number): boolean {
  if (status === 408 || status === 425 || status === 429) return true;
  return status >= 500 && status !== 501 && status !== 505;
}

/** RFC 9110, 10.2.3: seconds or a date → milliseconds from now, between 0 and five minutes; nonsense is ignored. */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  if (Number.isNaN(ms)) return undefined;
  return Math.min(LONGEST_WAIT_MS, Math.max(0, ms));
}
