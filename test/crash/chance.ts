/** Uniform in [0, 1), the same for the same seed: mulberry32. */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `LAKEFERRY_CRASH=full` asks for every moment; without it a third of them is taken. */
export const IS_FULL = process.env['LAKEFERRY_CRASH'] === 'full';

/** `LAKEFERRY_CRASH_SEED=7` takes another third and other moments in time. */
export const SEED = Number(process.env['LAKEFERRY_CRASH_SEED'] || 1);

/** One in `every` of the items, drawn with `chance`, in their order. */
export function takeShare<T>(items: readonly T[], chance: () => number, every = IS_FULL ? 1 : 3): T[] {
  const drawn = items.map((item, at) => ({ item, at, by: chance() })).sort((a, b) => a.by - b.by);
  return drawn
    .slice(0, Math.ceil(items.length / every))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Calls `work` for every item, two at a time. After an error no further one is begun, and nothing is left at work. */
export async function inPairs<T>(items: readonly T[], work: (item: T, at: number) => Promise<void>): Promise<void> {
  const queue = items.entries();
  const lane = async () => {
    for (const [at, item] of queue) await work(item, at);
  };
  const stop = (error: unknown): never => {
    queue.return?.();
    throw error;
  };
  const lanes = await Promise.allSettled([lane().catch(stop), lane().catch(stop)]);
  for (const each of lanes) if (each.status === 'rejected') throw each.reason;
}
