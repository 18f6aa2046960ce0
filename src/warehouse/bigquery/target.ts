import { ConfigurationError } from '../../base/errors.ts';
import { sha256OfJson } from '../../base/hash.ts';

/** Where a dataset lives: one table of one BigQuery dataset. Its jobs run, and are paid for, in the same project. */
export interface Target {
  project: string;
  dataset: string;
  table: string;
  /** `bigquery://project/dataset/table`. */
  url: string;
  id: string;
}

const EXPECTED = 'write bigquery://project/dataset or bigquery://project/dataset/table';

/** Six to thirty characters; old projects of a domain have it in front. https://cloud.google.com/resource-manager/docs/creating-managing-projects */
const PROJECT = /^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const DATASET = /^[A-Za-z0-9_]{1,1024}$/;
const TABLE = /^[A-Za-z0-9_-]{1,1024}$/;

/**
 * `bigquery://acme-data/taxi/yellow_taxi` → its target; the table is the pipeline's dataset where the URL names none.
 * Throws ConfigurationError WAREHOUSE_URL. BigQuery tells names apart by case, and so does the id.
 */
export function resolveTarget(options: { url: string; dataset: string }): Target {
  const { url } = options;
  const refuse = (why: string) => new ConfigurationError('WAREHOUSE_URL', `"${url}" ${why}; ${EXPECTED}`, { url });
  const [, path] = /^bigquery:\/\/([^?#]*)$/i.exec(url) ?? [];
  if (path === undefined) throw refuse('is not the URL of a BigQuery table');
  const [project = '', dataset = '', table = options.dataset, ...rest] = path.split('/');
  if (rest.length > 0) throw refuse('has more parts than a project, a dataset and a table');
  if (!PROJECT.test(project)) throw refuse(`does not begin with the id of a project, but with "${project}"`);
  if (!DATASET.test(dataset)) throw refuse(`names the dataset "${dataset}", which needs letters, digits and _ alone`);
  if (table.includes('$')) throw refuse(`names a partition, "${table}": each load chooses its own`);
  if (!TABLE.test(table)) throw refuse(`names the table "${table}", which needs letters, digits, _ and - alone`);
  return {
    project,
    dataset,
    table,
    url: `bigquery://${project}/${dataset}/${table}`,
    id: `bigquery-${sha256OfJson([project, dataset, table]).slice(0, 16)}`,
  };
}
