import { invalid, Refusal } from '../refusal.ts';
import { countOf, duckdbType, nameOf, quote } from './database.ts';
import { mergeFields, parseFields } from './schema.ts';
import { datasetKey, type Field, getDataset, getTable, type ServedTable, type State, tableKey } from './state.ts';

type Body = Record<string, unknown>;

export async function insertDataset(state: State, project: string, body: Body): Promise<object> {
  const dataset = String((body['datasetReference'] as Body | undefined)?.['datasetId'] ?? '');
  if (!/^[A-Za-z0-9_]{1,1024}$/.test(dataset)) throw invalid(`Invalid dataset ID "${dataset}".`);
  const key = datasetKey(project, dataset);
  if (state.datasets.has(key)) throw new Refusal(409, 'duplicate', `Already Exists: Dataset ${project}:${dataset}`);
  const location = String(body['location'] ?? 'US');
  state.datasets.set(key, { project, dataset, location, labels: (body['labels'] as Record<string, string>) ?? {} });
  await state.connection.run(`CREATE SCHEMA IF NOT EXISTS ${quote(dataset)}`);
  return datasetResource(state, project, dataset);
}

export function datasetResource(state: State, project: string, dataset: string): object {
  const { location, labels } = getDataset(state, project, dataset);
  return {
    kind: 'bigquery#dataset',
    datasetReference: { projectId: project, datasetId: dataset },
    location,
    labels,
  };
}

export function patchDataset(state: State, project: string, dataset: string, body: Body): object {
  const found = getDataset(state, project, dataset);
  if (body['location'] !== undefined && body['location'] !== found.location) throw invalid('Cannot change location.');
  Object.assign(found.labels, body['labels']);
  return datasetResource(state, project, dataset);
}

export async function deleteDataset(state: State, project: string, dataset: string): Promise<undefined> {
  getDataset(state, project, dataset);
  if ([...state.tables.values()].some((table) => table.project === project && table.dataset === dataset)) {
    throw new Refusal(400, 'resourceInUse', `Dataset ${project}:${dataset} is still in use`);
  }
  state.datasets.delete(datasetKey(project, dataset));
  await state.connection.run(`DROP SCHEMA ${quote(dataset)}`);
}

export async function insertTable(state: State, project: string, dataset: string, body: Body): Promise<object> {
  getDataset(state, project, dataset);
  const table = String((body['tableReference'] as Body | undefined)?.['tableId'] ?? '');
  if (!/^[A-Za-z0-9_-]{1,1024}$/.test(table)) throw invalid(`Invalid table ID "${table}".`);
  const key = tableKey(project, dataset, table);
  if (state.tables.has(key))
    throw new Refusal(409, 'duplicate', `Already Exists: Table ${project}:${dataset}.${table}`);
  const fields = parseFields(body['schema']);
  const timePartitioning = parsePartitioning(body['timePartitioning'], fields);
  const clustering = parseClustering(body['clustering'], fields);
  const made: ServedTable = {
    project,
    dataset,
    table,
    fields,
    labels: (body['labels'] as Record<string, string> | undefined) ?? {},
    version: 1,
    loads: 0,
    ...(timePartitioning === undefined ? {} : { timePartitioning }),
    ...(clustering === undefined ? {} : { clustering }),
    ...(body['description'] === undefined ? {} : { description: String(body['description']) }),
  };
  const columns = fields.map((field) => `${quote(field.name)} ${duckdbType(field)}`);
  await state.connection.run(`CREATE TABLE ${nameOf(made)} (${columns.join(', ')})`);
  state.tables.set(key, made);
  return tableResource(state, project, dataset, table);
}

export async function tableResource(state: State, project: string, dataset: string, table: string): Promise<object> {
  const found = getTable(state, project, dataset, table);
  return {
    kind: 'bigquery#table',
    type: 'TABLE',
    etag: `"v${found.version}"`,
    id: `${project}:${dataset}.${table}`,
    tableReference: { projectId: project, datasetId: dataset, tableId: table },
    location: getDataset(state, project, dataset).location,
    schema: { fields: found.fields },
    numRows: String(await countOf(state.connection, nameOf(found))),
    labels: found.labels,
    ...(found.description === undefined ? {} : { description: found.description }),
    ...(found.timePartitioning === undefined ? {} : { timePartitioning: found.timePartitioning }),
    ...(found.clustering === undefined ? {} : { clustering: found.clustering }),
  };
}

export async function patchTable(
  state: State,
  path: { project: string; dataset: string; table: string },
  body: Body,
  ifMatch: string | undefined,
): Promise<object> {
  const { project, dataset, table } = path;
  const found = getTable(state, project, dataset, table);
  if (ifMatch !== undefined && ifMatch !== `"v${found.version}"`) {
    throw new Refusal(412, 'conditionNotMet', 'Precondition Failed');
  }
  if (
    body['timePartitioning'] !== undefined &&
    JSON.stringify(body['timePartitioning']) !== JSON.stringify(found.timePartitioning)
  ) {
    throw invalid('Cannot change partitioning spec for a table.');
  }
  if (body['schema'] !== undefined) {
    const name = `${project}:${dataset}.${table}`;
    await setFields(state, found, mergeFields(name, found.fields, parseFields(body['schema']), true, invalid));
  }
  const clustering = parseClustering(body['clustering'], found.fields);
  if (clustering !== undefined) found.clustering = clustering;
  if (body['description'] !== undefined) found.description = String(body['description']);
  Object.assign(found.labels, body['labels']);
  found.version += 1;
  return tableResource(state, project, dataset, table);
}

export async function deleteTable(state: State, project: string, dataset: string, table: string): Promise<undefined> {
  const found = getTable(state, project, dataset, table);
  await state.connection.run(`DROP TABLE ${nameOf(found)}`);
  state.tables.delete(tableKey(project, dataset, table));
}

/** New columns go to the end, null in all rows. */
export async function setFields(state: State, table: ServedTable, fields: Field[]): Promise<void> {
  for (const field of fields.slice(table.fields.length)) {
    await state.connection.run(`ALTER TABLE ${nameOf(table)} ADD COLUMN ${quote(field.name)} ${duckdbType(field)}`);
  }
  table.fields = fields;
}

function parsePartitioning(asked: unknown, fields: readonly Field[]): { type: string; field: string } | undefined {
  if (asked === undefined) return undefined;
  const { type, field } = asked as { type?: string; field?: string };
  if (!['DAY', 'MONTH', 'YEAR'].includes(type ?? '')) throw invalid(`Invalid partitioning type ${type}.`);
  const column = fields.find((each) => each.name === field);
  if (column?.type !== 'DATE') throw invalid(`The field specified for partitioning is not a DATE column: ${field}`);
  return { type: type as string, field: column.name };
}

function parseClustering(asked: unknown, fields: readonly Field[]): { fields: string[] } | undefined {
  if (asked === undefined || asked === null) return undefined;
  const names = (asked as { fields?: string[] }).fields ?? [];
  if (names.length < 1 || names.length > 4) throw invalid('Clustering takes one to four fields.');
  for (const name of names) {
    const field = fields.find((each) => each.name === name);
    if (field === undefined) throw invalid(`The field specified for clustering cannot be found in the schema: ${name}`);
    if (field.type === 'FLOAT') throw invalid(`Clustering is not supported on the type FLOAT64 of ${name}`);
  }
  return { fields: [...names] };
}
