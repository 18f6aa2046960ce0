import { type AuthClient, GoogleAuth, IdentityPoolClient, JWT, PassThroughClient } from 'google-auth-library';
import type { Endpoints, Federation } from './federation.ts';

/** What storage and BigQuery ask for; the roles of the account say what it may. */
const SCOPES = ['https://www.googleapis.com/auth/cloud-platform'];

const GOOGLE: Endpoints = { sts: 'https://sts.googleapis.com', iam: 'https://iamcredentials.googleapis.com' };

/**
 * Application Default Credentials: a file that a variable names, gcloud's own, or the machine's.
 * https://cloud.google.com/docs/authentication/application-default-credentials
 */
export async function applicationDefault(file: string | undefined): Promise<AuthClient> {
  const named = file === undefined || file.trim() === '' ? {} : { keyFilename: file };
  return new GoogleAuth({ scopes: SCOPES, ...named }).getClient();
}

/** GitHub's token for Google's, and that for a service account's; each is asked for when it is needed. */
export function federated(
  options: Federation & { endpoints: Endpoints | undefined; token: (audience: string) => Promise<string> },
): AuthClient {
  const { workloadIdentityProvider, serviceAccount, endpoints = GOOGLE, token } = options;
  const client = new IdentityPoolClient({
    type: 'external_account',
    audience: `//iam.googleapis.com/${workloadIdentityProvider}`,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${endpoints.sts}/v1/token`,
    subject_token_supplier: {
      getSubjectToken: () => token(`https://iam.googleapis.com/${workloadIdentityProvider}`),
    },
    ...(serviceAccount === undefined
      ? {}
      : {
          service_account_impersonation_url: `${endpoints.iam}/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`,
        }),
  });
  client.scopes = SCOPES;
  return client;
}

/** For emulators, which ask nobody. */
export function nobody(): AuthClient {
  return new PassThroughClient();
}

/** The private key of a service account, as a file. */
export function isKey(client: AuthClient): boolean {
  return client instanceof JWT;
}
