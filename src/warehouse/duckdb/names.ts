import type { ColumnType } from '../../table/type.ts';

/** What the warehouse itself remembers of its loads; one table a schema. */
export const RECEIPTS_TABLE = '_lakeferry_receipts';

/** An identifier, whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal, for the few statements (COMMENT ON) that take no parameters. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

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
