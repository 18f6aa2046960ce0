import type { DropRequest } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { RECEIPTS_TABLE } from '../identifier.ts';
import { qualify } from './names.ts';
import { readColumns } from './schema.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** Rows and receipt of a partition, in one transaction. */
export async function dropRows(session: Session, target: Target, request: DropRequest): Promise<number> {
  await session.run('BEGIN TRANSACTION');
  try {
    const { partition, partitionDate } = request;
    const table = qualify(session.catalog, target.schema, target.table);
    let rows = 0;
    if ((await readColumns(session, target)) !== undefined) {
      rows =
        partitionDate === undefined
          ? await session.run(`DELETE FROM ${table}`)
          : await session.run(`DELETE FROM ${table} WHERE ${PARTITION_DATE} = $1::DATE`, [partitionDate]);
    }
    if ((await readColumns(session, target, RECEIPTS_TABLE)) !== undefined) {
      const receipts = qualify(session.catalog, target.schema, RECEIPTS_TABLE);
      await session.run(`DELETE FROM ${receipts} WHERE table_name = lower($1) AND "partition" = $2`, [
        target.table,
        partition,
      ]);
    }
    await session.run('COMMIT');
    return rows;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
