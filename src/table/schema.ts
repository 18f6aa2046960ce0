import type { ColumnSpec } from '../base/ports/warehouse.ts';
import { type ColumnType, formatColumnType, parseColumnType } from './type.ts';

/** A column of a typed table. `required` columns hold no nulls. */
export interface Field {
  name: string;
  type: ColumnType;
  required: boolean;
  description?: string;
}

/** Columns in the order of the file and of the table. */
export type Schema = readonly Field[];

export const PARTITION_DATE = 'partition_date';

export function toColumnSpec(field: Field): ColumnSpec {
  return {
    name: field.name,
    type: formatColumnType(field.type),
    ...('unit' in field.type ? { unit: field.type.unit } : {}),
    required: field.required,
    ...(field.description === undefined ? {} : { description: field.description }),
  };
}

export function fromColumnSpec(spec: ColumnSpec): Field {
  return {
    name: spec.name,
    type: parseColumnType(spec.type, spec.unit),
    required: spec.required,
    ...(spec.description === undefined ? {} : { description: spec.description }),
  };
}
