import { ContractError } from '../base/errors.ts';
import type { LoadRequest } from '../base/ports/warehouse.ts';

/**
 * The file has the columns that the ledger says, each as `name type`: a warehouse would cast others silently. Else
 * ContractError WAREHOUSE_FILE_SCHEMA with one line a difference.
 */
export function checkFileColumns(
  url: string,
  request: LoadRequest,
  found: readonly string[],
  expected: readonly string[],
): void {
  const differences = [
    ...expected.filter((column) => !found.includes(column)).map((column) => `${column}: not in the file`),
    ...found.filter((column) => !expected.includes(column)).map((column) => `${column}: only in the file`),
  ];
  if (differences.length === 0) return;
  throw new ContractError(
    'WAREHOUSE_FILE_SCHEMA',
    `${request.object.uri} does not have the columns that were published for ${url}:\n${differences
      .map((line) => `  ${line}`)
      .join('\n')}\npublish the partition again`,
    { differences },
  );
}
