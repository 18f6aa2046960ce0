import { formatCount } from '../base/byte-size.ts';
import type { Entry } from '../ledger/entry.ts';
import type { FlowContext } from './context.ts';

/** What partitions cost in the past, each. */
export interface Pace {
  /** Of a raw file. */
  downloaded: number;
  /** Of a Parquet file. */
  stored: number;
  /** Absent where no run took several partitions: of one alone the log does not tell when it began. */
  milliseconds?: number;
  /** By what it is known, for a person. */
  basis: string;
}

/** Partitions whose logs are read. */
const MOST = 24;

/** Medians over the newest publications; undefined where nothing was published. */
export async function paceOf({ heads, ledger }: Pick<FlowContext, 'heads' | 'ledger'>): Promise<Pace | undefined> {
  const published = [...heads.values()].filter((head) => head.published !== undefined).slice(-MOST);
  if (published.length === 0) return undefined;
  const facts = published.flatMap((head) => head.published?.publication ?? []);
  const runs = new Map<string, Entry[]>();
  for (const { partition } of published) {
    for (const entry of await ledger.entries(partition)) {
      if (entry.kind === 'publishing' || entry.kind === 'published' || entry.kind === 'loaded') {
        runs.set(entry.run.run, [...(runs.get(entry.run.run) ?? []), entry]);
      }
    }
  }
  const paces = [...runs.values()].flatMap(paceOfRun);
  const milliseconds = paces.length === 0 ? undefined : median(paces);
  return {
    downloaded: median(facts.map(({ source }) => source.bytes)),
    stored: median(facts.map(({ object }) => object.bytes)),
    ...(milliseconds === undefined ? {} : { milliseconds }),
    basis: `the last ${formatCount(published.length)} that were published`,
  };
}

/** From the end of its first partition to the end of its last one, over the partitions between them. */
function paceOfRun(entries: readonly Entry[]): number[] {
  const ends = new Map<string, number>();
  for (const { partition, at } of entries) ends.set(partition, Math.max(Date.parse(at), ends.get(partition) ?? 0));
  if (ends.size < 2) return [];
  const times = [...ends.values()].sort((a, b) => a - b);
  return [((times.at(-1) ?? 0) - (times[0] ?? 0)) / (ends.size - 1)];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
