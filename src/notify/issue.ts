import { ConfigurationError, OutageError } from '../base/errors.ts';
import { safeText } from '../base/safe-text.ts';
import type { Channel } from '../pipeline/notify.ts';
import { codeText } from '../report/markdown.ts';
import { bodyOf, cutText, isGood, type Message, titleOf } from './message.ts';
import { checkStatus, type Posted, type PostOptions, post } from './post.ts';

/** GitHub takes 256 and 65,536 characters. */
const LONGEST_TITLE = 250;
const LONGEST_BODY = 60_000;
/** On every issue of ours, and on no other: strangers cannot set labels. */
export const LABEL = 'lakeferry';
/** Of a hundred issues each. */
const MOST_PAGES = 20;

export interface IssueText {
  title: string;
  body: string;
  labels: readonly string[];
}

/** What is said of one partition. Its last line, which nobody sees, says which: so that it is found again. */
export function composeIssue(message: Message, channel: Extract<Channel, { to: 'issue' }>): IssueText {
  const link = message.url === undefined ? '' : `\n\n[The workflow run](${message.url})`;
  const text = cutText(
    bodyOf(message, (value) => (value === '' ? '' : codeText(value, LONGEST_VALUE))),
    LONGEST_BODY,
  );
  return {
    title: cutText(
      titleOf(message, (value) => safeText(value)),
      LONGEST_TITLE,
    ),
    body: `${text}${link}\n\n${markerOf(message)}\n`,
    labels: [...new Set([LABEL, ...channel.labels])],
  };
}

const LONGEST_VALUE = 1500;

function markerOf({ fields: [first] }: Message): string {
  // Names and partitions are letters, digits, _ and -: nothing in them ends a comment.
  return `<!-- lakeferry ${first?.['dataset']}/${first?.['partition']} -->`;
}

export interface IssueOptions extends Pick<PostOptions, 'http' | 'clock' | 'signal'> {
  /** https://api.github.com, or that of the server the job runs on. */
  api: string;
  repository: string;
  token: string;
  /** The issue's number, as far as it is known. */
  ref?: string;
}

/**
 * One issue a partition: opened when it breaks, rewritten when it breaks in another way, closed when it is well, reopened when
 * it breaks again. Safe to say again at any point: before an issue is made, those that are open are looked through for it.
 * Answers with its number; undefined where there was nothing to close. https://docs.github.com/rest/issues/issues
 */
export async function upsertIssue(
  message: Message,
  text: IssueText,
  options: IssueOptions,
): Promise<string | undefined> {
  const { title, body, labels } = text;
  const state = isGood(message) ? { state: 'closed', state_reason: 'completed' } : { state: 'open' };
  const known = options.ref ?? (await findIssue(markerOf(message), options));
  if (known !== undefined) {
    const path = `/issues/${known}`;
    const answer = await ask(options, 'PATCH', path, { title, body, ...state });
    // Deleted, or moved away: a new one is made.
    if (![301, 404, 410].includes(answer.status) || options.ref === undefined) {
      check(answer, options);
      return known;
    }
    return upsertIssue(message, text, withoutRef(options));
  }
  if (isGood(message)) return undefined;
  const answer = await ask(options, 'POST', '/issues', { title, body, labels });
  check(answer, options);
  const { number } = parse(answer) as { number?: unknown };
  if (!Number.isSafeInteger(number)) throw new OutageError('NOTIFY_ISSUE', "GitHub's answer names no issue");
  return String(number);
}

function withoutRef({ ref: _, ...options }: IssueOptions): IssueOptions {
  return options;
}

async function findIssue(marker: string, options: IssueOptions): Promise<string | undefined> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await ask(options, 'GET', `/issues?labels=${LABEL}&state=open&per_page=100&page=${page}`);
    check(answer, options);
    const issues = parse(answer) as { number?: unknown; body?: unknown; pull_request?: unknown }[];
    if (!Array.isArray(issues)) throw new OutageError('NOTIFY_ISSUE', "GitHub's answer is no list of issues");
    const found = issues.find(({ body, pull_request }) => pull_request === undefined && String(body).includes(marker));
    if (found !== undefined) return String(found.number);
    if (issues.length < 100) return undefined;
  }
  return undefined;
}

function ask(options: IssueOptions, method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<Posted> {
  const { http, clock, signal, api, repository, token } = options;
  return post({
    http,
    clock,
    signal,
    method,
    url: `${api.replace(/\/$/, '')}/repos/${repository}${path}`,
    shown: `"${repository}" on GitHub`,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'x-github-api-version': '2022-11-28',
    },
    ...(body === undefined ? {} : { body }),
    // The runner names it, and a company's own server may lie in its own network.
    allowPrivate: true,
  });
}

const PERMISSIONS =
  'the token may not write issues; give the job that uses the workflow or the action: permissions: { contents: read, issues: write }';
const MOVED = 'the repository has moved; write its new name as "repository"';

/** What somebody has to mend. */
const LASTING: Readonly<Record<number, string>> = {
  301: MOVED,
  307: MOVED,
  308: MOVED,
  401: 'the token is not valid',
  403: PERMISSIONS,
  404: PERMISSIONS,
  410: 'the repository has no issues; switch them on in its settings',
};

function check(answer: Posted, { clock, repository }: IssueOptions): void {
  const { status, headers } = answer;
  const shown = `"${repository}" on GitHub`;
  // https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api: a limit may come as a 403.
  const isLimit = status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0');
  if (isLimit) checkStatus({ ...answer, status: 429 }, shown, 'its rate limit is used up', clock.now());
  const words = LASTING[status];
  if (words !== undefined) throw new ConfigurationError('NOTIFY_ISSUE', `${shown} answered ${status}: ${words}`);
  checkStatus(answer, shown, status === 422 ? 'it does not take the issue' : 'it has a problem', clock.now());
}

function parse({ text }: Posted): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OutageError('NOTIFY_ISSUE', "GitHub's answer is not JSON", { cause: error });
  }
}
