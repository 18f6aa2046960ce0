import type { Log } from '../../base/ports/log.ts';
import type { DropRequest } from '../../base/ports/warehouse.ts';
import { hold } from './lock.ts';
import { look, partitionFilter, receiptsName, tableName } from './relation.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** Rows and receipt of a partition, in a transaction that is open when this returns. On an error it is rolled back. */
export async function dropRows(
  session: Session,
  target: Target,
  { partition, partitionDate }: DropRequest,
  options: { log: Log; lockMs: number },
): Promise<number> {
  try {
    await session.begin('write');
    const whole = partitionDate === undefined;
    const held = whole ? ({ whole } as const) : ({ whole, partition } as const);
    await hold(session, target, held, options.log, options.lockMs);
    const found = await look(session, target);
    const where = partitionFilter(partitionDate);
    const rows =
      found.table === undefined
        ? 0
        : await session.run(`DELETE FROM ${tableName(target)}${where.sql}`, where.parameters);
    if (found.receipts) {
      await session.run(`DELETE FROM ${receiptsName(target)} WHERE table_name = $1 AND "partition" = $2`, [
        target.table,
        partition,
      ]);
    }
    return rows;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
