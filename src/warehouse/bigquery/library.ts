import type { BigQuery } from '@google-cloud/bigquery';
import type { GoogleConnection } from '../../google/connection.ts';

/**
 * Google's client, loaded when the first call is made: who loads into DuckDB never pays for it. A file of ours stands
 * between, because a bundle hands out a CommonJS package that is imported at run time without its named exports.
 */
export async function connect(connection: GoogleConnection, project: string): Promise<BigQuery> {
  const { createClient } = await import('./client.ts');
  return createClient(connection, project);
}
