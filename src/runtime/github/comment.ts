import { OutageError, reasonOf } from '../../base/errors.ts';

/** GitHub refuses longer ones. */
const MOST_CHARACTERS = 65_000;
const PATIENCE_MS = 30_000;
const PAGES = 10;

interface Comment {
  id?: number;
  body?: string;
  user?: { type?: string } | null;
}

export interface CommentOptions {
  env: Readonly<Record<string, string | undefined>>;
  token: string;
  /** Of the pull request. */
  number: number;
  /** What tells this comment from others of ours; it is not shown. */
  marker: string;
  markdown: string;
}

/**
 * One comment on a pull request, which is changed and not repeated. `denied`: the token may not. Throws OutageError COMMENT.
 * https://docs.github.com/en/rest/issues/comments
 */
export async function keepComment(options: CommentOptions): Promise<'created' | 'updated' | 'unchanged' | 'denied'> {
  const { env, number, markdown } = options;
  const mark = `<!-- ${options.marker} -->`;
  const text = `${mark}\n${markdown}`;
  const body =
    text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}\n\n… the rest is in the summary.` : text;
  const repository = `${env['GITHUB_API_URL'] ?? 'https://api.github.com'}/repos/${env['GITHUB_REPOSITORY'] ?? ''}`;
  const found = await findComment(options, `${repository}/issues/${number}/comments`, mark);
  if (found === 'denied') return 'denied';
  if (found?.body === body) return 'unchanged';
  const answer =
    found === undefined
      ? await call(options, 'POST', `${repository}/issues/${number}/comments`, { body })
      : await call(options, 'PATCH', `${repository}/issues/comments/${found.id}`, { body });
  if (answer === 'denied') return 'denied';
  return found === undefined ? 'created' : 'updated';
}

/** The first one of a bot's that begins with the mark: a person may have quoted it. */
async function findComment(
  options: CommentOptions,
  url: string,
  mark: string,
): Promise<Comment | undefined | 'denied'> {
  for (let page = 1; page <= PAGES; page++) {
    const comments = await call(options, 'GET', `${url}?per_page=100&page=${page}`);
    if (comments === 'denied') return 'denied';
    if (!Array.isArray(comments)) return undefined;
    const found = (comments as Comment[]).find(({ body, user }) => body?.startsWith(mark) && user?.type === 'Bot');
    if (found !== undefined || comments.length < 100) return found;
  }
  return undefined;
}

async function call(
  { token }: CommentOptions,
  method: string,
  url: string,
  body?: { body: string },
): Promise<unknown | 'denied'> {
  const told = `GitHub did not take the comment (${method})`;
  let answer: Response;
  try {
    answer = await fetch(url, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': 'lakeferry',
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
      await answer.body?.cancel();
      return 'denied';
    }
    if (answer.ok) return await answer.json();
  } catch (error) {
    throw new OutageError('COMMENT', `${told}: ${reasonOf(error)}`, { cause: error });
  }
  await answer.body?.cancel();
  throw new OutageError('COMMENT', `${told}: status ${answer.status}`, { data: { status: answer.status } });
}
