/** Whom a request speaks for. */
export interface Bearer {
  /** The run that artifacts belong to. */
  run: string;
  job: string;
  mayReadCache: boolean;
  mayWriteCache: boolean;
}

export interface TokenOptions {
  run: string;
  /** Default: one job for all, since act has one environment for all jobs of a run. */
  job?: string;
  /** Runs that strangers can trigger get a token that only reads caches. Default `write`, which includes reading. */
  cache?: 'write' | 'read' | 'none';
  /** Seconds since 1970; default six hours from now, the longest that a hosted job lives. */
  expires?: number;
}

/** The permission bits of the claim `ac`. */
const READ = 1;
const WRITE = 2;

/** The token that a runner hands to actions as ACTIONS_RUNTIME_TOKEN, but without a signature: no client checks it. */
export function makeRuntimeToken(options: TokenOptions): string {
  const { run, job = 'job', cache = 'write', expires = Math.floor(Date.now() / 1000) + 6 * 3600 } = options;
  const permission = { write: READ | WRITE, read: READ, none: 0 }[cache];
  const claims = {
    scp: `Actions.Results:${run}:${job}`,
    ac: JSON.stringify([{ Scope: 'refs/heads/main', Permission: permission }]),
    exp: expires,
  };
  return [{ alg: 'none', typ: 'JWT' }, claims, 'unsigned'].map(encoded).join('.');
}

/** Reads an Authorization header; undefined where it holds no token of a run, or one that has expired. */
export function readRuntimeToken(authorization: string | undefined): Bearer | undefined {
  try {
    const payload = /^Bearer [\w-]+\.([\w-]+)\./.exec(authorization ?? '')?.[1] ?? '';
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const scope = /(?:^| )Actions\.Results:([^: ]+):([^: ]+)(?: |$)/.exec(String(claims['scp']));
    if (scope === null || !(Number(claims['exp']) > Date.now() / 1000)) return undefined;
    const [, run = '', job = ''] = scope;
    // A token without the claim is older than the claim, and may do both.
    const scopes =
      claims['ac'] === undefined ? undefined : (JSON.parse(String(claims['ac'])) as { Permission: number }[]);
    const may = (bit: number) => scopes?.some(({ Permission }) => (Permission & bit) !== 0) ?? true;
    return { run, job, mayReadCache: may(READ), mayWriteCache: may(WRITE) };
  } catch {
    // Not JSON: no token.
    return undefined;
  }
}

function encoded(part: unknown): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}
