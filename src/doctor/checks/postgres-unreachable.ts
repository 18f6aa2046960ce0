import { type Check, failOf, ok } from '../answer.ts';
import { warehouseKind } from '../warehouse-kind.ts';

/** Whether the server lets the URL's user into the database. */
export const postgresUnreachable: Check = {
  code: 'postgres-unreachable',
  async run({ table, pipeline }) {
    if (warehouseKind(pipeline) !== 'postgres') return undefined;
    const { error } = await table();
    return error === undefined
      ? ok('the server lets the user into the database')
      : failOf(error, 'see whether this machine reaches the server, and correct "warehouse"');
  },
};
