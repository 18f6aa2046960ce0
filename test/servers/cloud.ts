import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BigqueryServer, startBigquery } from './bigquery/server.ts';
import { type GcsServer, startGcs } from './gcs/server.ts';

/** Google's storage and BigQuery on this machine, the second loading what the first one holds. */
export interface Cloud {
  storage: GcsServer;
  bigquery: BigqueryServer;
  /** The variables by which Google's clients find them. */
  env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** `project`: the one of the warehouse's URL, where it is not the tests' own. */
export async function startCloud(buckets: readonly string[], project?: string): Promise<Cloud> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-cloud-'));
  const storage = await startGcs({ buckets });
  let copies = 0;
  const bigquery = await startBigquery({
    ...(project === undefined ? {} : { project }),
    objects: async (uri) => {
      const [, bucket = '', name = ''] = /^gs:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
      const content = storage.content(bucket, name);
      if (content === undefined) return undefined;
      const path = join(folder, `${++copies}.parquet`);
      await writeFile(path, content);
      return path;
    },
  });
  return {
    storage,
    bigquery,
    env: { STORAGE_EMULATOR_HOST: storage.origin, BIGQUERY_EMULATOR_HOST: bigquery.origin },
    async close() {
      await storage.close();
      await bigquery.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
