import type { Readable } from 'node:stream';

/** Reading from the connection pauses while more than this waits to be used. */
const WAITING_BYTES = 1 << 20;

/**
 * A body piece by piece, its error only after all that came before it. A stream's own iterator drops what it has
 * buffered when the connection breaks; a download that wants to resume needs those bytes. Listening begins at once,
 * so a connection that breaks before anybody reads is no unhandled error. To be iterated once.
 */
export function collectBody(body: Readable): AsyncIterable<Uint8Array> {
  const waiting: Uint8Array[] = [];
  let bytes = 0;
  let end: { error?: unknown } | undefined;
  let wake = (): void => {};
  const finish = (how: { error?: unknown }): void => {
    end ??= how;
    wake();
  };
  body.on('data', (chunk: Uint8Array) => {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes > WAITING_BYTES) body.pause();
    wake();
  });
  body.on('end', () => finish({}));
  body.on('error', (error) => finish({ error }));
  body.on('close', () => finish({ error: new Error('closed') }));

  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) {
          bytes -= next.length;
          if (bytes <= WAITING_BYTES) body.resume();
          yield next;
        } else if (end !== undefined) {
          if ('error' in end) throw end.error;
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      body.destroy();
    }
  }
  return pieces();
}
