import { type Check, fail, ok } from '../answer.ts';

/** Whether the table takes the columns that the pipeline has now. */
export const tableDrift: Check = {
  code: 'table-drift',
  async run({ table, pipeline }) {
    const examined = (await table()).value;
    if (examined === undefined || !examined.table) return undefined;
    if (examined.differences.length === 0) return ok('the table takes the columns of the pipeline');
    return fail(
      3,
      `the table does not fit: ${examined.differences.join('; ')}`,
      `change the columns in ${pipeline.file} back, alter the table by hand, or name a new table in "warehouse"`,
    );
  },
};
