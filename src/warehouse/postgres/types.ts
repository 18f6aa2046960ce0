import { type ColumnType, parseColumnType } from '../../table/type.ts';
import type { Dialect } from '../table-columns.ts';

/** PostgreSQL's name of a type, spelled as its `format_type` spells it. */
export function toPostgresType(type: ColumnType): string {
  switch (type.kind) {
    case 'int64':
      return 'bigint';
    case 'float64':
      return 'double precision';
    case 'numeric':
      return `numeric(${type.precision},${type.scale})`;
    case 'bool':
      return 'boolean';
    case 'string':
      return 'text';
    case 'date':
      return 'date';
    case 'datetime':
      return 'timestamp without time zone';
    case 'timestamp':
      return 'timestamp with time zone';
  }
}

/** Every name is quoted, so letters count as they are. */
export const POSTGRES: Dialect = {
  typeOf: (column) => toPostgresType(parseColumnType(column.type, column.unit)),
  keyOf: (name) => name,
};
