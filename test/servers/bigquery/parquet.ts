import { duckdbType, quote, rowsOf, text } from './database.ts';
import { JobFailure } from './job-failure.ts';
import type { Load } from './load-request.ts';
import type { Field, State } from './state.ts';

/** A SELECT with the table's columns out of one file; columns by name, absent ones null. */
export async function selectOf(state: State, uri: string, path: string, fields: Field[], load: Load): Promise<string> {
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
