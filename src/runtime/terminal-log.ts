import { createLogUpdate } from 'log-update';
import type { Log } from '../base/ports/log.ts';
import { createPaces } from './pace.ts';
import { createPlainLog, type LogOptions, progressText } from './plain-log.ts';

/** Redraws no more often than the eye follows. */
const REDRAW_EVERY_MS = 80;

/** For a person at a terminal: one live line for each partition at work, and the plain lines above them. */
export function createTerminalLog(options: LogOptions & { out: NodeJS.WriteStream }): Log & { done(): void } {
  const live = createLogUpdate(options.out);
  const paces = createPaces(options.clock);
  const active = new Map<string, string>();
  let drawn = Number.NEGATIVE_INFINITY;
  const plain = createPlainLog(options);
  const draw = (): void => {
    if (active.size === 0) live.clear();
    else live(options.mask([...active.values()].join('\n')));
    drawn = options.clock.now();
  };
  /** Lines that stay: the live ones are taken away first and drawn again below. */
  const above = (print: () => void): void => {
    live.clear();
    print();
    draw();
  };
  return {
    debug: (message) => above(() => plain.debug(message)),
    info: (message) => above(() => plain.info(message)),
    warn: (message, place) => above(() => plain.warn(message, place)),
    error: (message, place) => above(() => plain.error(message, place)),
    group: (title, lines) => above(() => plain.group(title, lines)),
    progress(progress) {
      const { subject, phase } = progress;
      if (phase === 'end') {
        active.delete(subject);
        paces.forget(subject);
        draw();
        return;
      }
      const { since, moved } = paces.see(progress);
      active.set(subject, `… ${progressText(progress, since, moved)}`);
      if (options.clock.now() - drawn >= REDRAW_EVERY_MS) draw();
    },
    done() {
      active.clear();
      live.clear();
      live.done();
    },
  };
}
