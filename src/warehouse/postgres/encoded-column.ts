import { ContractError } from '../../base/errors.ts';
import type { Column, Values } from '../../base/ports/columns.ts';
import { valueCount } from '../../table/column.ts';
import type { Field } from '../../table/schema.ts';
import { encodeValues } from './field-bytes.ts';

/**
 * A column of one row group as COPY's fields: entry k is what lies in `bytes` from `starts[k]` to `starts[k + 1]`, its length in front. Entry
 * 0 is null.
 */
export interface EncodedColumn {
  bytes: DataView;
  starts: Uint32Array;
  /** The entry of each row; absent: row r has entry r + 1. */
  entries?: Uint16Array | Uint32Array;
  /** Bytes of each row's field, where all are of one length. */
  width?: number;
}

export interface ColumnPlace {
  url: string;
  field: Field;
  /** Rows of the group, and of all groups before it. */
  rows: number;
  rowsBefore: number;
}

export function encodeColumn(column: Column, place: ColumnPlace): EncodedColumn {
  const { field, rows } = place;
  const values = column.kind === 'dictionary' ? column.dictionary : column.values;
  const validity = column.kind === 'plain' && column.nulls > 0 ? column.validity : undefined;
  const count = column.kind === 'dictionary' ? valueCount(values) : rows;
  const refuse = (at: number, why: string) => {
    const row = column.kind === 'dictionary' ? column.indices.indexOf(at + 1) : at;
    return refused(place, row, why);
  };
  const { bytes, starts, width } = encodeValues(field.type, values as Values, count, validity, refuse);
  const entries = column.kind === 'dictionary' ? column.indices : nullable(validity, rows);
  return {
    bytes,
    starts,
    ...(entries === undefined ? {} : { entries }),
    ...(width === undefined || column.nulls > 0 ? {} : { width }),
  };
}

/** Entries of a plain column with nulls. */
function nullable(validity: Uint8Array | undefined, rows: number): Uint32Array | undefined {
  if (validity === undefined) return undefined;
  const entries = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) entries[row] = validity[row] === 0 ? 0 : row + 1;
  return entries;
}

/** The value itself has no place in a message. `row`: from 0, in its group. */
function refused({ url, field, rowsBefore }: ColumnPlace, row: number, why: string): ContractError {
  const at = rowsBefore + row + 1;
  return new ContractError(
    'WAREHOUSE_DATA',
    `${url} cannot hold column ${JSON.stringify(field.name)} of row ${at}: ${why}`,
    { column: field.name, row: at },
  );
}
