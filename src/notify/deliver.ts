import { withDeadline } from '../base/deadline.ts';
import { ConfigurationError } from '../base/errors.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Http } from '../base/ports/http.ts';
import type { Log } from '../base/ports/log.ts';
import { withRetries } from '../base/retry.ts';
import type { Filled } from '../pipeline/notify.ts';
import { composeDiscord } from './discord.ts';
import { composeMail } from './email.ts';
import { composeIssue, upsertIssue } from './issue.ts';
import type { Message } from './message.ts';
import { checkStatus, post } from './post.ts';
import { composeSlack } from './slack.ts';
import { sendMail } from './smtp.ts';
import { composeTeams } from './teams.ts';
import { composeWebhook } from './webhook.ts';

export interface DeliverOptions {
  http: Http;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** Where GITHUB_TOKEN, GITHUB_REPOSITORY and GITHUB_API_URL are. */
  env: Readonly<Record<string, string | undefined>>;
}

/** What leaves, as data: for who sends it and for who only wants to see it. */
export function compose(message: Message): object {
  const { channel } = message;
  switch (channel.to) {
    case 'slack':
      return composeSlack(message);
    case 'teams':
      return composeTeams(message);
    case 'discord':
      return composeDiscord(message);
    case 'webhook':
      return composeWebhook(message);
    case 'email':
      return composeMail(message, channel);
    case 'issue':
      return composeIssue(message, channel);
  }
}

/**
 * Sends by the channel's policy: its tries, its waits (a server's own where it asks for more), and one deadline for all of it.
 * Answers with what the channel calls it, where it has a name for it. Throws when it could not be delivered.
 */
export async function deliver(message: Message, options: DeliverOptions): Promise<string | undefined> {
  const { channel } = message;
  const { clock, log, signal } = options;
  const send = sender(message, options);
  return withDeadline(`notify "${channel.name}"`, channel.timeoutMs, signal, (limited) =>
    withRetries(
      { retries: channel.retries, delay: channel.retryDelay },
      clock,
      limited,
      () => send(limited),
      ({ attempt, tries, error, waitMs }) =>
        log.info(
          `notify "${channel.name}": ${error.message}; try ${attempt} of ${tries}, next in ${Math.ceil(waitMs / 1000)} s`,
        ),
    ),
  );
}

/** One try. What is missing is told before anything is tried. */
function sender(message: Message, options: DeliverOptions): (signal: AbortSignal) => Promise<string | undefined> {
  const { channel } = message;
  const { http, clock, env } = options;
  if (channel.to === 'email') {
    const server = textOf(channel.server);
    const mail = composeMail(message, channel);
    return async (signal) => {
      await sendMail(mail, { server, shown: 'the mail server', signal });
      return undefined;
    };
  }
  if (channel.to === 'issue') {
    const token = channel.token === undefined ? required(env, 'GITHUB_TOKEN') : textOf(channel.token);
    const repository = channel.repository ?? required(env, 'GITHUB_REPOSITORY');
    const api = env['GITHUB_API_URL'] || 'https://api.github.com';
    const text = composeIssue(message, channel);
    const ref = message.notices[0]?.before?.ref;
    const known = ref === undefined ? {} : { ref };
    return (signal) => upsertIssue(message, text, { http, clock, signal, api, repository, token, ...known });
  }
  const url = textOf(channel.url);
  const body = compose(message);
  const own = channel.to === 'webhook' ? channel.headers : {};
  const headers = {
    ...(channel.to === 'webhook' ? { 'idempotency-key': message.id } : {}),
    ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name.toLowerCase(), textOf(value)])),
  };
  const allowPrivate = channel.to === 'webhook' && channel.allowPrivate;
  return async (signal) => {
    const shown = `its ${channel.to === 'webhook' ? 'address' : 'webhook'}`;
    const answer = await post({ http, clock, signal, url, shown, headers, body, allowPrivate });
    checkStatus(answer, shown, wordsFor(answer.status), clock.now());
    return undefined;
  };
}

function wordsFor(status: number): string {
  if (status === 429) return 'too many requests';
  if (status === 401 || status === 403) return 'it does not let us post; was the webhook revoked?';
  if (status === 404 || status === 410) return 'there is no such webhook; was it removed?';
  if (status >= 300 && status < 400) return 'it leads elsewhere, and what is posted goes nowhere else';
  return status >= 500 ? 'it has a problem' : 'it does not take the message';
}

function textOf(filled: Filled): string {
  if ('text' in filled) return filled.text;
  throw new ConfigurationError('NOTIFY_SECRET', filled.problem);
}

function required(env: DeliverOptions['env'], name: string): string {
  const value = env[name] ?? '';
  if (value !== '') return value;
  throw new ConfigurationError(
    'NOTIFY_SECRET',
    `${name} is not set: in a step of a workflow, env: { GITHUB_TOKEN: "\${{ github.token }}" }`,
  );
}
