import { stat } from 'node:fs/promises';
import { countOf, duckdbType, nameOf, quote } from './database.ts';
import { JobFailure } from './job-failure.ts';
import { parseLoad } from './load-request.ts';
import { selectOf } from './parquet.ts';
import { mergeFields } from './schema.ts';
import { datasetHere, type Field, type ServedJob, type ServedTable, type State, tableKey } from './state.ts';
import { setFields } from './tables.ts';

/** The whole load, or nothing of it. Throws JobFailure. */
export async function runLoad(state: State, job: ServedJob): Promise<void> {
  const load = parseLoad(job.configuration.load ?? {});
  const { project, dataset, table } = load;
  datasetHere(state, project, dataset, job.location);
  const shown = `${project}:${dataset}.${table}`;
  const target = state.tables.get(tableKey(project, dataset, table));
  if (target === undefined) throw new JobFailure('notFound', `Not found: Table ${shown}`);
  target.loads += 1;
  if (target.loads > state.controls.loadsPerTable) {
    throw new JobFailure(
      'quotaExceeded',
      'Quota exceeded: Your table exceeded quota for imports or query appends per table.',
    );
  }
  const partition = partitionOf(target, load.decorator);
  const isReplaced = load.write === 'WRITE_TRUNCATE' && partition === undefined;
  const fields = isReplaced ? load.fields : mergeFields(shown, target.fields, load.fields, load.mayAdd);
  const where = partition === undefined ? 'true' : partition;
  if (load.write === 'WRITE_EMPTY' && (await countOf(state.connection, `${nameOf(target)} WHERE ${where}`)) > 0) {
    throw new JobFailure('duplicate', `Already Exists: Table ${shown}`);
  }
  const sources: string[] = [];
  let bytes = 0;
  for (const uri of load.uris) {
    const path = await state.objects(uri);
    if (path === undefined) throw new JobFailure('notFound', `Not found: URI ${uri}`);
    bytes += (await stat(path)).size;
    sources.push(await selectOf(state, uri, path, fields, load));
  }
  const { connection } = state;
  await connection.run(`CREATE OR REPLACE TEMP TABLE incoming AS ${sources.join(' UNION ALL ')}`);
  await checkRows(state, target, fields, load.decorator, partition);
  const outputRows = await countOf(connection, 'incoming');
  await connection.run('BEGIN TRANSACTION');
  try {
    if (isReplaced) {
      const columns = fields.map((field) => `${quote(field.name)} ${duckdbType(field)}`);
      await connection.run(`CREATE OR REPLACE TABLE ${nameOf(target)} (${columns.join(', ')})`);
      target.fields = fields;
    } else {
      await setFields(state, target, fields);
      if (load.write === 'WRITE_TRUNCATE') await connection.run(`DELETE FROM ${nameOf(target)} WHERE ${where}`);
    }
    await connection.run(`INSERT INTO ${nameOf(target)} SELECT * FROM incoming`);
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
  target.version += 1;
  job.statistics['load'] = {
    inputFiles: String(load.uris.length),
    inputFileBytes: String(bytes),
    outputRows: String(outputRows),
    outputBytes: String(bytes),
    badRecords: '0',
  };
}

const DIGITS: Record<string, number> = { YEAR: 4, MONTH: 6, DAY: 8 };

/** The condition of a row to be in the partition that the decorator names. */
function partitionOf(table: ServedTable, decorator: string | undefined): string | undefined {
  if (decorator === undefined) return undefined;
  const { timePartitioning } = table;
  if (timePartitioning === undefined) {
    throw new JobFailure('invalid', `Cannot load to a partition of the table ${table.table}, which is not partitioned`);
  }
  if (!/^\d+$/.test(decorator) || decorator.length !== DIGITS[timePartitioning.type]) {
    throw new JobFailure(
      'invalid',
      `Invalid partition ID ${decorator} for a table partitioned by ${timePartitioning.type}`,
    );
  }
  const first = `${decorator.slice(0, 4)}-${decorator.slice(4, 6) || '01'}-${decorator.slice(6, 8) || '01'}`;
  const unit = timePartitioning.type.toLowerCase();
  return `date_trunc('${unit}', ${quote(timePartitioning.field)}) = DATE '${first}'`;
}

async function checkRows(
  state: State,
  table: ServedTable,
  fields: readonly Field[],
  decorator: string | undefined,
  partition: string | undefined,
): Promise<void> {
  for (const field of fields.filter((each) => each.mode === 'REQUIRED')) {
    if ((await countOf(state.connection, `incoming WHERE ${quote(field.name)} IS NULL`)) > 0) {
      throw new JobFailure(
        'invalid',
        `Error while reading data, error message: Required field ${field.name} cannot be null`,
      );
    }
  }
  if (partition === undefined) return;
  if ((await countOf(state.connection, `incoming WHERE (${partition}) IS NOT TRUE`)) > 0) {
    const name = `${table.project}:${table.dataset}.${table.table}$${decorator}`;
    throw new JobFailure(
      'invalid',
      `Some rows belong to different partitions rather than destination partition ${name}`,
    );
  }
}
