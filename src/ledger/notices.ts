import { ConflictError } from '../base/errors.ts';
import { inParallel } from '../base/in-parallel.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Store } from '../base/ports/store.ts';
import { jsonBytes, readObject } from './content.ts';
import { ENTRY_FORMAT, type RunFacts } from './entry.ts';
import { noticeName, noticesPrefix } from './names.ts';
import { damaged, parseRecord } from './parse.ts';

/** What was told last of a partition. */
export interface Told {
  state: string;
  /** What tells two failures apart: task and code. */
  detail?: string;
  /** Number of the entry in the partition's log that it was about. */
  cause: number;
}

/**
 * One line of what was told of a partition over one channel: created once, never changed. `sending` is written before
 * anything leaves, by the one run that got this number; what it became is the next line.
 */
export interface NoticeEntry {
  number: number;
  kind: 'sending' | 'sent' | 'failed';
  /** ISO 8601, UTC. */
  at: string;
  /** What it is about. */
  about: Told;
  /** What had been told before, or, when it is sent, this. */
  told?: Told;
  /** For `sending`: by then it has been settled, or its run is dead. */
  until?: string;
  /** What the channel calls what it made of it, like the number of an issue. */
  ref?: string;
}

/** What was told of each partition over each channel. An append-only log beside the partitions' own, which it does not touch. */
export interface NoticeLog {
  /** The last entry of each partition over this channel. */
  last(channel: string): Promise<Map<string, NoticeEntry>>;
  /** Writes the entry after `before`. ConflictError NOTICE_CONFLICT when somebody else wrote that number first. */
  append(
    channel: string,
    partition: string,
    before: NoticeEntry | undefined,
    entry: Omit<NoticeEntry, 'number' | 'at'>,
  ): Promise<NoticeEntry>;
  /**
   * Lines that a later one has taken the place of, of all channels: the last one says all that was told. A log whose last line is
   * younger than a day has none: a run that read it before would else be given a number that was used.
   */
  superseded(): Promise<{ name: string; bytes: number; partition: string }[]>;
}

const READS = 16;
/** No run tells for so long. */
const DAY = 86_400_000;
const KINDS = ['sending', 'sent', 'failed'];

export function openNotices(options: { store: Store; dataset: string; clock: Clock; run: RunFacts }): NoticeLog {
  const { store, dataset, clock, run } = options;

  const read = async (channel: string, partition: string, number: number): Promise<NoticeEntry> => {
    const name = noticeName(dataset, channel, partition, number);
    const found = await readObject(store, name);
    if (found === undefined) throw damaged(name, store.url, 'it is missing');
    const value = parseRecord(found.bytes, name, store.url);
    const { kind, at, about, told } = value as Partial<NoticeEntry>;
    if (value['number'] !== number || !KINDS.includes(kind ?? '')) throw damaged(name, store.url, 'it is no notice');
    if (typeof at !== 'string' || !isTold(about) || (told !== undefined && !isTold(told))) {
      throw damaged(name, store.url, 'it does not say what was told');
    }
    return value as unknown as NoticeEntry;
  };

  return {
    async superseded() {
      const prefix = noticesPrefix(dataset);
      const logs = new Map<string, { name: string; bytes: number; number: number }[]>();
      for await (const { name, bytes } of store.list(prefix)) {
        const [, log, digits] = /^([^/]+\/[^/]+)\/(\d{6,15})\.json$/.exec(name.slice(prefix.length)) ?? [];
        if (log !== undefined) logs.set(log, [...(logs.get(log) ?? []), { name, bytes, number: Number(digits) }]);
      }
      const found = await inParallel([...logs], READS, async ([log, lines]) => {
        const [channel = '', partition = ''] = log.split('/');
        const last = Math.max(...lines.map(({ number }) => number));
        const older = lines.filter(({ number }) => number < last);
        if (older.length === 0) return [];
        const { at } = await read(channel, partition, last);
        if (clock.now() - Date.parse(at) < DAY) return [];
        return older.map(({ name, bytes }) => ({ name, bytes, partition }));
      });
      return found.flat();
    },
    async last(channel) {
      const prefix = noticesPrefix(dataset, channel);
      const numbers = new Map<string, number>();
      for await (const { name } of store.list(prefix)) {
        const [, partition, digits] = /^([^/]+)\/(\d{6,15})\.json$/.exec(name.slice(prefix.length)) ?? [];
        if (partition === undefined) continue;
        numbers.set(partition, Math.max(Number(digits), numbers.get(partition) ?? 0));
      }
      const entries = await inParallel([...numbers], READS, async ([partition, number]) => {
        return [partition, await read(channel, partition, number)] as const;
      });
      return new Map(entries);
    },
    async append(channel, partition, before, fresh) {
      const number = (before?.number ?? 0) + 1;
      const entry = { number, at: new Date(clock.now()).toISOString(), ...fresh };
      const body = jsonBytes({ format: ENTRY_FORMAT, dataset, partition, channel, run, ...entry });
      try {
        await store.create(noticeName(dataset, channel, partition, number), body);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        throw new ConflictError('NOTICE_CONFLICT', `${dataset} ${partition}: another run tells "${channel}" of it`, {
          partition,
          channel,
          number,
        });
      }
      return entry;
    },
  };
}

function isTold(value: unknown): value is Told {
  const told = value as Partial<Told> | null | undefined;
  return typeof told?.state === 'string' && Number.isSafeInteger(told.cause);
}
