import { ConfigurationError, LakeferryError, OutageError } from '../base/errors.ts';
import type { Http } from '../base/ports/http.ts';
import type { Log } from '../base/ports/log.ts';
import type { GoogleConnection } from './connection.ts';
import type { Endpoints, Federation } from './federation.ts';
import { githubToken } from './github-token.ts';
import { describeProblem, isBug, isPassingStatus, problemOf } from './problem.ts';

export interface LoginOptions {
  env: Readonly<Record<string, string | undefined>>;
  /** Absent: Application Default Credentials. */
  federation?: Federation | undefined;
  http: Http;
  log: Log;
  /** Where Google exchanges tokens; another place in tests. */
  endpoints?: Endpoints;
}

export type GoogleApi = 'storage' | 'bigquery';

/** One identity for all of Google's interfaces: a process logs in once. */
export interface GoogleLogin {
  /** Where an interface is and who we are there. ConfigurationError GOOGLE_LOGIN, GOOGLE_ID_TOKEN; OutageError GOOGLE_LOGIN. */
  connect(api: GoogleApi): Promise<GoogleConnection>;
}

/** Google's own variables for emulators. */
const EMULATORS: Readonly<Record<GoogleApi, string>> = {
  storage: 'STORAGE_EMULATOR_HOST',
  bigquery: 'BIGQUERY_EMULATOR_HOST',
};

export function createLogin(options: LoginOptions): GoogleLogin {
  const { env } = options;
  let identity: Promise<NonNullable<GoogleConnection['authClient']>> | undefined;
  return {
    async connect(api) {
      const host = env[EMULATORS[api]]?.trim();
      if (host !== undefined && host !== '') {
        const { nobody } = await import('./auth.ts');
        return { apiEndpoint: /^https?:\/\//i.test(host) ? host : `http://${host}`, authClient: nobody() };
      }
      identity ??= logIn(options);
      return { authClient: await identity };
    },
  };
}

async function logIn({ env, federation, http, log, endpoints }: LoginOptions) {
  const { applicationDefault, federated, isKey } = await import('./auth.ts');
  try {
    const client =
      federation === undefined
        ? await applicationDefault(env['GOOGLE_APPLICATION_CREDENTIALS'])
        : federated({ ...federation, endpoints, token: (audience) => githubToken({ env, http, audience }) });
    if (isKey(client)) {
      log.warn(
        'Google knows this run by the key of a service account, which whoever has it can use until it is deleted; ' +
          'a GitHub job can log in without one: see "google:" in docs/google-cloud.md',
      );
    }
    // Before anything is done in parallel: many first calls would exchange many tokens.
    await client.getAccessToken();
    return client;
  } catch (error) {
    throw loginFailure(error);
  }
}

function loginFailure(error: unknown): unknown {
  if (error instanceof LakeferryError || isBug(error)) return error;
  const problem = problemOf(error);
  if (/default credentials/i.test(problem.message)) {
    return new ConfigurationError(
      'GOOGLE_LOGIN',
      'there are no Google credentials; on a laptop run "gcloud auth application-default login", in a GitHub job add ' +
        '"google:" to the pipeline file or run google-github-actions/auth before this step',
      {},
      error,
    );
  }
  const told = `Google did not let this run in: ${describeProblem(problem)}`;
  const { status } = problem;
  if (status !== undefined && !isPassingStatus(status)) {
    return new ConfigurationError(
      'GOOGLE_LOGIN',
      `${told}; check the provider's conditions, and that the service account lets the pool impersonate it ` +
        '(roles/iam.workloadIdentityUser)',
      { status },
      error,
    );
  }
  // A file that cannot be read has no status either, and no network is at fault.
  if (/ENOENT|EACCES|not a file|JSON/i.test(problem.message)) {
    return new ConfigurationError('GOOGLE_LOGIN', `${told}; check GOOGLE_APPLICATION_CREDENTIALS`, {}, error);
  }
  return new OutageError('GOOGLE_LOGIN', told, { cause: error });
}
