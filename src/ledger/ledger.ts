import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { ConflictError } from '../base/errors.ts';
import { inParallel } from '../base/in-parallel.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store } from '../base/ports/store.ts';
import { jsonBytes, readObject } from './content.ts';
import { type DatasetFacts, type DatasetRecord, readDataset, writeDataset } from './dataset.ts';
import { ENTRY_FORMAT, type Entry, type Head, type NewEntry, type RunFacts } from './entry.ts';
import { foldEntry } from './fold.ts';
import { mergeHeads, readHeads, writeHeads } from './heads.ts';
import { entryName, logPrefix, parseEntryName } from './names.ts';
import { damaged, parseEntry } from './parse.ts';
import { type Planned, readPlanned, writePlanned } from './planned.ts';

/** A dataset's ledger: an append-only log for each partition. */
export interface Ledger {
  /** How many entries were opened so far: what a plan costs. */
  readonly opened: number;
  /** The state of every partition that has a log, in order of partition. */
  heads(): Promise<Map<string, Head>>;
  /**
   * Adds what this writer knows to what others kept, so that whoever reads next opens no entry and writes nothing. Best
   * effort: legs that end at the same moment take turns a few times, then the next reader does it.
   */
  keepHeads(heads: ReadonlyMap<string, Head>): Promise<void>;
  /** A partition's whole log, oldest first; empty when it has none. */
  entries(partition: string): Promise<Entry[]>;
  /** Every log whole, in order of partition, from one listing: what a look back over everything needs. */
  logs(): Promise<Map<string, Entry[]>>;
  /**
   * Writes the entry after `head` (`undefined`: the first one). `ConflictError` LEDGER_CONFLICT when somebody else wrote
   * that entry first. A failure or "not ready" that says what the last entry says is not written again.
   */
  append(partition: string, head: Head | undefined, entry: NewEntry): Promise<{ entry: Entry; head: Head }>;
  /** `undefined` before the first `saveDataset`. */
  dataset(): Promise<DatasetRecord | undefined>;
  saveDataset(facts: DatasetFacts): Promise<DatasetRecord>;
  /** The newest occurrence of the schedule that a plan was finished for; `undefined` before the first `savePlanned`. */
  planned(): Promise<Planned | undefined>;
  /** Takes the occurrence (ISO 8601, UTC) for planned, and all before it. */
  savePlanned(occurrence: string): Promise<void>;
}

/** Entries that are read at the same time. */
const READS = 16;
/** How often legs that end together try to keep their heads. */
const KEEPS = 8;

/** Opens the ledger of `dataset` in the lake; reads and writes nothing yet. */
export function openLedger(options: { store: Store; dataset: string; clock: Clock; run: RunFacts; log: Log }): Ledger {
  const { store, dataset, clock, run, log } = options;
  let opened = 0;

  const read = async (partition: string, number: number): Promise<Entry> => {
    const name = entryName(dataset, partition, number);
    const found = await readObject(store, name);
    if (found === undefined) throw damaged(name, store.url, 'it is missing, and later entries are there');
    opened += 1;
    return parseEntry({ bytes: found.bytes, name, lake: store.url, dataset, partition, number });
  };

  /** The last number of each log. Entries are never removed, so a number that is missing was lost. */
  const lastNumbers = async (prefix: string): Promise<Map<string, number>> => {
    const last = new Map<string, number>();
    const counts = new Map<string, number>();
    for await (const { name } of store.list(prefix)) {
      const parsed = parseEntryName(dataset, name);
      if (parsed === undefined) continue;
      const { partition, number } = parsed;
      counts.set(partition, (counts.get(partition) ?? 0) + 1);
      last.set(partition, Math.max(number, last.get(partition) ?? 0));
    }
    for (const [partition, number] of last) {
      if (counts.get(partition) === number) continue;
      const missing = number - (counts.get(partition) ?? 0);
      throw damaged(logPrefix(dataset, partition), store.url, `${missing} of its ${number} entries are missing`);
    }
    return last;
  };

  return {
    get opened() {
      return opened;
    },
    async heads() {
      const { heads: known, generation } = await readHeads(store, dataset);
      const heads = new Map<string, Head>();
      const before = opened;
      // A remote lake answers each of many in the time of one.
      const folded = await inParallel([...(await lastNumbers(logPrefix(dataset)))].sort(byName), READS, async (log) => {
        const [partition, last] = log;
        const covered = known.get(partition);
        let head = covered !== undefined && covered.number <= last ? covered : undefined;
        for (let number = (head?.number ?? 0) + 1; number <= last; number++) {
          head = foldEntry(head, await read(partition, number));
        }
        return head;
      });
      for (const head of folded) if (head !== undefined) heads.set(head.partition, head);
      const same = opened === before && heads.size === known.size;
      if (!same) await writeHeads({ store, dataset, heads: heads.values(), generation, log });
      return heads;
    },
    async keepHeads(heads) {
      for (let attempt = 1; attempt <= KEEPS; attempt++) {
        const { heads: known, generation } = await readHeads(store, dataset);
        const merged = mergeHeads(known, heads);
        if (JSON.stringify(merged) === JSON.stringify([...known.values()])) return;
        if ((await writeHeads({ store, dataset, heads: merged, generation, log })) !== 'overtaken') return;
        await clock.sleep(clock.random() * 1000 * attempt);
      }
    },
    async entries(partition) {
      const last = (await lastNumbers(logPrefix(dataset, partition))).get(partition) ?? 0;
      const entries: Entry[] = [];
      for (let number = 1; number <= last; number++) entries.push(await read(partition, number));
      return entries;
    },
    async logs() {
      const all = [...(await lastNumbers(logPrefix(dataset)))].sort(byName);
      const names = all.flatMap(([partition, last]) =>
        Array.from({ length: last }, (_, at): [string, number] => [partition, at + 1]),
      );
      const logs = new Map<string, Entry[]>(all.map(([partition]) => [partition, []]));
      const entries = await inParallel(names, READS, ([partition, number]) => read(partition, number));
      for (const entry of entries) logs.get(entry.partition)?.push(entry);
      return logs;
    },
    async append(partition, head, fresh) {
      if (head !== undefined && head.kind === fresh.kind && (fresh.kind === 'failed' || fresh.kind === 'not_ready')) {
        const last = await read(partition, head.number);
        if (saysTheSame(last, fresh)) return { entry: last, head };
      }
      const number = (head?.number ?? 0) + 1;
      const at = new Date(clock.now()).toISOString();
      const entry = { format: ENTRY_FORMAT, dataset, partition, number, at, run, ...fresh } as Entry;
      try {
        await store.create(entryName(dataset, partition, number), jsonBytes(entry), { kind: entry.kind });
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        throw new ConflictError(
          'LEDGER_CONFLICT',
          `${dataset} ${partition}: somebody else wrote entry ${number} of its log first, so this "${fresh.kind}" was not ` +
            'written; run again to see what they did',
          { partition, number, kind: fresh.kind },
          error,
        );
      }
      return { entry, head: foldEntry(head, entry) };
    },
    dataset: () => readDataset(store, dataset),
    saveDataset: (facts) => writeDataset({ store, dataset, clock, facts }),
    planned: () => readPlanned(store, dataset),
    savePlanned: (occurrence) => writePlanned({ store, dataset, clock, run, occurrence }),
  };
}

function byName([a]: [string, number], [b]: [string, number]): number {
  return a < b ? -1 : 1;
}

function saysTheSame(last: Entry, fresh: NewEntry): boolean {
  const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
  const said = plain(last) as Record<string, Json>;
  return Object.entries(plain(fresh) as Record<string, Json>).every(
    ([member, value]) => canonicalJson(said[member] ?? null) === canonicalJson(value),
  );
}
