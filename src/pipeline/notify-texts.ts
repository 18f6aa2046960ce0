import { parseDuration } from '../base/duration.ts';
import { parseRetryDelay } from '../base/retry.ts';
import { DEFAULT_SENDING } from './defaults.ts';
import { type Channel, DEFAULT_BODY, DEFAULT_TITLE, type Filled, NOTICE_STATES, type NoticeState } from './notify.ts';
import { share } from './resolve.ts';
import type { ChannelFile } from './schema.ts';
import { credentialsIn, secretsOfHeader } from './secret-values.ts';
import { placeTemplate, readTemplate } from './template.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Checked channels → what their words mean, and what nobody may see of what the environment put into them. A variable that is
 * not set is nothing wrong here: who may not post may still load, so that the channel itself says so when it is to send.
 */
export function resolveChannels(
  channels: readonly ChannelFile[],
  env: Env,
): { channels: Channel[]; secrets: string[] } {
  const secrets = new Set<string>();
  const fill = (text: string, hidden: (filled: ReturnType<typeof placeTemplate>) => string[]): Filled => {
    for (const name of readTemplate(text).environment) {
      const value = env[name];
      if (value === undefined || value === '') return { problem: `\${${name}} is not set in the environment` };
      if (/[\r\n\0]/.test(value)) return { problem: `the value of \${${name}} has a line break in it` };
    }
    const filled = placeTemplate(text, { parameters: {}, environment: env });
    for (const secret of hidden(filled)) secrets.add(secret);
    return { text: filled.text };
  };
  const whole = (text: string) => fill(text, (filled) => [filled.text, ...credentialsIn(filled.text)]);
  const header = (text: string) => fill(text, secretsOfHeader);
  return { channels: channels.map((channel) => resolveChannel(channel, { whole, header })), secrets: [...secrets] };
}

/** The kind, where no name is given. */
export function channelName({ name, to }: ChannelFile): string {
  return name ?? to;
}

/** What is told; whoever wants an issue wants it closed. */
export function statesOf({ on, rejects_above: limit, to }: ChannelFile): readonly NoticeState[] {
  const states = on ?? NOTICE_STATES.filter((state) => state !== 'rejects' || limit !== undefined);
  return to === 'issue' && !states.includes('recovered') ? [...states, 'recovered'] : states;
}

function resolveChannel(
  channel: ChannelFile,
  fill: { whole: (text: string) => Filled; header: (text: string) => Filled },
): Channel {
  const { retry_delay: delay } = channel;
  const base = {
    name: channelName(channel),
    on: statesOf(channel),
    rejectsAbove: share(channel.rejects_above ?? 0),
    title: channel.title ?? DEFAULT_TITLE,
    body: channel.body ?? DEFAULT_BODY,
    retries: channel.retries ?? DEFAULT_SENDING.retries,
    retryDelay:
      delay === undefined
        ? DEFAULT_SENDING.retryDelay
        : parseRetryDelay(Array.isArray(delay) ? delay.join(',') : delay),
    timeoutMs: channel.timeout === undefined ? DEFAULT_SENDING.timeoutMs : parseDuration(channel.timeout),
  };
  switch (channel.to) {
    case 'webhook': {
      const headers = Object.entries(channel.headers ?? {}).map(([name, text]) => [name, fill.header(text)]);
      const allowPrivate = channel.allow_private ?? false;
      return {
        ...base,
        to: 'webhook',
        url: fill.whole(channel.url),
        headers: Object.fromEntries(headers),
        allowPrivate,
      };
    }
    case 'email': {
      const { from, recipients } = channel;
      return { ...base, to: 'email', server: fill.whole(channel.server), from, recipients };
    }
    case 'issue': {
      const { repository, labels = [], token } = channel;
      return {
        ...base,
        to: 'issue',
        labels,
        ...(repository === undefined ? {} : { repository }),
        ...(token === undefined ? {} : { token: fill.whole(token) }),
      };
    }
    default:
      return { ...base, to: channel.to, url: fill.whole(channel.url) };
  }
}
