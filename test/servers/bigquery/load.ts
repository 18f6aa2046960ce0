import { stat } from 'node:fs/promises';
import { countOf, duckdbType, nameOf, quote, rowsOf, text } from './database.ts';
import { invalid, JobFailure } from './refusal.ts';
import { mergeFields, parseFields } from './schema.ts';
import { datasetHere, type Field, type ServedJob, type ServedTable, type State, tableKey } from './state.ts';
import { setFields } from './tables.ts';

interface Load {
  uris: string[];
  fields: Field[];
  dataset: string;
  /** Without its decorator. */
  table: string;
  project: string;
  /** `202101` */
  decorator?: string;
  write: string;
  mayAdd: boolean;
  decimalTargetTypes: string[];
}

const WRITES = ['WRITE_TRUNCATE', 'WRITE_APPEND', 'WRITE_EMPTY'];

/** What can be known to be wrong before the job begins is a 400. */
export function parseLoad(load: Record<string, unknown>): Load {
  const uris = load['sourceUris'];
  if (!Array.isArray(uris) || uris.length === 0)
    throw invalid('Load configuration must specify at least one source URI');
  for (const uri of uris as string[]) {
    if (!/^gs:\/\/[^/]+\/[^*]+$/.test(uri)) throw invalid(`Source URI must be a Google Cloud Storage location: ${uri}`);
  }
  if (load['sourceFormat'] !== 'PARQUET') throw invalid('This server loads PARQUET alone.');
  if (load['autodetect'] === true) throw invalid('This server wants an explicit schema, and no autodetect.');
  const destination = (load['destinationTable'] ?? {}) as Record<string, string>;
  const [table = '', decorator] = (destination['tableId'] ?? '').split('$');
  const write = String(load['writeDisposition'] ?? 'WRITE_APPEND');
  if (!WRITES.includes(write)) throw invalid(`Invalid value for writeDisposition: ${write}`);
  if (load['createDisposition'] !== 'CREATE_NEVER') {
    throw invalid('This server wants CREATE_NEVER: a table that a load makes has no partitioning.');
  }
  const options = (load['schemaUpdateOptions'] ?? []) as string[];
  if (options.length > 0 && !(write === 'WRITE_APPEND' || (write === 'WRITE_TRUNCATE' && decorator !== undefined))) {
    throw invalid(
      'Schema update options should only be specified with WRITE_APPEND disposition, or with WRITE_TRUNCATE disposition on a table partition.',
    );
  }
  return {
    uris: uris as string[],
    fields: parseFields(load['schema']),
    project: destination['projectId'] ?? '',
    dataset: destination['datasetId'] ?? '',
    table,
    ...(decorator === undefined ? {} : { decorator }),
    write,
    mayAdd: options.includes('ALLOW_FIELD_ADDITION'),
    decimalTargetTypes: (load['decimalTargetTypes'] ?? ['NUMERIC']) as string[],
  };
}

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

/** A SELECT with the table's columns out of one file; columns by name, absent ones null. */
async function selectOf(state: State, uri: string, path: string, fields: Field[], load: Load): Promise<string> {
  const from = `read_parquet(${text(path)}, hive_partitioning = false)`;
  const described = await rowsOf(
    state.connection,
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`,
  );
  const found = new Map(
    described.map(([name, type]) => [(name ?? '').toLowerCase(), { name: name ?? '', type: type ?? '' }]),
  );
  const names = new Set(fields.map((field) => field.name.toLowerCase()));
  const strict = await rowsOf(
    state.connection,
    `SELECT name FROM parquet_schema(${text(path)}) WHERE repetition_type = 'REQUIRED' AND num_children IS NULL`,
  );
  const required = new Set(strict.map(([name]) => (name ?? '').toLowerCase()));
  // As users met it: https://github.com/googleapis/google-cloud-python/issues/9957
  for (const field of fields.filter((each) => each.mode === 'NULLABLE' && required.has(each.name.toLowerCase()))) {
    throw new JobFailure(
      'invalid',
      `Error while reading data, error message: Provided schema is not compatible with the file '${uri}'. Field '${field.name}' is specified as NULLABLE in provided schema which does not match REQUIRED as specified in the file.`,
    );
  }
  for (const { name } of found.values()) {
    if (!names.has(name.toLowerCase())) {
      throw new JobFailure(
        'invalid',
        `Error while reading data, error message: column ${name} of ${uri} is not in the schema`,
      );
    }
  }
  const columns = fields.map((field) => {
    const column = found.get(field.name.toLowerCase());
    const type = duckdbType(field);
    if (column === undefined) {
      if (field.mode === 'REQUIRED') {
        throw new JobFailure(
          'invalid',
          `Error while reading data, error message: Required field ${field.name} is missing in ${uri}`,
        );
      }
      return `CAST(NULL AS ${type}) AS ${quote(field.name)}`;
    }
    if (!fits(column.type, field, load.decimalTargetTypes)) {
      throw new JobFailure(
        'invalid',
        `Error while reading data, error message: Parquet column '${column.name}' has type ${column.type} which does not match ${field.type} (${uri})`,
      );
    }
    return `CAST(${quote(column.name)} AS ${type}) AS ${quote(field.name)}`;
  });
  return `SELECT ${columns.join(', ')} FROM ${from}`;
}

/** Nothing is converted on the way in, but for a decimal into a wider one. */
function fits(parquet: string, field: Field, decimalTargetTypes: readonly string[]): boolean {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(parquet);
  if (decimal) {
    if (!decimalTargetTypes.includes(field.type)) return false;
    const [precision, scale] = [Number(field.precision ?? 38), Number(field.scale ?? (field.precision ? 0 : 9))];
    return Number(decimal[2]) <= scale && Number(decimal[1]) - Number(decimal[2]) <= precision - scale;
  }
  const takes: Record<string, readonly string[]> = {
    BIGINT: ['INTEGER'],
    DOUBLE: ['FLOAT'],
    BOOLEAN: ['BOOLEAN'],
    VARCHAR: ['STRING'],
    DATE: ['DATE'],
    TIMESTAMP: ['DATETIME'],
    'TIMESTAMP WITH TIME ZONE': ['TIMESTAMP'],
  };
  return takes[parquet]?.includes(field.type) ?? false;
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
