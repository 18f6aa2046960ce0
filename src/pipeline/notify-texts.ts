import { parseDuration } from '../base/duration.ts';
import { parseRetryDelay } from '../base/retry.ts';
import { DEFAULT_SENDING } from './defaults.ts';
import type { Path, PipelineDocument } from './document.ts';
import { nearest } from './nearest.ts';
import {
  type Channel,
  DEFAULT_BODY,
  DEFAULT_TITLE,
  type Filled,
  NOTICE_FIELDS,
  NOTICE_STATES,
  type NoticeState,
} from './notify.ts';
import type { Problem } from './problems.ts';
import { share } from './resolve.ts';
import type { ChannelFile, PipelineFile } from './schema.ts';
import { credentialsIn, secretsOfHeader } from './secret-values.ts';
import { placeTemplate, readTemplate } from './template.ts';
import type { FilledTexts } from './texts.ts';

interface ReadOptions {
  document: PipelineDocument;
  file: PipelineFile;
  sound: (path: Path) => boolean;
  env: Readonly<Record<string, string | undefined>>;
  texts: Pick<FilledTexts, 'parameters'>;
}

/** RFC 9110, token. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * The channels of `notify:`, and everything that is wrong with them. A variable that is not set is nothing wrong here: who may
 * not post may still load, so that the channel itself says so when it is to send.
 */
export function readChannels(options: ReadOptions): { channels: Channel[]; secrets: string[]; problems: Problem[] } {
  const { document, file, sound, env, texts } = options;
  const problems: Problem[] = [];
  const secrets: string[] = [];
  if (file.notify === undefined || !sound(['notify'])) return { channels: [], secrets, problems };
  const tell = (path: Path, message: string, hint: string) => problems.push(document.problem(path, message, { hint }));
  const fill = (text: string, hidden: (filled: ReturnType<typeof placeTemplate>) => string[]): Filled => {
    for (const name of readTemplate(text).environment) {
      const value = env[name];
      if (value === undefined || value === '') return { problem: `\${${name}} is not set in the environment` };
      if (/[\r\n\0]/.test(value)) return { problem: `the value of \${${name}} has a line break in it` };
    }
    const filled = placeTemplate(text, { parameters: {}, environment: env });
    secrets.push(...hidden(filled));
    return { text: filled.text };
  };

  const channels = file.notify.map((channel, index): Channel => {
    const path: Path = ['notify', index];
    const where = `notify[${index}]`;
    const name = channel.name ?? channel.to;
    if (file.notify?.findIndex((each) => (each.name ?? each.to) === name) !== index) {
      tell(path, `${where}: there is another channel "${name}"`, 'give it a name of its own, like name: on-call');
    }
    const known = { ...NOTICE_FIELDS, ...texts.parameters };
    for (const key of ['title', 'body'] as const) {
      checkTemplate({
        text: channel[key] ?? '',
        known,
        tell: (what, hint) => tell([...path, key], `${where}.${key}: ${what}`, hint),
      });
    }
    const on =
      channel.on ?? NOTICE_STATES.filter((state) => state !== 'rejects' || channel.rejects_above !== undefined);
    checkStates(channel, on, (key, what, hint) => tell([...path, key], `${where}.${key} ${what}`, hint));
    const base = {
      name,
      on: channel.to === 'issue' && !on.includes('recovered') ? [...on, 'recovered' as const] : on,
      rejectsAbove: share(channel.rejects_above ?? 0),
      title: channel.title ?? DEFAULT_TITLE,
      body: channel.body ?? DEFAULT_BODY,
      retries: channel.retries ?? DEFAULT_SENDING.retries,
      retryDelay:
        channel.retry_delay === undefined
          ? DEFAULT_SENDING.retryDelay
          : parseRetryDelay(Array.isArray(channel.retry_delay) ? channel.retry_delay.join(',') : channel.retry_delay),
      timeoutMs: channel.timeout === undefined ? DEFAULT_SENDING.timeoutMs : parseDuration(channel.timeout),
    };
    const whole = (text: string) => fill(text, (filled) => [filled.text, ...credentialsIn(filled.text)]);
    switch (channel.to) {
      case 'webhook': {
        const headers = Object.entries(channel.headers ?? {});
        for (const [header] of headers) {
          if (!HEADER_NAME.test(header)) {
            tell(
              [...path, 'headers'],
              `${where}.headers: "${header}" is not the name of a header`,
              'write a name like Authorization',
            );
          }
        }
        return {
          ...base,
          to: 'webhook',
          url: whole(channel.url),
          headers: Object.fromEntries(headers.map(([header, text]) => [header, fill(text, secretsOfHeader)])),
          allowPrivate: channel.allow_private ?? false,
        };
      }
      case 'email':
        return {
          ...base,
          to: 'email',
          server: whole(channel.server),
          from: channel.from,
          recipients: channel.recipients,
        };
      case 'issue':
        return {
          ...base,
          to: 'issue',
          labels: channel.labels ?? [],
          ...(channel.repository === undefined ? {} : { repository: channel.repository }),
          ...(channel.token === undefined ? {} : { token: whole(channel.token) }),
        };
      default:
        return { ...base, to: channel.to, url: whole(channel.url) };
    }
  });
  return { channels, secrets: secrets.filter((secret) => secret !== ''), problems };
}

function checkTemplate(given: {
  text: string;
  known: Readonly<Record<string, unknown>>;
  tell: (what: string, hint: string) => void;
}): void {
  const { text, known, tell } = given;
  const { environment, parameters } = readTemplate(text);
  for (const name of environment)
    tell(`\${${name}} is not filled in here`, 'what comes from the environment is sent to nobody');
  for (const name of parameters) {
    if (Object.hasOwn(known, name)) continue;
    const guess = nearest(name, Object.keys(known));
    tell(
      `there is no field {${name}}`,
      guess === undefined ? `its fields are ${Object.keys(known).join(', ')}` : `did you mean {${guess}}?`,
    );
  }
}

function checkStates(
  channel: ChannelFile,
  on: readonly NoticeState[],
  tell: (key: string, what: string, hint: string) => void,
): void {
  if (channel.rejects_above !== undefined && !on.includes('rejects')) {
    tell('rejects_above', 'has no meaning where "on" has no rejects', 'add rejects to "on", or remove it');
  }
  if (on.every((state) => state === 'recovered')) {
    tell('on', 'tells the end of what was never told', 'add failed, contract, late or rejects');
  }
}
