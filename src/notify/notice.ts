import type { NoticeEntry, Told } from '../ledger/notices.ts';
import type { Channel, NoticeState } from '../pipeline/notify.ts';
import { type PartitionState, withRejects } from './state.ts';

/** One thing that is to be told of one partition over one channel. */
export interface Notice extends Omit<PartitionState, 'state'> {
  state: NoticeState;
  about: Told;
  /** The last line of its log on this channel. */
  before?: NoticeEntry;
}

/**
 * Pure: what a channel has to be told of a partition now, given the last line of what it was told. The same state is not
 * told twice: a failure in the same task with the same code is the same as long as the partition was not well between.
 * `busy`: another run is telling it.
 */
export function noticeFor(
  channel: Pick<Channel, 'on' | 'rejectsAbove'>,
  seen: PartitionState | undefined,
  before: NoticeEntry | undefined,
  now: number,
): Notice | 'busy' | undefined {
  if (seen === undefined) return undefined;
  const { on } = channel;
  const state = on.includes('rejects') ? withRejects(seen, { above: channel.rejectsAbove }) : seen;
  const word = wordFor(state, before?.told);
  if (word === undefined || !on.includes(word)) return undefined;
  if (before?.kind === 'sending' && Date.parse(before.until ?? '') > now) return 'busy';
  const { cause, detail } = state;
  const about: Told = { state: word, cause, ...(detail === undefined ? {} : { detail }) };
  return { ...state, state: word, about, ...(before === undefined ? {} : { before }) };
}

function wordFor(state: PartitionState, told: Told | undefined): NoticeState | undefined {
  if (state.state === 'well') {
    return told === undefined || told.state === 'recovered' ? undefined : 'recovered';
  }
  return told !== undefined && isSame(state, told) ? undefined : state.state;
}

function isSame({ state, detail, cause, wellAt }: PartitionState, told: Told): boolean {
  if (state !== told.state || detail !== told.detail) return false;
  // A publication has its rejected rows once and for all; anything else lasts until all was well again.
  return state === 'rejects' ? cause === told.cause : wellAt <= told.cause;
}
