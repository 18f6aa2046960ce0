import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Issue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  state_reason: string | null;
  labels: string[];
  pull_request?: object;
}

/** GitHub's issues of one repository: its REST API as far as it is documented at https://docs.github.com/rest/issues/issues. */
export interface IssuesServer {
  api: string;
  repository: string;
  token: string;
  issues: Issue[];
  /** `POST /issues 201`, without query. */
  asked: string[];
  /** What the token may: `none` answers as GitHub does to a job without the permission. */
  rights: 'write' | 'none';
  /** The repository has issues. */
  enabled: boolean;
  /** Used once each, before anything is looked at. */
  faults: { status: number; headers?: Readonly<Record<string, string>> }[];
  /** Calls that are carried out, and whose answer is lost, by method. */
  lost: string[];
  close(): Promise<void>;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

export async function startIssues(): Promise<IssuesServer> {
  const server = createServer((request, response) => {
    void answer(request).then(({ status, value, headers = {} }) => {
      if (status === 0) {
        response.destroy();
        return;
      }
      response.writeHead(status, { ...JSON_TYPE, ...headers });
      response.end(JSON.stringify(value));
    });
  });
  const github: IssuesServer = {
    api: '',
    repository: 'example/taxi',
    token: 'ghs_0123456789abcdef',
    issues: [],
    asked: [],
    rights: 'write',
    enabled: true,
    faults: [],
    lost: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(
    request: IncomingMessage,
  ): Promise<{ status: number; value?: unknown; headers?: Readonly<Record<string, string>> }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '', 'http://github');
    const method = request.method ?? '';
    const below = url.pathname.slice(`/repos/${github.repository}`.length);
    const log = (status: number) => void github.asked.push(`${method} ${below} ${status}`);
    const fault = github.faults.shift();
    if (fault !== undefined) {
      log(fault.status);
      return { ...fault, value: { message: 'fault' } };
    }
    const done = handle(method, url, below, request, Buffer.concat(chunks).toString());
    const isLost = github.lost[0] === method;
    if (isLost) github.lost.shift();
    log(isLost ? 0 : done.status);
    return isLost ? { status: 0 } : done;
  }

  function handle(
    method: string,
    url: URL,
    below: string,
    { headers }: IncomingMessage,
    text: string,
  ): { status: number; value: unknown } {
    const refuse = (status: number, message: string) => ({ status, value: { message } });
    if ((headers['user-agent'] ?? '') === '') return refuse(403, 'Request forbidden by administrative rules.');
    if (headers.authorization !== `Bearer ${github.token}`) return refuse(401, 'Bad credentials');
    if (!url.pathname.startsWith(`/repos/${github.repository}/issues`)) return refuse(404, 'Not Found');
    if (!github.enabled) return refuse(410, 'Issues has been disabled in this repository.');
    if (method !== 'GET' && github.rights === 'none') return refuse(403, 'Resource not accessible by integration');
    if (method === 'GET' && below === '/issues') return { status: 200, value: list(url.searchParams) };
    let body: Record<string, unknown>;
    try {
      body = JSON.parse(text) as Record<string, unknown>;
    } catch {
      return refuse(400, 'Problems parsing JSON');
    }
    const wrong = checkFields(body);
    if (wrong !== undefined) return refuse(422, wrong);
    if (method === 'POST' && below === '/issues') {
      if (typeof body['title'] !== 'string') return refuse(422, 'title is missing');
      const issue: Issue = {
        number: github.issues.length + 1,
        title: body['title'],
        body: String(body['body'] ?? ''),
        state: 'open',
        state_reason: null,
        labels: (body['labels'] as string[] | undefined) ?? [],
      };
      github.issues.push(issue);
      return { status: 201, value: shown(issue) };
    }
    const found = github.issues.find(({ number }) => below === `/issues/${number}`);
    if (method !== 'PATCH' || found === undefined) return refuse(404, 'Not Found');
    const { title, body: content, state, state_reason: reason } = body as Partial<Issue>;
    Object.assign(found, {
      title: title ?? found.title,
      body: content ?? found.body,
      state: state ?? found.state,
      state_reason: reason ?? (state === 'open' && found.state === 'closed' ? 'reopened' : found.state_reason),
    });
    return { status: 200, value: shown(found) };
  }

  function list(query: URLSearchParams): object[] {
    const size = Math.min(100, Number(query.get('per_page') ?? 30));
    const from = (Number(query.get('page') ?? 1) - 1) * size;
    const labels = (query.get('labels') ?? '').split(',').filter((label) => label !== '');
    const state = query.get('state') ?? 'open';
    return github.issues
      .filter((issue) => state === 'all' || issue.state === state)
      .filter((issue) => labels.every((label) => issue.labels.includes(label)))
      .sort((a, b) => b.number - a.number)
      .slice(from, from + size)
      .map(shown);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  github.api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return github;
}

function shown({ labels, ...issue }: Issue): object {
  return { ...issue, labels: labels.map((name) => ({ name })) };
}

function checkFields({
  title,
  body,
  state,
  state_reason: reason,
  labels,
}: Record<string, unknown>): string | undefined {
  if (title !== undefined && (typeof title !== 'string' || title === '' || title.length > 256))
    return 'title is too long (maximum is 256 characters)';
  if (body !== undefined && (typeof body !== 'string' || body.length > 65_536))
    return 'body is too long (maximum is 65536 characters)';
  if (state !== undefined && state !== 'open' && state !== 'closed') return 'state';
  if (reason !== undefined && !['completed', 'not_planned', 'duplicate', 'reopened'].includes(String(reason)))
    return 'state_reason';
  if (labels !== undefined && (!Array.isArray(labels) || labels.some((label) => typeof label !== 'string')))
    return 'labels';
  return undefined;
}
