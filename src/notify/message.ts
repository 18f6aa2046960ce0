import { formatCount } from '../base/byte-size.ts';
import { sha256 } from '../base/hash.ts';
import { safeText } from '../base/safe-text.ts';
import type { Channel, NoticeField, NoticeState } from '../pipeline/notify.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Notice } from './notice.ts';

/** What leaves at once: one notice, or many of them as a list. */
export interface Message {
  /** The same whenever the same is told again, so that whoever gets it twice can know. */
  id: string;
  notices: readonly Notice[];
  /** Parameters and fields of each notice, inert as text and without secrets, not yet escaped for any channel. */
  fields: readonly Readonly<Record<string, string>>[];
  channel: Channel;
  /** The page of the workflow run. */
  url?: string;
}

/** More at once than this are told in one message: nobody reads three hundred. */
const MOST_MESSAGES = 10;

/** What is said of each state. */
const WHAT: Readonly<Record<NoticeState, string>> = {
  failed: 'failed',
  contract: 'broke its contract',
  late: 'is late',
  rejects: 'has rejected rows',
  recovered: 'has recovered',
};

export interface Surroundings {
  pipeline: Pick<Pipeline, 'name' | 'description' | 'owner' | 'parameters'>;
  /** Hides values that nobody may see. */
  mask: (text: string) => string;
  /** The page of the workflow run, where there is one. */
  url?: string;
}

/** One message each, or one for all of them; an issue is always one partition's. */
export function messagesOf(channel: Channel, notices: readonly Notice[], surroundings: Surroundings): Message[] {
  const isList = channel.to !== 'issue' && notices.length > MOST_MESSAGES;
  const groups = isList ? [notices] : notices.map((notice) => [notice]);
  return groups.map((group) => messageOf(channel, group, surroundings));
}

export function messageOf(channel: Channel, notices: readonly Notice[], surroundings: Surroundings): Message {
  const { pipeline, url } = surroundings;
  const key = notices.map(({ partition, about }) => [partition, about.state, about.cause]);
  return {
    id: sha256(JSON.stringify([pipeline.name, channel.name, key])).slice(0, 32),
    notices,
    fields: notices.map((notice) => fieldsOf(notice, surroundings)),
    channel,
    ...(url === undefined ? {} : { url }),
  };
}

function fieldsOf(notice: Notice, { pipeline, mask, url }: Surroundings): Record<string, string> {
  const { partition, state, reason, task = '', code = '', publication } = notice;
  const count = (value: number | undefined) => (value === undefined ? '' : formatCount(value));
  const fields: Record<NoticeField, string> = {
    dataset: pipeline.name,
    description: pipeline.description,
    owner: pipeline.owner,
    partition,
    state,
    what: WHAT[state],
    reason,
    task,
    code,
    rows: count(publication?.rows),
    rejected: count(publication?.rejected),
    url: url ?? '',
  };
  const all = Object.entries({ ...pipeline.parameters, ...fields });
  return Object.fromEntries(all.map(([name, value]) => [name, safeText(mask(value.trim()), LONGEST_FIELD)]));
}

const LONGEST_FIELD = 1500;
const MOST_LISTED = 50;

/** How a value is made text and nothing else where the template's own words may be markup. */
export type Escape = (text: string) => string;

/** One line: the template's, or for a list how many of each. `inert` is applied to what is put in, not to the template. */
export function titleOf({ channel, notices, fields }: Message, inert: Escape): string {
  const [only] = fields;
  if (notices.length === 1 && only !== undefined) return render(channel.title, only, inert);
  const counts = new Map<NoticeState, number>();
  for (const { state } of notices) counts.set(state, (counts.get(state) ?? 0) + 1);
  const told = [...counts].map(([state, number]) => `${number} ${LISTED[state]}`);
  return `${inert(only?.['dataset'] ?? '')}: ${told.join(', ')}`;
}

/** Many of a state. */
const LISTED: Readonly<Record<NoticeState, string>> = {
  failed: 'failed',
  contract: 'broke their contract',
  late: 'are late',
  rejects: 'have rejected rows',
  recovered: 'have recovered',
};

/** The template's text, or for a list each partition's title. */
export function bodyOf({ channel, notices, fields }: Message, inert: Escape): string {
  const [only] = fields;
  if (notices.length === 1 && only !== undefined) return render(channel.body, only, inert).trim();
  const lines = fields.slice(0, MOST_LISTED).map((each) => render(channel.title, each, inert));
  const rest = fields.length - lines.length;
  return [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}

/** Good news, all of it? */
export function isGood({ notices }: Message): boolean {
  return notices.every(({ state }) => state === 'recovered');
}

function render(template: string, fields: Readonly<Record<string, string>>, inert: Escape): string {
  return template.replace(/\{([A-Za-z_]\w*)\}/g, (whole, name: string) =>
    Object.hasOwn(fields, name) ? inert(fields[name] as string) : whole,
  );
}

/** One character of text, or one that was escaped: the units that a cut may not part. */
const UNIT = /&(?:amp|lt|gt);|\\.|./gsu;

/** At most `most` UTF-16 units, with a mark where something is missing. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const [unit] of text.matchAll(UNIT)) {
    if (kept.length + unit.length > most - 1) break;
    kept += unit;
  }
  return `${kept}…`;
}
