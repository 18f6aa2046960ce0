import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../base/ports/clock.ts';

export const nodeClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  async sleep(ms, signal) {
    try {
      await sleep(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.reason ?? error;
    }
  },
};
