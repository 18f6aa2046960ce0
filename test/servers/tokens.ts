import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** GitHub's and Google's token services on this machine. */
export interface TokenServer {
  origin: string;
  /** What a runner gives a job that may ask for its identity. */
  env: Readonly<Record<string, string>>;
  /** Access tokens that are valid now; the storage and BigQuery servers ask for one of them. */
  valid: Set<string>;
  /** Seconds that an access token lives. */
  lifetime: number;
  /** A federated token opens storage and BigQuery too. */
  federatedIsEnough: boolean;
  /** In the order of their calls: `github`, `sts`, `iam`. */
  calls: string[];
  /** Statuses that the next calls of a service get. */
  refuse: Map<string, number>;
  close(): Promise<void>;
}

export const PROVIDER = 'projects/123456/locations/global/workloadIdentityPools/github/providers/lakeferry';
export const ACCOUNT = 'etl@acme-data.iam.gserviceaccount.com';

/** Identity for a token of GitHub's, that for a federated token, and that for a service account's. Each step checks the one before. */
export async function startTokens(): Promise<TokenServer> {
  let count = 0;
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  const refusal = (status: number, error: string) => ({
    status,
    body: { error, error_description: `scripted ${error}` },
  });

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const service = url.pathname === '/github' ? 'github' : url.pathname === '/v1/token' ? 'sts' : 'iam';
    self.calls.push(service);
    const status = self.refuse.get(service);
    if (status !== undefined) return refusal(status, 'refused');
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    switch (service) {
      case 'github':
        if (bearer !== 'canary-request-right') return refusal(401, 'unauthorized');
        if (url.searchParams.get('audience') !== `https://iam.googleapis.com/${PROVIDER}`)
          return refusal(400, 'audience');
        return { status: 200, body: { value: `canary-oidc-${++count}` } };
      case 'sts': {
        const form = new URLSearchParams(text);
        if (!/^canary-oidc-\d+$/.test(form.get('subject_token') ?? '')) return refusal(400, 'invalid_grant');
        if (form.get('audience') !== `//iam.googleapis.com/${PROVIDER}`) return refusal(400, 'invalid_target');
        const token = `canary-federated-${++count}`;
        if (self.federatedIsEnough) self.valid.add(token);
        return {
          status: 200,
          body: {
            access_token: token,
            issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
            token_type: 'Bearer',
            expires_in: self.lifetime,
          },
        };
      }
      default: {
        if (url.pathname !== `/v1/projects/-/serviceAccounts/${ACCOUNT}:generateAccessToken`)
          return refusal(404, 'not_found');
        if (!/^canary-federated-\d+$/.test(bearer ?? '')) return refusal(401, 'unauthorized');
        const token = `canary-access-${++count}`;
        self.valid.add(token);
        const expireTime = new Date(Date.now() + self.lifetime * 1000).toISOString();
        return { status: 200, body: { accessToken: token, expireTime } };
      }
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: TokenServer = {
    origin,
    env: {
      GITHUB_ACTIONS: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/github?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-request-right',
    },
    valid: new Set(),
    lifetime: 3600,
    federatedIsEnough: false,
    calls: [],
    refuse: new Map(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}
