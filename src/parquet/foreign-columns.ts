import { type CompressionCodec, parquetSchema, type RowGroup, type SchemaTree } from 'hyparquet';
import { formatCount } from '../base/byte-size.ts';
import { ContractError, reasonOf } from '../base/errors.ts';
import type { ForeignFile } from './foreign-file.ts';
import { foreign } from './foreign-file.ts';
import { type ForeignType, foreignType } from './foreign-type.ts';

/** A top-level column of somebody else's file. */
export interface ForeignColumn {
  /** As the file spells it, and without blanks around. */
  path: string;
  name: string;
  optional: boolean;
  /** Absent: a list, map or struct, in whose place `nested` has a word. */
  type?: ForeignType;
  nested?: string;
}

/** The columns in the order of the file. Throws ContractError: LIMIT_COLUMNS, PARQUET_HEADER for names that are empty or double. */
export function foreignColumns(file: ForeignFile, most: number): ForeignColumn[] {
  const children = topLevel(file);
  if (children.length > most) {
    throw new ContractError(
      'LIMIT_COLUMNS',
      `${file.name}: the file has more than ${formatCount(most)} columns; if it is sound, raise "limits.columns"`,
      { name: file.name, limit: most },
    );
  }
  const seen = new Set<string>();
  return children.map(({ element, children: parts }) => {
    const name = element.name.trim();
    if (name === '' || seen.has(name)) {
      throw new ContractError(
        'PARQUET_HEADER',
        `${file.name}: ${name === '' ? 'a column has no name' : `two columns are called ${JSON.stringify(name)}`}`,
        { name: file.name },
      );
    }
    seen.add(name);
    const column = { path: element.name, name, optional: element.repetition_type !== 'REQUIRED' };
    if (parts.length === 0 && element.type !== undefined && element.repetition_type !== 'REPEATED') {
      return { ...column, type: foreignType(element) };
    }
    const word = element.logical_type?.type ?? element.converted_type;
    if (element.repetition_type === 'REPEATED' || word === 'LIST') return { ...column, nested: 'list' };
    return { ...column, nested: word?.startsWith('MAP') ? 'map' : 'struct' };
  });
}

/** Throws ContractError PARQUET_FOREIGN for a footer whose schema does not hold together. */
function topLevel(file: ForeignFile): SchemaTree[] {
  try {
    const { children } = parquetSchema(file.metadata);
    if (children.every(({ element }) => typeof element.name === 'string')) return children;
  } catch (error) {
    throw foreign(file.name, `its schema does not hold together: ${reasonOf(error)}`, error);
  }
  throw foreign(file.name, 'a column of its schema has no name');
}

/** Where the pages of a flat column lie in a row group, and how they are packed. */
export function chunkOf(
  file: ForeignFile,
  group: RowGroup,
  column: string,
): { start: number; end: number; codec: CompressionCodec } {
  const chunk = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema[0] === column);
  const meta = chunk?.meta_data;
  if (chunk?.crypto_metadata !== undefined)
    throw foreign(file.name, `the column ${JSON.stringify(column)} is encrypted`);
  if (meta === undefined) throw foreign(file.name, `a row group lacks the column ${JSON.stringify(column)}`);
  // 0 is what some writers put where there is no dictionary.
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  return { start, end: start + Number(meta.total_compressed_size), codec: meta.codec };
}
