import type { Limits } from '../pipeline/pipeline.ts';
import { unpack } from './decompress.ts';
import { type Format, formatError, isMarkup, isReadable } from './format.ts';
import type { TextTap } from './text-tap.ts';

/** Reads along while a file is written: what is it, does it unpack to its end, how does its text begin? */
export interface Inspector {
  /** Resolves when the bytes were looked at; rejects with what is wrong with them. */
  write(bytes: Uint8Array): Promise<void>;
  /** To be called after the last byte. Rejects when the gzip data is not whole. */
  end(): Promise<Inspection>;
  /** Ends the work when no more bytes will come. Never rejects. */
  abandon(): Promise<void>;
  /** Known after the first bytes. */
  format(): Format | undefined;
  /** Known with the first text: the file begins like an HTML page or an XML document. */
  markup(): boolean;
}

export interface Inspection {
  format: Format;
  /** Bytes after unpacking. */
  textBytes: number;
}

export function createInspector(options: { name: string; limits: Limits; tap?: TextTap | undefined }): Inspector {
  const { tap } = options;
  const channel = createChannel();
  let format: Format | undefined;
  let markup = false;
  let textBytes = 0;

  const reading = (async () => {
    const head: Uint8Array[] = [];
    const text = unpack(channel.output, options, (found) => {
      // Zip and Parquet have their table of contents at the end: they are looked into once the file is whole.
      if (!isReadable(found)) throw formatError(options.name, found);
      format = found;
    });
    for await (const chunk of text) {
      if (textBytes < 512) {
        // A copy: a chunk holds until the next one is asked for.
        head.push(Buffer.from(chunk.subarray(0, 512)));
        markup = isMarkup(Buffer.concat(head));
      }
      textBytes += chunk.length;
      await tap?.write(chunk);
    }
    tap?.end();
  })();
  // Heard by `write` and `end`; between two calls nobody listens, and that must not end the process.
  reading.catch((error) => channel.break(error));

  return {
    write: channel.write,
    async end() {
      channel.end();
      await reading;
      return { format: format ?? 'text', textBytes };
    },
    async abandon() {
      tap?.abandon();
      channel.end();
      await reading.catch(() => {});
    },
    format: () => format,
    markup: () => markup,
  };
}

interface Channel {
  /** Resolves when the reader comes back for the next chunk. */
  write(bytes: Uint8Array): Promise<void>;
  end(): void;
  /** The reader failed: this write and all later ones reject. */
  break(error: unknown): void;
  output: AsyncIterable<Uint8Array>;
}

/** A pipe that holds one chunk. */
function createChannel(): Channel {
  let item: Uint8Array | undefined;
  let writer: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  let broken: { error: unknown } | undefined;
  let ended = false;
  let wake = (): void => {};
  async function* output(): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (item !== undefined) {
        const bytes = item;
        item = undefined;
        yield bytes;
        writer?.resolve();
      } else if (ended) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  return {
    output: output(),
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) return reject(broken.error);
        writer = { resolve, reject };
        item = bytes;
        wake();
      }),
    end() {
      ended = true;
      wake();
    },
    break(error) {
      broken = { error };
      writer?.reject(error);
    },
  };
}
