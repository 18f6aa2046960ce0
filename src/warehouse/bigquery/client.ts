import { BigQuery } from '@google-cloud/bigquery';
import type { GoogleConnection } from '../../google/connection.ts';

/**
 * Google's client. It tries nothing again by itself: it cannot know that a 409 on our own job id is the answer to its own
 * first try.
 */
export function createClient(connection: GoogleConnection, project: string): BigQuery {
  const client = new BigQuery({ ...connection, projectId: project, retryOptions: { autoRetry: false } });
  // Where BIGQUERY_EMULATOR_HOST is set, the client leaves the path of the interface out, and the option unheard.
  client.baseUrl = `${client.apiEndpoint}/bigquery/v2`;
  return client;
}
