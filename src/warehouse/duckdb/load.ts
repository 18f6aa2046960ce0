import { ConfigurationError, OutageError, reasonOf } from '../../base/errors.ts';
import type { LoadOutcome, LoadRequest } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { afterLoadError, checkRowsLeft, TRANSACTION_INSIDE } from '../after-load.ts';
import { isAppended } from '../append-once.ts';
import { checkFileColumns } from '../file-columns.ts';
import { quoteName } from '../identifier.ts';
import { checkLoadedRows } from '../loaded-rows.ts';
import { receiptFor, settledBy } from '../receipt.ts';
import { countRows } from './adopt.ts';
import { firstLine } from './library.ts';
import { DUCKDB, qualify } from './names.ts';
import { readReceipts, writeReceipt } from './receipts.ts';
import { ensureTable } from './schema.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** The whole load in one transaction: all of it, or nothing. `file` is the Parquet file on this machine. */
export async function loadFile(
  session: Session,
  target: Target,
  request: LoadRequest,
  options: { file: string; loadedAt: string },
): Promise<LoadOutcome> {
  await session.run('BEGIN TRANSACTION');
  try {
    const outcome = await replaceRows(session, target, request, options);
    await session.run('COMMIT');
    return outcome;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}

async function replaceRows(
  session: Session,
  target: Target,
  request: LoadRequest,
  options: { file: string; loadedAt: string },
): Promise<LoadOutcome> {
  const before = (await readReceipts(session, target, request.partition)).get(request.partition);
  const settled = settledBy(request, before);
  if (settled) return settled;
  const receipt = receiptFor(request, options.loadedAt);
  if (
    request.write === 'append-once' &&
    isAppended(target.url, request, before, await countRows(session, target, request))
  ) {
    // The rows stay as they are; the receipt follows the ledger, or the partition would be due for ever.
    await writeReceipt(session, target, request, receipt);
    return { receipt, outcome: 'unchanged', replaced: 0, added: [] };
  }
  await checkFile(session, target, request, options.file);
  const added = await ensureTable(session, target, request.columns, request.partitionDate !== undefined);
  const table = qualify(session.catalog, target.schema, target.table);
  const where = partitionFilter(request);
  const replaced = await session.run(`DELETE FROM ${table}${where.sql}`, where.parameters);
  const names = request.columns.map((column) => quoteName(column.name)).join(', ');
  const inserted = await session.run(`INSERT INTO ${table} (${names}) SELECT ${names} FROM ${PARQUET}`, [
    literalGlob(options.file),
  ]);
  const found = await countRows(session, target, request);
  checkLoadedRows(target.url, request, inserted, found);
  await runAfterLoad(session, target, request);
  await writeReceipt(session, target, request, receipt);
  return { receipt, outcome: 'loaded', replaced, added };
}

/** `hive_partitioning` off: else `year=2021/month=01` in the path would come before a column of that name in the file. */
const PARQUET = 'read_parquet($1, hive_partitioning = false)';

/** A path that matches itself and nothing else. */
function literalGlob(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}

function partitionFilter(request: LoadRequest): { sql: string; parameters: string[] } {
  if (request.partitionDate === undefined) return { sql: '', parameters: [] };
  return { sql: ` WHERE ${PARTITION_DATE} = $1::DATE`, parameters: [request.partitionDate] };
}

async function checkFile(session: Session, target: Target, request: LoadRequest, file: string): Promise<void> {
  const rows = await session.rows(`DESCRIBE SELECT * FROM ${PARQUET}`, [literalGlob(file)]);
  const found = rows.map((row) => `${String(row['column_name'])} ${String(row['column_type'])}`);
  const expected = request.columns.map((column) => `${column.name} ${DUCKDB.typeOf(column)}`);
  checkFileColumns(target.url, request, found, expected);
}

/** The user's SQL, inside the transaction. Its errors are told as they are: it is the user who reads them. */
async function runAfterLoad(session: Session, target: Target, request: LoadRequest): Promise<void> {
  if (request.afterLoad === undefined) return;
  const { url } = target;
  let place = '';
  try {
    const statements = await session.statements(request.afterLoad);
    for (let at = 0; at < statements.count; at++) {
      place = `, statement ${at + 1}`;
      if (await statements.isTransaction(at)) {
        throw afterLoadError(url, request, place, TRANSACTION_INSIDE);
      }
      await statements.run(at);
    }
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    if (error instanceof ConfigurationError || error instanceof OutageError) throw error;
    throw afterLoadError(url, request, place, firstLine(reasonOf(error)), error);
  }
  checkRowsLeft(url, request, await countRows(session, target, request));
}
