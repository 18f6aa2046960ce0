import { type Check, failOf, ok } from '../answer.ts';
import { warehouseKind } from '../warehouse-kind.ts';

/** Whether DuckDB's library can be loaded here, and opens the file where there is one. */
export const duckdbUnusable: Check = {
  code: 'duckdb-unusable',
  async run({ table, pipeline }) {
    if (warehouseKind(pipeline) !== 'duckdb') return undefined;
    const { value, error } = await table();
    if (error !== undefined) return failOf(error, 'close what has the file open, or name another file in "warehouse"');
    return ok(`the library is here, ${value?.table ? 'and the table' : 'and there is no table yet'}`);
  },
};
