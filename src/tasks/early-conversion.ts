import { join } from 'node:path';
import type { Log } from '../base/ports/log.ts';
import type { Conversion, EvolvedColumn } from '../convert/conversion.ts';
import { convert } from '../convert/convert.ts';
import { startsLikeCsv } from '../convert/text-kind.ts';
import { fillUrl } from '../pipeline/partitions.ts';
import { redactUrl } from '../source/shown-url.ts';
import type { TextTap } from '../source/text-tap.ts';
import type { TaskContext } from './context.ts';

/**
 * A conversion that goes on while the file is fetched, so that it is unpacked once. It publishes nothing: whether the file is whole
 * and what it is are known when the fetch is over, and only then somebody asks for the result.
 */
export interface EarlyConversion {
  /** For a fetch that begins, or begins anew: what came before is given up. */
  tap(): TextTap;
  /** What became of the text, when its fetch is over; absent where the file is no large CSV, or was made for other columns. */
  result(evolved: readonly EvolvedColumn[]): ((signal: AbortSignal) => Promise<Conversion>) | undefined;
  /** To be called when nobody will ask any more; resolves when nothing of it goes on. */
  abandon(): Promise<void>;
}

/** Below it there is nothing to gain. */
const WORTH_BYTES = 4 << 20;

export function createEarlyConversion(
  context: TaskContext,
  partition: string,
  evolved: readonly EvolvedColumn[],
): EarlyConversion {
  let attempt: Attempt | undefined;
  let attempts = 0;
  return {
    tap() {
      attempt?.tap.abandon();
      attempt = createAttempt(context, partition, evolved, ++attempts);
      return attempt.tap;
    },
    result(now) {
      if (JSON.stringify(now) !== JSON.stringify(evolved)) return undefined;
      return attempt?.result();
    },
    async abandon() {
      attempt?.tap.abandon();
      await attempt?.over();
    },
  };
}

interface Attempt {
  tap: TextTap;
  result(): ((signal: AbortSignal) => Promise<Conversion>) | undefined;
  over(): Promise<void>;
}

function createAttempt(
  context: TaskContext,
  partition: string,
  evolved: readonly EvolvedColumn[],
  number: number,
): Attempt {
  const controller = new AbortController();
  const head: Uint8Array[] = [];
  let headBytes = 0;
  let pending: { chunk: Uint8Array; taken: () => void } | undefined;
  let wake = (): void => {};
  /** `idle` until there is enough text, `deaf` when nobody reads it. */
  let state: 'idle' | 'reading' | 'deaf' = 'idle';
  let isWhole = false;
  let conversion: Promise<Conversion> | undefined;
  const { log, told } = laterLog(context.log);

  async function* text(): AsyncGenerator<Uint8Array> {
    for (let chunk = head.shift(); chunk !== undefined; chunk = head.shift()) yield chunk;
    for (;;) {
      if (pending !== undefined) {
        const { chunk, taken } = pending;
        pending = undefined;
        try {
          yield chunk;
        } finally {
          // A conversion that fails asks for no more.
          taken();
        }
      } else if (isWhole) return;
      else {
        controller.signal.throwIfAborted();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }

  function begin(): void {
    if (!startsLikeCsv(head)) {
      fallDeaf();
      return;
    }
    state = 'reading';
    const { pipeline, files, workFolder, workers, signal } = context;
    conversion = convert({
      text: text(),
      // Nothing is read from there.
      raw: join(workFolder, `${partition}.raw`),
      shownName: redactUrl(fillUrl(pipeline.source.shownUrl, partition)),
      pipeline,
      partition,
      evolved,
      output: join(workFolder, `${partition}.early-${number}.parquet`),
      quarantine: join(workFolder, `${partition}.early-${number}.quarantine.parquet`),
      files,
      log,
      signal: AbortSignal.any([signal, controller.signal]),
      ...(workers === undefined ? {} : { workers }),
    });
    // Heard by whoever asks for the result; the fetch goes on to its own end in any case.
    conversion.catch(() => {}).finally(fallDeaf);
  }

  function fallDeaf(): void {
    state = 'deaf';
    head.length = 0;
    pending?.taken();
    pending = undefined;
    wake();
  }

  return {
    tap: {
      async write(chunk) {
        if (state === 'deaf') return;
        if (state === 'idle') {
          head.push(Buffer.from(chunk));
          headBytes += chunk.length;
          if (headBytes >= WORTH_BYTES) begin();
          return;
        }
        await new Promise<void>((taken) => {
          pending = { chunk, taken };
          wake();
        });
      },
      end() {
        isWhole = true;
        wake();
      },
      abandon() {
        controller.abort(new Error('the fetch ended without a file, or began anew'));
        fallDeaf();
      },
    },
    result() {
      const made = conversion;
      if (made === undefined || !isWhole || controller.signal.aborted) return undefined;
      return async (signal) => {
        const stop = (): void => controller.abort(signal.reason);
        signal.addEventListener('abort', stop, { once: true });
        try {
          signal.throwIfAborted();
          told();
          return await made;
        } finally {
          signal.removeEventListener('abort', stop);
        }
      };
    },
    over: async () => {
      await conversion?.catch(() => {});
    },
  };
}

/** A log that says what it was told when it is asked to, for what may turn out to be about nothing. */
function laterLog(log: Log): { log: Log; told: () => void } {
  const kept: (() => void)[] = [];
  let isOpen = false;
  const later = (say: () => void): void => {
    if (isOpen) say();
    else kept.push(say);
  };
  return {
    log: {
      debug: (message) => later(() => log.debug(message)),
      info: (message) => later(() => log.info(message)),
      warn: (message, place) => later(() => log.warn(message, place)),
      error: (message, place) => later(() => log.error(message, place)),
      group: (title, lines) => later(() => log.group(title, lines)),
      // The fetch tells how far the text is.
      progress: (progress) => {
        if (isOpen) log.progress(progress);
      },
    },
    told() {
      isOpen = true;
      for (const say of kept.splice(0)) say();
    },
  };
}
