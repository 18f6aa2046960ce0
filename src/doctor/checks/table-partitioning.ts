import { type Check, fail, ok } from '../answer.ts';
import { warehouseKind } from '../warehouse-kind.ts';

/** Whether BigQuery's table is partitioned as the pipeline is: it cannot be changed afterwards. */
export const tablePartitioning: Check = {
  code: 'table-partitioning',
  async run({ table, pipeline }) {
    const examined = (await table()).value;
    if (warehouseKind(pipeline) !== 'bigquery' || examined === undefined || !examined.table) return undefined;
    if (examined.partitioning === undefined) return ok('the table is partitioned as the pipeline is');
    return fail(3, examined.partitioning, 'name a new table in "warehouse", and drop the old one when it is loaded');
  },
};
