import { type ColumnType, parseColumnType } from '../../table/type.ts';
import { quoteName } from '../identifier.ts';
import type { Dialect } from '../table-columns.ts';

/**
 * Database, schema and table. The database must be named: where it has the name of a schema (`main.duckdb`), DuckDB
 * refuses `schema.table` as ambiguous.
 */
export function qualify(catalog: string, schema: string, table: string): string {
  return [catalog, schema, table].map(quoteName).join('.');
}

/** DuckDB's name of a type, spelled as `duckdb_columns()` and `DESCRIBE` spell it. */
export function toDuckdbType(type: ColumnType): string {
  switch (type.kind) {
    case 'int64':
      return 'BIGINT';
    case 'float64':
      return 'DOUBLE';
    case 'numeric':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'bool':
      return 'BOOLEAN';
    case 'string':
      return 'VARCHAR';
    case 'date':
      return 'DATE';
    case 'datetime':
      return 'TIMESTAMP';
    case 'timestamp':
      return 'TIMESTAMP WITH TIME ZONE';
  }
}

/** DuckDB compares names without case. */
export const DUCKDB: Dialect = {
  typeOf: (column) => toDuckdbType(parseColumnType(column.type, column.unit)),
  keyOf: (name) => name.toLowerCase(),
};
