import { formatBytes, formatCount } from '../base/byte-size.ts';
import { formatDuration } from '../base/duration.ts';
import { NO_PARTITION } from '../pipeline/partitions.ts';
import { type Html, html } from './html.ts';

/** How numbers and times look in a page. */

const DAY = 86_400_000;

/** `2021-02-03 04:05`, UTC: every page says once that its times are. */
export function shownTime(at: string | number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)}</time>`;
}

/** `41.3 d`. */
function shownDays(days: number): string {
  return `${days.toFixed(1)} d`;
}

export const SHOWN = { count: formatCount, bytes: formatBytes, duration: formatDuration, days: shownDays } as const;
export type Unit = keyof typeof SHOWN;

/**
 * A number that was counted from the ledger. Its key names what it is, so that whoever checks a page can find every one:
 * `yellow_taxi/2021-01/rows`.
 */
export function fact(key: string, value: number, unit: Unit = 'count'): Html {
  return html`<data data-fact="${key}" value="${String(value)}">${SHOWN[unit](value)}</data>`;
}

/** A partition's name; the one and only of `by: none` says what it is. */
export function shownPartition(partition: string): string {
  return partition === NO_PARTITION ? 'whole table' : partition;
}

/** A span of a schedule: whole days where it is that. */
export function shownSpan(ms: number): string {
  return ms % DAY === 0 ? `${ms / DAY} d` : formatDuration(ms);
}

/** A share as people read it: `0.02 %`, `7 %`, `100 %`. */
export function shownShare(share: number): string {
  const percent = 100 * share;
  if (percent === 0 || percent === 100) return `${percent} %`;
  return `${percent < 1 ? percent.toPrecision(1) : percent.toFixed(percent < 10 ? 1 : 0)} %`;
}
