import { LakeferryError } from '../../base/errors.ts';
import type { Examination, ExamineRequest } from '../../base/ports/warehouse.ts';
import type { Api } from './api.ts';
import { checkLocation, findDataset, noDataset } from './dataset.ts';
import type { Job } from './resource.ts';
import { fitTable, partitioningOf } from './schema.ts';
import type { BigquerySettings } from './settings.ts';
import { readTable } from './table.ts';

/**
 * Compares the table. Rights are tried dry, which costs nothing and changes nothing: a statement that needs what a load needs.
 * https://cloud.google.com/bigquery/docs/running-queries#dry-run
 */
export async function examineTable(
  api: Api,
  settings: BigquerySettings,
  { columns, partition, partitionDate, signal }: ExamineRequest,
): Promise<Examination> {
  const { project, dataset, table: name } = api.target;
  const editor = `BigQuery Data Editor (roles/bigquery.dataEditor) on the dataset ${dataset}`;
  const looked = await unlessDenied(async () => {
    const found = await findDataset(api, signal);
    return { found, table: found === undefined ? undefined : await readTable(api, signal) };
  });
  const lacking = looked === 'denied' ? [editor] : [];
  const { found, table } = looked === 'denied' ? {} : looked;
  if (looked !== 'denied' && found === undefined && settings.location === undefined) throw noDataset(api.target);
  const location = found?.location === undefined ? settings.location : checkLocation(api, settings, found.location);
  const mayDo = async (sql: string) =>
    (await unlessDenied(() => tryDry(api, sql, location ?? 'US', signal))) !== 'denied';
  if (!(await mayDo('SELECT 1'))) lacking.push(`BigQuery Job User (roles/bigquery.jobUser) in the project ${project}`);
  else if (found !== undefined) {
    const full = `\`${project}.${dataset}.${name}\``;
    const sql = table === undefined ? `CREATE TABLE ${full} (a INT64)` : `DELETE FROM ${full} WHERE false`;
    if (!(await mayDo(sql))) lacking.push(editor);
  }
  const place = location === undefined ? {} : { location };
  if (table === undefined) return { table: false, ...place, differences: [], lacking };
  const { differences } = fitTable(table, columns, partitioningOf(partition, partitionDate));
  const isPartitioning = (line: string) => line.startsWith('partitioning:');
  const partitioning = differences.find(isPartitioning);
  return {
    table: true,
    ...place,
    differences: differences.filter((line) => !isPartitioning(line)),
    ...(partitioning === undefined ? {} : { partitioning }),
    lacking,
  };
}

async function tryDry(api: Api, query: string, location: string, signal: AbortSignal): Promise<void> {
  const configuration = { dryRun: true, query: { query, useLegacySql: false } };
  const body = { jobReference: { projectId: api.target.project, location }, configuration };
  await api.call<Job>({ what: 'try a statement dry', method: 'POST', uri: '/jobs', body }, signal);
}

async function unlessDenied<T>(work: () => Promise<T>): Promise<T | 'denied'> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LakeferryError && error.code === 'WAREHOUSE_DENIED') return 'denied';
    throw error;
  }
}
