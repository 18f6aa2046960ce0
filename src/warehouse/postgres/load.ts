import { OutageError } from '../../base/errors.ts';
import type { Log } from '../../base/ports/log.ts';
import type { ColumnarFile, ColumnSpec, LoadOutcome, LoadRequest } from '../../base/ports/warehouse.ts';
import { fromColumnSpec, PARTITION_DATE } from '../../table/schema.ts';
import { afterLoadError, checkRowsLeft, TRANSACTION_INSIDE } from '../after-load.ts';
import { isAppended } from '../append-once.ts';
import { checkFileColumns } from '../file-columns.ts';
import { quoteName } from '../identifier.ts';
import { checkLoadedRows } from '../loaded-rows.ts';
import { receiptFor, settledBy } from '../receipt.ts';
import { hasPartitionDate } from '../table-columns.ts';
import { encodeRows } from './binary-copy.ts';
import { define } from './definition.ts';
import { scriptReason, stateOf, translate } from './failure.ts';
import { hold } from './lock.ts';
import { readReceipts, writeReceipt } from './receipts.ts';
import { type Found, look, tableName } from './relation.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';
import { POSTGRES } from './types.ts';

export interface LoadOptions {
  file: ColumnarFile;
  /** ISO 8601, UTC. */
  loadedAt: string;
  log: Log;
  lockMs: number;
}

/** Everything of a load but its COMMIT, in a transaction that is open when this returns. On an error it is rolled back. */
export async function loadRows(
  session: Session,
  target: Target,
  request: LoadRequest,
  options: LoadOptions,
): Promise<LoadOutcome> {
  checkFile(target, request, options.file);
  // The user's SQL may read the whole table, and a load without a partition's date replaces it.
  let whole = request.partitionDate === undefined || request.afterLoad !== undefined;
  try {
    for (;;) {
      await session.begin('write');
      const held = whole ? ({ whole } as const) : ({ whole, partition: request.partition } as const);
      await hold(session, target, held, options.log, options.lockMs);
      const outcome = await replaceRows(session, target, request, options, whole);
      if (outcome !== undefined) return outcome;
      // Asked for from the beginning: who holds a part and asks for the whole would wait for another who does the same.
      await session.rollback();
      whole = true;
    }
  } catch (error) {
    await session.rollback();
    throw error;
  }
}

/** `undefined`: the table has to be defined first, and this transaction does not hold it as a whole. */
async function replaceRows(
  session: Session,
  target: Target,
  request: LoadRequest,
  options: LoadOptions,
  whole: boolean,
): Promise<LoadOutcome | undefined> {
  const { partition, partitionDate, columns, write } = request;
  const found = await look(session, target);
  const before = (await readReceipts(session, target, found, partition)).get(partition);
  const settled = settledBy(request, before);
  if (settled) return settled;
  const receipt = receiptFor(request, options.loadedAt);
  if (
    write === 'append-once' &&
    isAppended(target.url, request, before, await rowsThere(session, target, request, found))
  ) {
    // The rows stay as they are; the receipt follows the ledger, or the partition would be due for ever.
    await writeReceipt(session, target, request, receipt);
    return { receipt, outcome: 'unchanged', replaced: 0, added: [] };
  }
  const { statements, added } = define(target, found, columns, partitionDate !== undefined);
  if (statements.length > 0 && !whole) return undefined;
  for (const statement of statements) await session.run(statement);
  const where = partitionFilter(request);
  const replaced = await session.run(`DELETE FROM ${tableName(target)}${where.sql}`, where.parameters);
  const inserted = await copyRows(session, target, options.file);
  checkLoadedRows(target.url, request, inserted, await countRows(session, target, request));
  await runAfterLoad(session, target, request);
  await writeReceipt(session, target, request, receipt);
  return { receipt, outcome: 'loaded', replaced, added };
}

function checkFile(target: Target, request: LoadRequest, file: ColumnarFile): void {
  const describe = (column: ColumnSpec) => `${column.name} ${POSTGRES.typeOf(column)}`;
  checkFileColumns(target.url, request, file.columns.map(describe), request.columns.map(describe));
}

async function copyRows(session: Session, target: Target, file: ColumnarFile): Promise<number> {
  const names = file.columns.map(({ name }) => quoteName(name)).join(', ');
  const rows = encodeRows({ url: target.url, fields: file.columns.map(fromColumnSpec), groups: file.rowGroups() });
  return session.copy(`COPY ${tableName(target)} (${names}) FROM STDIN (FORMAT binary)`, rows);
}

function partitionFilter(request: LoadRequest): { sql: string; parameters: string[] } {
  if (request.partitionDate === undefined) return { sql: '', parameters: [] };
  return { sql: ` WHERE ${quoteName(PARTITION_DATE)} = $1::date`, parameters: [request.partitionDate] };
}

async function countRows(session: Session, target: Target, request: LoadRequest): Promise<number> {
  const where = partitionFilter(request);
  const [row] = await session.rows(`SELECT count(*) AS total FROM ${tableName(target)}${where.sql}`, where.parameters);
  return Number(row?.['total']);
}

/** Rows of the partition, where there may be no table or none with a partition's date. */
async function rowsThere(session: Session, target: Target, request: LoadRequest, found: Found): Promise<number> {
  if (found.table?.isTable !== true) return 0;
  const countable = request.partitionDate === undefined || hasPartitionDate(POSTGRES, found.table.columns);
  return countable ? countRows(session, target, request) : 0;
}

const TRANSACTION_WORDS = /\b(begin|start|commit|end|rollback|abort|savepoint|release|prepare)\b/i;

/**
 * The user's SQL, inside the transaction and unable to end it: a statement of PL/pgSQL runs it, where COMMIT and the like are
 * refused. It travels as a setting, so that no quoting of ours can meet a quote of the user's.
 */
async function runAfterLoad(session: Session, target: Target, request: LoadRequest): Promise<void> {
  const { afterLoad, signal } = request;
  if (afterLoad === undefined) return;
  const { url } = target;
  if (afterLoad.includes('\0'))
    throw afterLoadError(url, request, '', 'it holds a NUL byte, which PostgreSQL does not take');
  await session.rows(`SELECT set_config('lakeferry.after_load', $1, true)`, [afterLoad]);
  try {
    const run = "BEGIN EXECUTE current_setting('lakeferry.after_load'); END";
    await session.script('after_load', `DO $after_load$ ${run} $after_load$`);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const outage = translate(target, error);
    if (outage instanceof OutageError) throw outage;
    const isTransaction = /^(0A000|2D000)$/.test(stateOf(error)) && TRANSACTION_WORDS.test(afterLoad);
    throw afterLoadError(url, request, '', isTransaction ? TRANSACTION_INSIDE : scriptReason(afterLoad, error), error);
  }
  checkRowsLeft(url, request, await countRows(session, target, request));
}
