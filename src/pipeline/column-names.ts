import { PARTITION_DATE } from '../table/schema.ts';
import type { Tell } from './document.ts';
import { pathColumns } from './partitions.ts';
import type { ColumnFile, PipelineFile } from './schema.ts';

/** https://cloud.google.com/bigquery/docs/schemas#column_names */
const NAME = /^[A-Za-z_]\w{0,299}$/;
const RESERVED =
  /^(?:_TABLE_|_FILE_|_PARTITION|_ROW_TIMESTAMP|__ROOT__|_COLIDENTIFIER|_CHANGE_SEQUENCE_NUMBER|_CHANGE_TYPE|_CHANGE_TIMESTAMP)/i;

export function checkNames(names: readonly string[], file: PipelineFile, tell: Tell): void {
  const folded = new Map<string, string>();
  const by = file.partitions?.by;
  // A word that is none of `by`'s has its own problem already.
  const inPath = by === undefined ? [] : (pathColumns(by) ?? []);
  for (const name of names) {
    const path = ['columns', name];
    const lower = name.toLowerCase();
    const same = folded.get(lower);
    const keep = `the file's header goes to "from"`;
    if (!NAME.test(name) || name === '__proto__') {
      tell(
        path,
        `columns: "${name.slice(0, 60)}" is not a name that every warehouse takes`,
        `write letters, digits and _, not a digit first, at most 300; ${keep}`,
        'key',
      );
    } else if (RESERVED.test(name)) {
      tell(
        path,
        `columns: "${name}" begins with a prefix that BigQuery keeps for itself`,
        `choose another name; ${keep}`,
        'key',
      );
    } else if (lower === PARTITION_DATE) {
      tell(
        path,
        `columns: "${name}" is the column that says which partition a row belongs to`,
        `choose another name; ${keep}`,
        'key',
      );
    } else if (inPath.includes(lower)) {
      tell(
        path,
        `columns: "${name}" is in the lake's path already (${inPath.join('=…/')}=…), and readers would find it twice`,
        `choose another name; ${keep}`,
        'key',
      );
    } else if (same !== undefined) {
      tell(
        path,
        `columns: "${name}" and "${same}" differ only in case, which warehouses ignore`,
        'choose another name',
        'key',
      );
    }
    folded.set(lower, name);
  }
}

/** The headers of a column, trimmed as headers are. */
export function headersOf(name: string, column: ColumnFile): string[] {
  const from = column.from ?? name;
  return (Array.isArray(from) ? from : [from]).map((header) => header.trim());
}

export function checkHeaders(names: readonly string[], file: PipelineFile, tell: Tell): void {
  const claimed = new Map<string, string>();
  for (const name of names) {
    const column = file.columns[name] as ColumnFile;
    for (const header of headersOf(name, column)) {
      const owner = claimed.get(header);
      const path = column.from === undefined ? ['columns', name] : ['columns', name, 'from'];
      if (owner === name) tell(path, `columns.${name}.from names "${header}" twice`, 'remove one of the two');
      else if (owner !== undefined)
        tell(
          path,
          `columns.${name} and columns.${owner} both claim the header "${header}"`,
          'take it from one of the two',
          'key',
        );
      claimed.set(header, name);
    }
  }
}
