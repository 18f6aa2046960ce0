import type { Writable } from 'node:stream';
import { formatBytes, formatCount } from '../base/byte-size.ts';
import { formatDuration } from '../base/duration.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Log, Place, Progress } from '../base/ports/log.ts';
import { safeText } from '../base/safe-text.ts';
import { createPaces } from './pace.ts';

/** A line of progress no more often than this, for logs that are files. */
const PROGRESS_EVERY_MS = 10_000;

export interface LogOptions {
  out: Writable;
  clock: Clock;
  /** Also print `debug` messages. */
  verbose: boolean;
  /** Takes secret values out of a line, the last thing that happens to it. */
  mask: (line: string) => string;
}

/** Plain lines, for CI and pipes: nothing moves, nothing is coloured. */
export function createPlainLog(options: LogOptions): Log {
  const paces = createPaces(options.clock);
  const told = new Map<string, number>();
  const line = (text: string) => options.out.write(`${options.mask(text)}\n`);
  return {
    debug: (message) => {
      if (options.verbose) line(`debug: ${safeText(message)}`);
    },
    info: (message) => line(safeText(message)),
    warn: (message, place) => line(`warning: ${where(place)}${safeText(message)}`),
    error: (message, place) => line(`error: ${where(place)}${safeText(message)}`),
    group(title, lines) {
      line(safeText(title));
      for (const text of lines) line(`  ${safeText(text)}`);
    },
    progress(progress) {
      const { subject, phase } = progress;
      if (phase === 'end') {
        paces.forget(subject);
        told.delete(subject);
        return;
      }
      const now = options.clock.now();
      const { since, moved, begins } = paces.see(progress);
      if (begins) told.set(subject, now);
      if (now - (told.get(subject) ?? now) < PROGRESS_EVERY_MS) return;
      told.set(subject, now);
      line(progressText(progress, since, moved));
    },
  };
}

function where(place: Place | undefined): string {
  if (place === undefined) return '';
  const position = [place.line, place.column].filter((part) => part !== undefined).join(':');
  return `${safeText(place.file)}${position === '' ? '' : `:${position}`}: `;
}

/** `2021-01 fetch 12.4 MB of 28.1 MB (44 %), 5.1 MB/s, 3.1 s to go`. `since` and `moved` give the rate. */
export function progressText(progress: Progress, since: number, moved: number): string {
  const amount = progress.unit === 'bytes' ? formatBytes : (count: number) => `${formatCount(count)} rows`;
  const parts = [`${safeText(progress.subject)} ${progress.phase} ${amount(progress.done)}`];
  if (progress.total !== undefined && progress.total > 0) {
    parts[0] += ` of ${amount(progress.total)} (${Math.floor((100 * progress.done) / progress.total)} %)`;
  }
  if (since >= 200 && moved > 0) {
    const rate = moved / (since / 1000);
    parts.push(`${amount(Math.round(rate))}/s`);
    if (progress.total !== undefined && progress.total > progress.done) {
      parts.push(`${formatDuration(((progress.total - progress.done) / rate) * 1000)} to go`);
    }
  }
  return parts.join(', ');
}
