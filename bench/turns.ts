import type { Sample } from './result.ts';

/** Who takes part in a round: a name, and the work that is measured. */
export interface Contestant {
  key: string;
  work(): Promise<Sample>;
}

/**
 * Lets all work once in every round, and each be the first in turn: what one leaves behind (caches, pages that are still to be
 * written) meets another in each round. Returns the samples by key.
 */
export async function takeTurns(
  contestants: readonly Contestant[],
  options: { rounds: number; before?: () => Promise<void> },
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(contestants.map(({ key }) => [key, []]));
  for (let round = 0; round < options.rounds; round++) {
    await options.before?.();
    for (let at = 0; at < contestants.length; at++) {
      const { key, work } = contestants[(at + round) % contestants.length] as Contestant;
      samples.get(key)?.push(await work());
    }
  }
  return samples;
}

/** Seconds that work takes, in whatever process. */
export async function timed(work: () => Promise<unknown>): Promise<Sample> {
  const began = performance.now();
  await work();
  return { wall: (performance.now() - began) / 1000 };
}

/** The same for work that this process does alone, with all its threads. */
export async function timedHere(work: () => Promise<unknown>): Promise<Sample> {
  const before = process.cpuUsage();
  const { wall } = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1e6 };
}
