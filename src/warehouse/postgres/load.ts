import { OutageError } from '../../base/errors.ts';
import type { Log } from '../../base/ports/log.ts';
import type { ColumnarFile, ColumnSpec, LoadOutcome, LoadRequest } from '../../base/ports/warehouse.ts';
import { fromColumnSpec, PARTITION_DATE } from '../../table/schema.ts';
import { afterLoadError, checkRowsLeft, TRANSACTION_INSIDE } from '../after-load.ts';
import { isAppended } from '../append-once.ts';
import { checkFileColumns } from '../file-columns.ts';
import { quoteName } from '../identifier.ts';
import { checkLoadedRows } from '../loaded-rows.ts';
import { receiptFor } from '../receipt.ts';
import { encodeRows } from './binary-copy.ts';
import { define } from './definition.ts';
import { scriptReason, stateOf, translate } from './failure.ts';
import { hold } from './lock.ts';
import { countRowsOf } from './partition-rows.ts';
import { begin } from './read-ahead.ts';
import { readStored, settle, writeReceipt } from './receipts.ts';
import { countPartition, countRows, look, partitionFilter, tableName } from './relation.ts';
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
  const before = await readStored(session, target, found, partition);
  const settled = await settle(session, target, found, request, before);
  if (settled) return settled;
  const receipt = receiptFor(request, options.loadedAt);
  if (
    write === 'append-once' &&
    isAppended(target.url, request, before, await countPartition(session, target, found, request))
  ) {
    // The rows stay as they are; the receipt follows the ledger, or the partition would be due for ever.
    await writeReceipt(session, target, request, receipt);
    return { receipt, outcome: 'unchanged', replaced: 0, added: [] };
  }
  const hasTriggers = found.table?.hasTriggers === true;
  const { statements, indexes, added } = define(target, found, columns, partitionDate !== undefined);
  if (statements.length > 0 && !whole) return undefined;
  for (const statement of statements) await session.run(statement);
  // The first of them are made while the server deletes.
  const rows = copyData(target, request, options.file);
  try {
    const where = partitionFilter(partitionDate);
    const replaced = await session.run(`DELETE FROM ${tableName(target)}${where.sql}`, where.parameters);
    const inserted = await session.copy(rows.sql, rows.chunks.items);
    for (const index of indexes) await session.run(index);
    // What was sent is what is there, unless somebody's triggers came between.
    const there = hasTriggers ? await countRows(session, target, partitionDate) : rows.count();
    checkLoadedRows(target.url, request, inserted, there);
    await runAfterLoad(session, target, request);
    await writeReceipt(session, target, request, receipt);
    return { receipt, outcome: 'loaded', replaced, added };
  } finally {
    await rows.chunks.close();
  }
}

function checkFile(target: Target, request: LoadRequest, file: ColumnarFile): void {
  const describe = (column: ColumnSpec) => `${column.name} ${POSTGRES.typeOf(column)}`;
  checkFileColumns(target.url, request, file.columns.map(describe), request.columns.map(describe));
}

/** The file's rows as a COPY takes them, and how many of them belonged to the partition. */
function copyData(target: Target, { partitionDate }: LoadRequest, file: ColumnarFile) {
  const names = file.columns.map(({ name }) => quoteName(name)).join(', ');
  const at = file.columns.findIndex(({ name }) => name === PARTITION_DATE);
  const { groups, count } = countRowsOf(file.rowGroups(), at, partitionDate);
  const fields = file.columns.map(fromColumnSpec);
  return {
    sql: `COPY ${tableName(target)} (${names}) FROM STDIN (FORMAT binary)`,
    chunks: begin(encodeRows({ url: target.url, fields, groups })),
    count,
  };
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
  checkRowsLeft(url, request, await countRows(session, target, request.partitionDate));
}
