import { createLogUpdate } from 'log-update';
import type { Log, Progress } from '../base/ports/log.ts';
import { createPlainLog, type LogOptions, progressText } from './plain-log.ts';

/** Redraws no more often than the eye follows. */
const REDRAW_EVERY_MS = 80;

/** For a person at a terminal: one live line for each partition at work, and the plain lines above them. */
export function createTerminalLog(options: LogOptions & { out: NodeJS.WriteStream }): Log & { done(): void } {
  const live = createLogUpdate(options.out);
  const active = new Map<string, { progress: Progress; first: number; from: number }>();
  let drawn = 0;
  const plain = createPlainLog(options);
  const draw = (): void => {
    const now = options.clock.now();
    const lines = [...active.values()].map(
      ({ progress, first, from }) => `… ${progressText(progress, now - first, progress.done - from)}`,
    );
    live(options.mask(lines.join('\n')));
    drawn = now;
  };
  /** Lines that stay: the live ones are taken away first and drawn again below. */
  const above = (print: () => void): void => {
    live.clear();
    print();
    if (active.size > 0) draw();
  };
  return {
    debug: (message) => above(() => plain.debug(message)),
    info: (message) => above(() => plain.info(message)),
    warn: (message, place) => above(() => plain.warn(message, place)),
    error: (message, place) => above(() => plain.error(message, place)),
    group: (title, lines) => above(() => plain.group(title, lines)),
    progress(progress) {
      const now = options.clock.now();
      const seen = active.get(progress.subject);
      if (seen === undefined || seen.progress.phase !== progress.phase) {
        active.set(progress.subject, { progress, first: now, from: progress.done });
      } else {
        seen.progress = progress;
      }
      if (progress.total !== undefined && progress.done >= progress.total) active.delete(progress.subject);
      if (now - drawn >= REDRAW_EVERY_MS) draw();
    },
    done() {
      active.clear();
      live.clear();
      live.done();
    },
  };
}
