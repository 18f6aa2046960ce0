import type { BigQueryOptions } from '@google-cloud/bigquery';

/** How to reach BigQuery: what a Google login gives. */
export interface Connection {
  /** Another place than Google's, for emulators: `http://127.0.0.1:9050`. */
  apiEndpoint?: string;
  /** Default: the client's own search for Application Default Credentials. */
  authClient?: NonNullable<BigQueryOptions['authClient']>;
  /** Where an endpoint of one's own is to get credentials too. */
  universeDomain?: string;
}
