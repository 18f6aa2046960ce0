import { ConflictError, ContractError } from '../../base/errors.ts';
import type { ColumnSpec } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import type { Api } from './api.ts';
import { checkLocation, ensureDataset } from './dataset.ts';
import type { Table, TableField, TimePartitioning } from './resource.ts';
import { fitTable, toTableField } from './schema.ts';
import type { BigquerySettings } from './settings.ts';

/** A table that is ready to take a file. */
export interface ReadyTable {
  location: string;
  /** The schema of the load: the table's columns, then those that the load adds. */
  fields: TableField[];
  added: string[];
  clustering?: { fields: string[] };
}

/** `undefined` where there is no such table, or no such dataset. */
export async function readTable(api: Api, signal: AbortSignal): Promise<Table | undefined> {
  const { dataset, table } = api.target;
  const uri = `/datasets/${dataset}/tables/${table}`;
  const what = `look at the table ${dataset}.${table}`;
  const found = await api.call<Table>({ what, method: 'GET', uri, expected: [404] }, signal);
  return typeof found === 'number' ? undefined : found;
}

/** Someone who changes a table all the time is no reason to try for ever. */
const ROUNDS = 5;

/**
 * Makes sure of a table that fits `columns`: creates it, or compares it. New columns are not added here but by the load
 * itself, so that a failing load changes nothing. Differences are ContractError WAREHOUSE_SCHEMA, one line each.
 */
export async function ensureTable(
  api: Api,
  settings: BigquerySettings,
  columns: readonly ColumnSpec[],
  partitioning: TimePartitioning | undefined,
  signal: AbortSignal,
): Promise<ReadyTable> {
  for (let round = 1; round <= ROUNDS; round++) {
    const table = await readTable(api, signal);
    const ready =
      table === undefined
        ? await createTable(api, settings, columns, partitioning, signal)
        : await useTable(api, settings, table, columns, partitioning, signal);
    if (ready !== undefined) return ready;
  }
  throw new ConflictError(
    'WAREHOUSE_TABLE_CHANGED',
    `${api.target.url} was changed by somebody else each time it was about to be used; run again when they are done`,
  );
}

/** `undefined` when somebody else made it at the same moment. */
async function createTable(
  api: Api,
  settings: BigquerySettings,
  columns: readonly ColumnSpec[],
  timePartitioning: TimePartitioning | undefined,
  signal: AbortSignal,
): Promise<ReadyTable | undefined> {
  const { project, dataset, table } = api.target;
  const location = await ensureDataset(api, settings, signal);
  // Whatever the file says: a row without its date would belong to no partition.
  const fields = columns.map((column) =>
    column.name === PARTITION_DATE ? { ...toTableField(column), mode: 'REQUIRED' } : toTableField(column),
  );
  const { clustering } = settings;
  const body: Table = {
    tableReference: { projectId: project, datasetId: dataset, tableId: table },
    schema: { fields },
    ...(timePartitioning === undefined ? {} : { timePartitioning }),
    ...(clustering === undefined ? {} : { clustering: { fields: [...clustering] } }),
    ...(settings.description === undefined ? {} : { description: settings.description }),
    ...(settings.labels === undefined ? {} : { labels: { ...settings.labels } }),
  };
  const uri = `/datasets/${dataset}/tables`;
  const what = `create the table ${dataset}.${table}`;
  const made = await api.call<Table>({ what, method: 'POST', uri, body, expected: [409] }, signal);
  if (typeof made === 'number') return undefined;
  return { location, fields, added: [], ...(body.clustering === undefined ? {} : { clustering: body.clustering }) };
}

/** `undefined` when it changed between look and change. */
async function useTable(
  api: Api,
  settings: BigquerySettings,
  table: Table,
  columns: readonly ColumnSpec[],
  partitioning: TimePartitioning | undefined,
  signal: AbortSignal,
): Promise<ReadyTable | undefined> {
  const { target } = api;
  const location = checkLocation(api, settings, table.location ?? '');
  const { differences, fields, added } = fitTable(table, columns, partitioning);
  if (differences.length > 0) {
    throw new ContractError(
      'WAREHOUSE_SCHEMA',
      `${target.url} does not fit the new rows:\n${differences.map((line) => `  ${line}`).join('\n')}\n` +
        'change the columns back, alter the table by hand, or name a new table in "warehouse"',
      { differences },
    );
  }
  const change = changeOf(settings, table, fields.slice(0, fields.length - added.length));
  if (change !== undefined) {
    const changed = await api.call<Table>(
      {
        what: `describe the table ${target.dataset}.${target.table}`,
        method: 'PATCH',
        uri: `/datasets/${target.dataset}/tables/${target.table}`,
        body: change,
        headers: { 'If-Match': table.etag ?? '' },
        expected: [412],
      },
      signal,
    );
    if (typeof changed === 'number') return undefined;
  }
  const clustering = change?.clustering ?? table.clustering;
  return { location, fields, added, ...(clustering === undefined ? {} : { clustering }) };
}

/** What the pipeline says otherwise than the table; `undefined`: nothing. */
function changeOf(settings: BigquerySettings, table: Table, fields: TableField[]): Partial<Table> | undefined {
  const { description, labels = {}, clustering } = settings;
  const isOther = description !== undefined && description !== (table.description ?? '');
  const newLabels = Object.entries(labels).filter(([key, value]) => table.labels?.[key] !== value);
  const isReclustered = clustering !== undefined && clustering.join() !== (table.clustering?.fields ?? []).join();
  const isRedescribed = fields.some((field, at) => field.description !== table.schema?.fields?.[at]?.description);
  if (!isOther && newLabels.length === 0 && !isReclustered && !isRedescribed) return undefined;
  return {
    ...(isOther ? { description } : {}),
    ...(newLabels.length === 0 ? {} : { labels: Object.fromEntries(newLabels) }),
    ...(isReclustered ? { clustering: { fields: [...clustering] } } : {}),
    ...(isRedescribed ? { schema: { fields } } : {}),
  };
}
