import { OutageError } from '../base/errors.ts';
import { checkDownload, emptyError, markupError } from './download.ts';
import { mismatch } from './format.ts';
import type { FetchOptions, TryOutcome } from './outcome.ts';
import { createPartialFile } from './partial-file.ts';
import { redactUrl } from './shown-url.ts';

/** A raw file that is no download: what it is now, and its bytes. */
export interface Content {
  /** Another one for another content. */
  etag: string;
  bytes: number;
  stream(): AsyncIterable<Uint8Array>;
  /** The tag after the copying; undefined: it is gone. */
  tagNow(): Promise<string | undefined>;
}

/** Copies content to `into`, inspected like a download. What changes meanwhile is an OutageError, tried again. */
export async function copyContent(options: FetchOptions, content: Content, signal: AbortSignal): Promise<TryOutcome> {
  const { files, settings, subject } = options;
  const shown = redactUrl(options.shownUrl);
  const { etag } = content;
  if (options.previous?.etag === etag) return { kind: 'unchanged', etag };
  checkDownload(options, shown, content.bytes);

  const temporary = `${options.into}.${Math.floor(options.clock.random() * 2 ** 40).toString(36)}.part`;
  const partial = await createPartialFile({
    path: temporary,
    name: shown,
    limits: options.limits,
    files,
    tap: options.onText?.(),
  });
  try {
    for await (const chunk of content.stream()) {
      signal.throwIfAborted();
      await partial.write(chunk);
      checkDownload(options, shown, partial.bytes);
      if (partial.inspector.markup()) throw markupError(shown);
      options.log.progress({ subject, phase: 'fetch', done: partial.bytes, total: content.bytes, unit: 'bytes' });
    }
    if (partial.bytes === 0 && !settings.allowEmpty) throw emptyError(shown, true);
    if ((await content.tagNow()) !== etag) throw new OutageError('FETCH_CHANGED', `${shown} changed while it was read`);
    let verifiedBy: 'gzip' | 'length' = 'length';
    const { sha256 } = await partial.finish(options.into, (inspection) => {
      if (partial.inspector.markup()) throw markupError(shown);
      if (inspection.format === 'gzip') verifiedBy = 'gzip';
      const warning = mismatch(shown, inspection.format);
      if (warning !== undefined) options.log.warn(`${subject}: ${warning}`);
    });
    // Through a symbolic link the size is the link's own, and so is the time: they say nothing about the file.
    const tag = partial.bytes === content.bytes ? { etag } : {};
    const source = { url: shown, ...tag, bytes: partial.bytes, sha256 };
    return { kind: 'fetched', path: options.into, source, verifiedBy };
  } catch (error) {
    await partial.drop();
    throw error;
  }
}
