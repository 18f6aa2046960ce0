import { type Check, fail, ok } from '../answer.ts';
import { warehouseKind } from '../warehouse-kind.ts';

/** Whether the account may run jobs, and write the table. */
export const bigqueryDenied: Check = {
  code: 'bigquery-denied',
  async run({ table, pipeline }) {
    const examined = (await table()).value;
    if (warehouseKind(pipeline) !== 'bigquery' || examined === undefined) return undefined;
    const { lacking } = examined;
    if (lacking.length === 0) return ok('the account may run jobs and write the table');
    return fail(2, 'the account may not do what a load does', ...lacking.map((role) => `give the account ${role}`));
  },
};
