import { createHash } from 'node:crypto';
import type { Log } from '../../base/ports/log.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** `whole`: nobody else loads anything into the table. Else the loads of other partitions go on beside this one. */
export type Hold = { whole: true } | { whole: false; partition: string };

/**
 * Waits until this transaction may load, and holds that until it ends. Advisory locks: only those who ask are kept out, so
 * readers never wait. The table's lock comes first in every session, so no two wait for each other.
 * https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
 */
export async function hold(session: Session, target: Target, hold: Hold, log: Log, lockMs: number): Promise<void> {
  const table = [target.schema, target.table];
  const wanted = hold.whole
    ? [{ name: 'pg_advisory_xact_lock', key: keyOf(table) }]
    : [
        { name: 'pg_advisory_xact_lock_shared', key: keyOf(table) },
        { name: 'pg_advisory_xact_lock', key: keyOf([...table, hold.partition]) },
      ];
  for (const { name, key } of wanted) {
    const [row] = await session.rows(`SELECT ${name.replace('pg_', 'pg_try_')}($1::bigint) AS got`, [key]);
    if (row?.['got'] === true) continue;
    log.info(`another process loads into ${target.url}; waiting up to ${lockMs / 1000} s`);
    await session.rows(`SELECT ${name}($1::bigint)`, [key]);
  }
}

/** 64 bits that only we use, whatever the names are. */
function keyOf(names: readonly string[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(['lakeferry', ...names]))
    .digest();
  return String(hash.readBigInt64BE(0));
}
