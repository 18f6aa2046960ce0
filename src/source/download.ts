import { formatBytes } from '../base/byte-size.ts';
import { ConfigurationError, ContractError, LakeferryError, OutageError } from '../base/errors.ts';
import type { HttpResponse } from '../base/ports/http.ts';
import { conditionsOf, validatorsOf } from './facts.ts';
import { mismatch } from './format.ts';
import { gunzip } from './gunzip.ts';
import type { FetchOptions, TryOutcome, VerifiedBy } from './outcome.ts';
import { createPartialFile, type PartialFile } from './partial-file.ts';
import { continuedTotal, isStrong, rangeHeaders, type Whole } from './range.ts';
import { type Opened, openUrl, withPlace } from './request.ts';
import { redactUrl } from './shown-url.ts';
import { statusError } from './status.ts';

/** What is kept from one try to the next. `whole` stands only where the partial file may be continued. */
export interface Transfer {
  partial?: PartialFile;
  whole?: Whole;
}

export async function dropTransfer(transfer: Transfer): Promise<void> {
  const { partial } = transfer;
  delete transfer.partial;
  delete transfer.whole;
  await partial?.drop();
}

/** One try over http(s), continuing what an earlier one left in `transfer` where that is safe. */
export async function download(options: FetchOptions, transfer: Transfer, signal: AbortSignal): Promise<TryOutcome> {
  const { partial, whole } = transfer;
  const request = { ...options, signal };
  if (partial !== undefined && whole !== undefined && partial.bytes > 0) {
    const opened = await openUrl(request, rangeHeaders(whole, partial.bytes));
    const { response } = opened;
    if (response.status === 206) {
      const total = continuedTotal(response.headers, whole, partial.bytes);
      if (total !== undefined) return receive(options, transfer, opened, total);
    }
    // 200: the file changed meanwhile. 416, or a range that was not asked for: begin again.
    if (response.status !== 206 && response.status !== 416) return answer(options, transfer, opened, false);
    await response.discard();
    await dropTransfer(transfer);
  }
  const own = conditionsOf(options.previous);
  return answer(options, transfer, await openUrl(request, own), Object.keys(own).length > 0);
}

async function answer(
  options: FetchOptions,
  transfer: Transfer,
  opened: Opened,
  conditional: boolean,
): Promise<TryOutcome> {
  const { response, where } = opened;
  const { status, headers } = response;
  if (status === 200) {
    await dropTransfer(transfer);
    const length = headers.get('content-length');
    return receive(options, transfer, opened, length === undefined ? undefined : Number(length));
  }
  await response.discard();
  if (options.settings.notReady.includes(status)) return { kind: 'not_ready', status };
  if (status === 304 && conditional) return { kind: 'unchanged', ...options.previous, ...validatorsOf(headers) };
  if (status === 304) {
    throw new OutageError('FETCH_STATUS', `${where} answered 304 (not modified), but nothing was fetched before`, {
      data: { status },
      retryable: false,
    });
  }
  throw statusError(where, status, headers, options.clock.now());
}

/** Reads the body into the partial file. `total` is the length of the whole file over the wire, where it is known. */
async function receive(
  options: FetchOptions,
  transfer: Transfer,
  opened: Opened,
  total: number | undefined,
): Promise<TryOutcome> {
  const { response, where } = opened;
  try {
    const coding = contentCoding(response, where);
    if (total !== undefined) checkDownload(options, where, total);
    const name = redactUrl(options.shownUrl);
    transfer.partial ??= await createPartialFile({
      path: `${options.into}.${Math.floor(options.clock.random() * 2 ** 40).toString(36)}.part`,
      name,
      limits: options.limits,
      files: options.files,
      tap: options.onText?.(),
    });
    const { partial } = transfer;
    const validators = validatorsOf(response.headers);
    const resumable = coding === 'identity' && response.framed && isStrong(validators.etag);
    if (resumable) transfer.whole ??= { etag: validators.etag as string, ...(total === undefined ? {} : { total }) };

    const wire = { bytes: partial.bytes };
    const body = metered(options, opened, wire, total);
    const content = coding === 'gzip' ? gunzip(body, { name, limits: options.limits }) : body;
    for await (const chunk of content) {
      await partial.write(chunk);
      judge(options, opened, partial, coding);
    }
    if (total !== undefined && wire.bytes !== total) throw shortBody(where, wire.bytes, total);
    if (partial.bytes === 0 && !options.settings.allowEmpty) throw emptyError(where, response.framed);
    let verifiedBy: VerifiedBy = response.framed ? 'length' : 'unverified';
    const { sha256 } = await partial.finish(options.into, (inspection) => {
      judge(options, opened, partial, coding);
      if (coding === 'gzip' || inspection.format === 'gzip') verifiedBy = 'gzip';
      const warning = mismatch(name, inspection.format);
      if (warning !== undefined) options.log.warn(`${options.subject}: ${warning}`);
    });
    if (coding === 'gzip') {
      options.log.info(
        `${options.subject}: ${where} was sent with gzip coding though none was asked for; decoded once`,
      );
    }
    if (verifiedBy === 'unverified') {
      options.log.warn(`${options.subject}: nothing proves that ${where} is complete: the server declared no length`);
    }
    const source = { url: name, ...validators, bytes: partial.bytes, sha256 };
    return { kind: 'fetched', path: options.into, source, verifiedBy };
  } catch (error) {
    await response.discard();
    throw await failed(transfer, error, where);
  }
}

/** Decides what a failed try leaves behind: only a connection that broke leaves something to continue. */
async function failed(transfer: Transfer, error: unknown, where: string): Promise<unknown> {
  const isBroken = error instanceof OutageError && /^(?:HTTP_|FETCH_SHORT)/.test(error.code);
  if (!isBroken || transfer.whole === undefined) await dropTransfer(transfer);
  if (error instanceof ContractError && /^(?:GZIP|ZSTD)_/.test(error.code)) {
    // Damage on the way is more likely than damage at rest, and the next try tells.
    return new OutageError(error.code, error.message, { data: { ...error.data }, cause: error });
  }
  return error instanceof LakeferryError ? withPlace(error, where) : error;
}

async function* metered(
  options: FetchOptions,
  opened: Opened,
  wire: { bytes: number },
  total: number | undefined,
): AsyncGenerator<Uint8Array> {
  const { response, where } = opened;
  const tell = (): void =>
    options.log.progress({
      subject: options.subject,
      phase: 'fetch',
      done: wire.bytes,
      unit: 'bytes',
      ...(total === undefined ? {} : { total }),
    });
  tell();
  try {
    for await (const chunk of response.body) {
      wire.bytes += chunk.length;
      checkDownload(options, where, wire.bytes);
      yield chunk;
      tell();
    }
  } catch (error) {
    const isCut = error instanceof OutageError && error.code === 'HTTP_CUT';
    throw isCut && total !== undefined ? shortBody(where, wire.bytes, total) : error;
  }
}

function contentCoding(response: HttpResponse, where: string): 'identity' | 'gzip' {
  const coding = (response.headers.get('content-encoding') ?? '').trim().toLowerCase();
  if (coding === '' || coding === 'identity') return 'identity';
  if (coding === 'gzip' || coding === 'x-gzip') return 'gzip';
  throw new OutageError('FETCH_CODING', `${where} was sent with content coding "${coding}" though none was asked for`, {
    data: { coding },
    retryable: false,
  });
}

/** Gives up as soon as the first bytes show that no good file will come of it. */
function judge(options: FetchOptions, opened: Opened, partial: PartialFile, coding: 'identity' | 'gzip'): void {
  const { where, response } = opened;
  const { inspector } = partial;
  if (inspector.markup()) throw markupError(where);
  const format = inspector.format();
  const hasProof = response.framed || coding === 'gzip' || format === undefined || format === 'gzip';
  if (hasProof || options.settings.allowUnverifiedLength) return;
  throw new ConfigurationError(
    'FETCH_UNVERIFIED',
    `${where} declares no length and is not gzip, so a cut file would look complete; ` +
      'if that is acceptable, set "allow_unverified_length: true" under "source"',
  );
}

export function markupError(where: string): OutageError {
  return new OutageError('FETCH_MARKUP', `${where} looks like HTML/XML, perhaps an error page, and not like a table`, {
    retryable: false,
  });
}

export function emptyError(where: string, framed: boolean): OutageError {
  return new OutageError(
    'FETCH_EMPTY',
    `${where} is empty (0 bytes); if that is meant, set "allow_empty: true" under "source"`,
    { retryable: !framed },
  );
}

function shortBody(where: string, bytes: number, total: number): OutageError {
  return new OutageError('FETCH_SHORT_BODY', `${where}: short body, ${bytes} of ${total} bytes`, {
    data: { bytes, total },
  });
}

export function checkDownload(options: Pick<FetchOptions, 'limits'>, where: string, bytes: number): void {
  if (bytes <= options.limits.download) return;
  throw new ContractError(
    'LIMIT_DOWNLOAD',
    `${where} is larger than ${formatBytes(options.limits.download)}; if that is meant, raise "limits.download"`,
    { limit: options.limits.download },
  );
}
