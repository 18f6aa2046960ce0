import { ConfigurationError, OutageError } from '../base/errors.ts';
import type { Http } from '../base/ports/http.ts';

const SECONDS = 1000;
const TIMEOUTS = { connect: 10 * SECONDS, headers: 20 * SECONDS, idle: 20 * SECONDS };
/** A token has about two thousand. */
const MOST_BYTES = 100_000;

/**
 * The identity of this job, signed by GitHub; it lives for five minutes.
 * https://docs.github.com/en/actions/reference/security/oidc#methods-for-requesting-the-oidc-token
 */
export async function githubToken(options: {
  env: Readonly<Record<string, string | undefined>>;
  http: Http;
  audience: string;
}): Promise<string> {
  const { env, http, audience } = options;
  const address = env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '';
  const right = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '';
  if (address === '' || right === '') {
    throw new ConfigurationError(
      'GOOGLE_ID_TOKEN',
      env['GITHUB_ACTIONS'] === 'true'
        ? 'this job may not ask GitHub for its identity; add "permissions: { contents: read, id-token: write }" to the job, ' +
            'and to the workflow that calls it'
        : '"google:" in the pipeline file is for GitHub jobs; on a laptop remove it and run "gcloud auth application-default login"',
    );
  }
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  const answer = await http.request({
    method: 'GET',
    url,
    headers: { authorization: `Bearer ${right}`, accept: 'application/json' },
    timeouts: TIMEOUTS,
    // The runner names it, and its own service may lie in its own network.
    allowPrivate: true,
    signal: AbortSignal.timeout(60 * SECONDS),
  });
  let text = '';
  for await (const chunk of answer.body) {
    text += new TextDecoder().decode(chunk);
    if (text.length > MOST_BYTES) break;
  }
  if (answer.status !== 200) {
    throw new OutageError('GOOGLE_ID_TOKEN', `GitHub gave this job no token: status ${answer.status}`, {
      data: { status: answer.status },
      retryable: answer.status >= 500 || answer.status === 429,
    });
  }
  const value = readValue(text);
  if (value === undefined) throw new OutageError('GOOGLE_ID_TOKEN', "GitHub's answer holds no token");
  return value;
}

function readValue(text: string): string | undefined {
  try {
    const { value } = JSON.parse(text) as { value?: unknown };
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
