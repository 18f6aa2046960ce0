import { randomUUID } from 'node:crypto';
import type { DropRequest } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import type { Api } from './api.ts';
import { countRows } from './count.ts';
import { loadFailure } from './failure.ts';
import { runJob } from './job.ts';
import type { QueryConfiguration } from './resource.ts';
import { readTable } from './table.ts';

/**
 * Deletes the rows of a partition. A whole partition is deleted without reading it and costs nothing:
 * https://cloud.google.com/bigquery/docs/using-dml-with-partitioned-tables#using_dml_delete_to_delete_partitions
 */
export async function dropRows(api: Api, { partition, partitionDate, signal }: DropRequest): Promise<number> {
  const { project, dataset, table } = api.target;
  const rows = await countRows(api, partitionDate, signal);
  const found = rows === 0 ? undefined : await readTable(api, signal);
  if (found === undefined) return 0;
  const where = partitionDate === undefined ? 'true' : `${PARTITION_DATE} = DATE '${partitionDate}'`;
  const query: QueryConfiguration = {
    query: `DELETE FROM \`${project}.${dataset}.${table}\` WHERE ${where}`,
    useLegacySql: false,
    defaultDataset: { projectId: project, datasetId: dataset },
  };
  // Done twice it deletes nothing the second time, so each call may have a name of its own.
  const name = `lakeferry-drop-${table}-${partition}-${randomUUID()}`;
  await runJob(
    api,
    {
      id: (attempt) => `${name}-a${attempt}`,
      location: found.location ?? '',
      configuration: { query },
      failure: (job) => loadFailure(api.target, partition, job),
      stands: async () => true,
    },
    signal,
  );
  return rows;
}
