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
  /** Takes secret values out of a text. */
  mask: (line: string) => string;
}

/**
 * How a text from outside is shown. Masked before it is made safe, because a value that was cut is not found any more, and
 * after it, because a value may be known in its safe form alone.
 */
export function shownText(text: string, mask: LogOptions['mask']): string {
  return mask(safeText(mask(text)));
}

/** Plain lines, for CI and pipes: nothing moves, nothing is coloured. */
export function createPlainLog(options: LogOptions): Log {
  const { clock, mask, out } = options;
  const shown = (text: string) => shownText(text, mask);
  const line = (text: string) => void out.write(`${mask(text)}\n`);
  return {
    debug: (message) => {
      if (options.verbose) line(`debug: ${shown(message)}`);
    },
    info: (message) => line(shown(message)),
    warn: (message, place) => line(`warning: ${placeText(place, mask)}${shown(message)}`),
    error: (message, place) => line(`error: ${placeText(place, mask)}${shown(message)}`),
    group(title, lines) {
      line(shown(title));
      for (const text of lines) line(`  ${shown(text)}`);
    },
    progress: createProgressLines({ clock, mask, line }),
  };
}

/** Says how far each subject's phase has come, in lines that are handed to `line` no more often than a log can bear. */
export function createProgressLines(options: {
  clock: Clock;
  mask: LogOptions['mask'];
  line: (text: string) => void;
}): Log['progress'] {
  const { clock, mask, line } = options;
  const paces = createPaces(clock);
  const told = new Map<string, number>();
  return (progress) => {
    const { subject, phase } = progress;
    if (phase === 'end') {
      paces.forget(subject);
      told.delete(subject);
      return;
    }
    const now = clock.now();
    const { since, moved, begins } = paces.see(progress);
    if (begins) told.set(subject, now);
    if (now - (told.get(subject) ?? now) < PROGRESS_EVERY_MS) return;
    told.set(subject, now);
    line(progressText({ ...progress, subject: mask(subject) }, since, moved));
  };
}

/** `a.yml:3:5: `, to stand before a message; nothing without a place. */
export function placeText(place: Place | undefined, mask: LogOptions['mask']): string {
  if (place === undefined) return '';
  const position = [place.line, place.column].filter((part) => part !== undefined).join(':');
  return `${shownText(place.file, mask)}${position === '' ? '' : `:${position}`}: `;
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
