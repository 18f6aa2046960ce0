import { withDeadline } from '../base/deadline.ts';
import { ConfigurationError, LakeferryError } from '../base/errors.ts';
import { generationTag, lookAtObject } from './bucket-object.ts';
import { conditionsOf, type Validators, validatorsOf } from './facts.ts';
import { fileTag, localPath, statFile } from './local-file.ts';
import type { FetchOptions } from './outcome.ts';
import { openUrl } from './request.ts';
import { redactUrl } from './shown-url.ts';

export type ProbeOptions = Omit<FetchOptions, 'into' | 'limits' | 'previous'> & {
  /** What the publication was made from; `bytes` of the raw file serve where the server has no validators. */
  previous: Validators & { bytes?: number };
};

export type ProbeOutcome =
  | { kind: 'unchanged' }
  | { kind: 'changed'; part: 'etag' | 'last-modified' | 'length'; old?: string; new?: string }
  | { kind: 'not_ready'; status: number }
  | { kind: 'unknown'; why: string };

/**
 * Asks once, reading no body, whether the source is still what it was. An outage makes it `unknown`, so that a plan over
 * many partitions survives one server's bad minute; the user's mistakes and the caller's signal are thrown.
 */
export async function probeSource(options: ProbeOptions): Promise<ProbeOutcome> {
  const isObject = /^gs:/i.test(options.url);
  const path = isObject ? undefined : localPath(options.url, options.shownUrl);
  try {
    if (isObject) return await probeObject(options);
    return path === undefined ? await probeUrl(options) : await probeFile(options, path);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof ConfigurationError || !(error instanceof LakeferryError)) throw error;
    return { kind: 'unknown', why: error.message };
  }
}

async function probeUrl(options: ProbeOptions): Promise<ProbeOutcome> {
  const { previous, settings, policy } = options;
  const conditions = conditionsOf(previous);
  const what = `the look at ${redactUrl(options.shownUrl)}`;
  const { response, where } = await withDeadline(what, policy.timeoutMs, options.signal, (signal) =>
    openUrl({ ...options, signal }, conditions),
  );
  await response.discard();
  const { status, headers } = response;
  if (settings.notReady.includes(status)) return { kind: 'not_ready', status };
  if (status === 304 && Object.keys(conditions).length > 0) return { kind: 'unchanged' };
  if (status !== 200) return { kind: 'unknown', why: `${where} answered ${status}` };
  const isCoded = !/^(?:identity)?$/i.test(headers.get('content-encoding') ?? '');
  const length = isCoded ? undefined : headers.get('content-length');
  return compare(previous, { ...validatorsOf(headers), ...(length === undefined ? {} : { bytes: Number(length) }) });
}

async function probeObject(options: ProbeOptions): Promise<ProbeOutcome> {
  const found = await lookAtObject(options, options.url);
  if (found !== undefined) return compare(options.previous, { etag: generationTag(found.generation) });
  return options.settings.notReady.includes(404)
    ? { kind: 'not_ready', status: 404 }
    : { kind: 'unknown', why: `${redactUrl(options.shownUrl)}: there is no such object` };
}

async function probeFile(options: ProbeOptions, path: string): Promise<ProbeOutcome> {
  const shown = redactUrl(options.shownUrl);
  const stat = await statFile(options.files, path, shown);
  if (stat === undefined) {
    return options.settings.notReady.includes(404)
      ? { kind: 'not_ready', status: 404 }
      : { kind: 'unknown', why: `${shown}: there is no such file` };
  }
  if (options.previous.etag === undefined) {
    return { kind: 'unknown', why: `${shown} is reached through a link; name the file itself in "source.url"` };
  }
  return compare(options.previous, { etag: fileTag(stat) });
}

/** The strongest evidence that both sides have decides. An equal length alone proves nothing. */
function compare(old: ProbeOptions['previous'], now: ProbeOptions['previous']): ProbeOutcome {
  const tag = (etag: string): string => etag.replace(/^W\//, '');
  if (old.etag !== undefined && now.etag !== undefined) {
    return tag(old.etag) === tag(now.etag)
      ? { kind: 'unchanged' }
      : { kind: 'changed', part: 'etag', old: old.etag, new: now.etag };
  }
  if (old.lastModified !== undefined && now.lastModified !== undefined) {
    return old.lastModified === now.lastModified
      ? { kind: 'unchanged' }
      : { kind: 'changed', part: 'last-modified', old: old.lastModified, new: now.lastModified };
  }
  if (old.bytes !== undefined && now.bytes !== undefined && old.bytes !== now.bytes) {
    return { kind: 'changed', part: 'length', old: String(old.bytes), new: String(now.bytes) };
  }
  return { kind: 'unknown', why: 'the server sends neither ETag nor Last-Modified that could be compared' };
}
