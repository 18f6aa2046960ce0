import type { Entry, Publication } from '../ledger/entry.ts';
import { foldEntries } from '../ledger/fold.ts';
import type { PartitionSettings } from '../pipeline/pipeline.ts';
import type { Decision, Status } from '../plan/decide.ts';
import { expectedAt, lateReason, statusAt } from './lateness.ts';

/** One partition as its pages tell of it; every number comes from its log. */
export interface PartitionModel {
  partition: string;
  /** At the moment at which the site was made. */
  status: Status;
  /** Its source was never asked for it. */
  isUntried: boolean;
  reason: string;
  /** Oldest first. */
  entries: readonly Entry[];
  /** What the lake holds of it. */
  publication?: Publication;
  /** Of the newest publication: number of its entry, ISO time, milliseconds from the first task on. */
  published?: { number: number; at: string; milliseconds?: number };
  /** The newest load, into whichever warehouse. */
  load?: Extract<Entry, { kind: 'loaded' }>;
  /** Milliseconds since the epoch; absent where no schedule is known. */
  expected?: { ended: number; due: number; late: number };
  /** Days from the end of its period to its first publication. */
  landing?: number;
}

const DAY = 86_400_000;

/** `decision` is what was decided about it from all that could be seen. */
export function partitionModel(options: {
  decision: Decision;
  entries: readonly Entry[];
  schedule: PartitionSettings | undefined;
  now: number;
}): PartitionModel {
  const { decision, entries, schedule, now } = options;
  const { partition } = decision;
  const head = entries.length === 0 ? undefined : foldEntries(entries);
  const isUntried = head?.notReady === undefined;
  const status = statusAt(decision.status, schedule, partition, { now, isUntried });
  const versions = entries.filter((entry) => entry.kind === 'published');
  const [first, last] = [versions[0], head?.held?.drops === true ? undefined : versions.at(-1)];
  const load = entries.findLast((entry) => entry.kind === 'loaded');
  const expected = expectedAt(schedule, partition);
  const isLateNow = status === 'late' && decision.status !== 'late' && expected !== undefined;
  return {
    partition,
    status,
    isUntried,
    reason: isLateNow ? `${decision.reason}, and it ${lateReason(expected.late)}` : decision.reason,
    entries,
    ...(last === undefined
      ? {}
      : {
          publication: last.publication,
          published: {
            number: last.number,
            at: last.at,
            ...(last.milliseconds === undefined ? {} : { milliseconds: last.milliseconds }),
          },
        }),
    ...(load === undefined ? {} : { load }),
    ...(expected === undefined ? {} : { expected }),
    ...(first === undefined || expected === undefined
      ? {}
      : { landing: (Date.parse(first.at) - expected.ended) / DAY }),
  };
}
