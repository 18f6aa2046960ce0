import { withDeadline } from '../base/deadline.ts';
import { OutageError } from '../base/errors.ts';
import { generationTag, lookAtObject } from './bucket-object.ts';
import { type Validators, validatorsOf } from './facts.ts';
import { fileTag, localPath, statFile } from './local-file.ts';
import type { FetchOptions } from './outcome.ts';
import { openUrl } from './request.ts';
import { redactUrl } from './shown-url.ts';

export type SampleOptions = Omit<FetchOptions, 'into' | 'limits' | 'previous' | 'subject'> & {
  /** Bytes from the beginning that are wanted; 0: only what there is to know of the file. */
  most: number;
};

/** What a source has, without taking all of it. */
export type SourceSample =
  | { kind: 'absent'; status: number }
  | ({
      kind: 'found';
      /** Of the raw file, where the source tells. */
      bytes?: number;
      head: Uint8Array;
      /** `head` is all of it. */
      isWhole: boolean;
    } & Validators);

/**
 * Asks a source once for the beginning of its file. `absent` is a status of `source.not_ready`; any other refusal is
 * OutageError SOURCE_STATUS. Throws what a fetch throws where the source cannot be reached.
 */
export async function sampleSource(options: SampleOptions): Promise<SourceSample> {
  const what = `the look at ${redactUrl(options.shownUrl)}`;
  return withDeadline(what, options.policy.timeoutMs, options.signal, async (signal) => {
    if (/^gs:/i.test(options.url)) return sampleObject(options);
    const path = localPath(options.url, options.shownUrl);
    return path === undefined ? sampleUrl({ ...options, signal }) : sampleFile(options, path);
  });
}

async function sampleUrl(options: SampleOptions): Promise<SourceSample> {
  // A server that knows no ranges sends all of it, of which no more is read.
  const { response, where } = await openUrl(options, { range: `bytes=0-${Math.max(options.most, 1) - 1}` });
  const { status, headers } = response;
  if (status !== 200 && status !== 206 && status !== 416) {
    await response.discard();
    if (options.settings.notReady.includes(status)) return { kind: 'absent', status };
    throw new OutageError('SOURCE_STATUS', `${where} answered ${status}`, { data: { status } });
  }
  const total = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  const length = status === 200 ? headers.get('content-length') : total;
  const known = length === undefined ? {} : { bytes: Number(length) };
  // An empty file has no first byte.
  const { head, isWhole } =
    status === 416 ? { head: new Uint8Array(0), isWhole: true } : await take(response.body, options.most);
  await response.discard();
  const ended = status === 206 ? head.length === Number(total) : isWhole;
  return { kind: 'found', ...known, ...validatorsOf(headers), head, isWhole: ended };
}

async function sampleObject(options: SampleOptions): Promise<SourceSample> {
  const found = await lookAtObject(options, options.url);
  if (found === undefined) return absent(options, 'object');
  const { head, isWhole } = await take(await found.open(), options.most);
  return { kind: 'found', bytes: found.bytes, etag: generationTag(found.generation), head, isWhole };
}

async function sampleFile(options: SampleOptions, path: string): Promise<SourceSample> {
  const stat = await statFile(options.files, path, redactUrl(options.shownUrl));
  if (stat === undefined) return absent(options, 'file');
  const { head, isWhole } = await take(options.files.stream(path), options.most);
  return { kind: 'found', bytes: stat.size, etag: fileTag(stat), head, isWhole };
}

function absent({ settings, shownUrl }: SampleOptions, what: 'object' | 'file'): SourceSample {
  if (settings.notReady.includes(404)) return { kind: 'absent', status: 404 };
  throw new OutageError('SOURCE_STATUS', `${redactUrl(shownUrl)}: there is no such ${what}`, { data: { status: 404 } });
}

/** The first `most` bytes; the stream is closed behind them. */
async function take(stream: AsyncIterable<Uint8Array>, most: number): Promise<{ head: Uint8Array; isWhole: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(Uint8Array.from(chunk));
    length += chunk.length;
    if (length > most) return { head: Buffer.concat(chunks).subarray(0, most), isWhole: false };
  }
  return { head: Buffer.concat(chunks), isWhole: true };
}
