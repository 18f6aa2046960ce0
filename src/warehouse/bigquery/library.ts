import type { BigQuery, BigQueryOptions } from '@google-cloud/bigquery';

/** How to reach BigQuery: what a Google login gives. */
export interface Connection {
  /** Another place than Google's, for emulators: `http://127.0.0.1:9050`. */
  apiEndpoint?: string;
  /** Default: the client's own search for Application Default Credentials. */
  authClient?: NonNullable<BigQueryOptions['authClient']>;
  /** Where an endpoint of one's own is to get credentials too. */
  universeDomain?: string;
}

/**
 * Google's client, loaded when the first call is made: who loads into DuckDB never pays for it. It tries nothing again
 * by itself: it cannot know that a 409 on our own job id is the answer to its own first try.
 */
export async function connect(connection: Connection, project: string): Promise<BigQuery> {
  const library = await import('@google-cloud/bigquery');
  const client = new library.BigQuery({ ...connection, projectId: project, retryOptions: { autoRetry: false } });
  // Where BIGQUERY_EMULATOR_HOST is set, the client leaves the path of the interface out, and the option unheard.
  client.baseUrl = `${client.apiEndpoint}/bigquery/v2`;
  return client;
}
