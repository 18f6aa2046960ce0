import { type Check, fail, ok } from '../answer.ts';
import { warehouseKind } from '../warehouse-kind.ts';

/** Whether the user may do what a load does. */
export const postgresDenied: Check = {
  code: 'postgres-denied',
  async run({ table, pipeline }) {
    const examined = (await table()).value;
    if (warehouseKind(pipeline) !== 'postgres' || examined === undefined) return undefined;
    const { lacking } = examined;
    if (lacking.length === 0) return ok('the user may make and load the table');
    return fail(
      2,
      `the user lacks ${lacking.join(', ')}`,
      ...lacking.map((right) =>
        right.startsWith('ownership')
          ? `give the user the ${right}`
          : `GRANT ${right.replace(/ on /, ' ON ')} TO the user;`,
      ),
    );
  },
};
