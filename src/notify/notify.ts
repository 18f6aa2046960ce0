import { ConflictError, reasonOf } from '../base/errors.ts';
import { inParallel } from '../base/in-parallel.ts';
import type { Head } from '../ledger/entry.ts';
import type { NoticeEntry, NoticeLog } from '../ledger/notices.ts';
import type { Channel } from '../pipeline/notify.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Decision } from '../plan/decide.ts';
import { type DeliverOptions, deliver } from './deliver.ts';
import { type Message, messageOf, messagesOf, type Surroundings } from './message.ts';
import { type Notice, noticeFor } from './notice.ts';
import { stateOf } from './state.ts';

export interface NotifyOptions extends DeliverOptions, Surroundings {
  pipeline: Surroundings['pipeline'] & Pick<Pipeline, 'partitions'>;
  channels: readonly Channel[];
  /** Every partition that exists by now. */
  decisions: readonly Decision[];
  heads: ReadonlyMap<string, Head>;
  notices: NoticeLog;
  /** There is no warehouse. */
  lakeIsEnd: boolean;
  /** Milliseconds since the epoch: when the dataset's ledger began. */
  began: number;
}

/** What became of one channel. */
export interface ChannelResult {
  channel: string;
  /** Partitions that were told. */
  sent: number;
  /** Partitions that could not be told; the next run tries again. */
  failed: number;
  /** Partitions that another run is telling. */
  busy: number;
}

/** After the deadline of a send its run has this long to write down what became of it. */
const MARGIN_MS = 60_000;
/** Claims that are written at the same time. */
const CLAIMS = 16;

/** What one channel has to be told; or why that cannot be known. */
export interface ChannelPlan {
  channel: Channel;
  messages: readonly Message[];
  /** Partitions that another run is telling. */
  busy: number;
  problem?: unknown;
}

/** What each channel has to be told. Looks, and changes nothing. */
export function planNotices(options: NotifyOptions): Promise<ChannelPlan[]> {
  return Promise.all(
    options.channels.map(async (channel): Promise<ChannelPlan> => {
      try {
        return { channel, ...(await planChannel(options, channel)) };
      } catch (problem) {
        return { channel, messages: [], busy: 0, problem };
      }
    }),
  );
}

async function planChannel(options: NotifyOptions, channel: Channel): Promise<Pick<ChannelPlan, 'messages' | 'busy'>> {
  const { decisions, heads, notices, clock, lakeIsEnd, began, pipeline } = options;
  const watch = { lakeIsEnd, began, partitions: pipeline.partitions, now: clock.now() };
  const last = await notices.last(channel.name);
  const found: Notice[] = [];
  let busy = 0;
  for (const decision of decisions) {
    const state = stateOf(decision, heads.get(decision.partition), watch);
    const notice = noticeFor(channel, state, last.get(decision.partition), watch.now);
    if (notice === 'busy') busy += 1;
    else if (notice !== undefined) found.push(notice);
  }
  return { messages: messagesOf(channel, found, options), busy };
}

/**
 * Tells every channel what was planned for it; side by side, and what goes wrong with one is its own. For each partition and
 * channel one run at a time: it writes `sending` under the next number of their log, which only one run gets, then sends,
 * then writes what became of it. One that is killed between leaves a `sending` whose time runs out, and is told again: a
 * message may come twice then, with the same id, and never not at all.
 */
export function tellAll(plans: readonly ChannelPlan[], options: NotifyOptions): Promise<ChannelResult[]> {
  return Promise.all(
    plans.map(async ({ channel, messages, busy, problem }): Promise<ChannelResult> => {
      const result: ChannelResult = { channel: channel.name, sent: 0, failed: 0, busy };
      try {
        if (problem !== undefined) throw problem;
        for (const message of messages) await tell(message, options, result);
      } catch (error) {
        result.failed += 1;
        options.log.warn(`notify "${channel.name}" (${channel.to}): ${reasonOf(error)}`);
      }
      return result;
    }),
  );
}

async function tell(planned: Message, options: NotifyOptions, result: ChannelResult): Promise<void> {
  const { log } = options;
  const { channel } = planned;
  const claims = await claim(planned, options, result);
  if (claims.size === 0) return;
  const mine = planned.notices.filter(({ partition }) => claims.has(partition));
  const message = mine.length === planned.notices.length ? planned : messageOf(channel, mine, options);
  const named = mine.length === 1 ? mine[0]?.partition : `${mine.length} partitions`;
  let ref: string | undefined;
  try {
    ref = await deliver(message, options);
  } catch (error) {
    result.failed += mine.length;
    log.warn(`notify "${channel.name}" (${channel.to}): ${named} not told: ${reasonOf(error)}`);
    await settle(mine, claims, options, channel, ({ before }) => ({ kind: 'failed', ...kept(before) }));
    return;
  }
  result.sent += mine.length;
  await settle(mine, claims, options, channel, ({ about }) => ({
    kind: 'sent',
    told: about,
    ...(ref === undefined ? {} : { ref }),
  }));
}

/** The right to tell each partition, where no other run has it. */
async function claim(
  { notices, channel }: Message,
  { notices: written, clock }: NotifyOptions,
  result: ChannelResult,
): Promise<Map<string, NoticeEntry>> {
  const claims = new Map<string, NoticeEntry>();
  await inParallel(notices, CLAIMS, async ({ partition, about, before }) => {
    const until = new Date(clock.now() + channel.timeoutMs + MARGIN_MS).toISOString();
    try {
      const entry = { kind: 'sending', about, until, ...kept(before) } as const;
      claims.set(partition, await written.append(channel.name, partition, before, entry));
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      result.busy += 1;
    }
  });
  return claims;
}

async function settle(
  mine: readonly Notice[],
  claims: ReadonlyMap<string, NoticeEntry>,
  { notices: written, log }: NotifyOptions,
  channel: Channel,
  became: (notice: Notice) => Pick<NoticeEntry, 'kind' | 'told' | 'ref'>,
): Promise<void> {
  await inParallel(mine, CLAIMS, async (notice) => {
    const { partition, about } = notice;
    try {
      await written.append(channel.name, partition, claims.get(partition), { about, ...became(notice) });
    } catch (error) {
      log.warn(
        `notify "${channel.name}": what became of ${partition} could not be written, so that it may be told again: ${reasonOf(error)}`,
      );
    }
  });
}

/** What stays true whatever becomes of this one. */
function kept(before: NoticeEntry | undefined): Pick<NoticeEntry, 'told' | 'ref'> {
  return {
    ...(before?.told === undefined ? {} : { told: before.told }),
    ...(before?.ref === undefined ? {} : { ref: before.ref }),
  };
}
