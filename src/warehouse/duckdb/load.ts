import { ConfigurationError, ContractError, OutageError, reasonOf } from '../../base/errors.ts';
import type { ColumnSpec, LoadOutcome, LoadRequest, Receipt } from '../../base/ports/warehouse.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import { parseColumnType } from '../../table/type.ts';
import { firstLine } from './library.ts';
import { qualify, quoteName, toDuckdbType } from './names.ts';
import { readReceipts, writeReceipt } from './receipts.ts';
import { ensureTable, readColumns } from './schema.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** The receipt, when it shows that `request` was loaded already and the table still agrees. */
export function settledBy(request: LoadRequest, receipt: Receipt | undefined): LoadOutcome | undefined {
  const same =
    receipt !== undefined &&
    receipt.publication === request.publication &&
    receipt.sha256 === request.sha256 &&
    receipt.rows === request.rows &&
    receipt.rowsNow === request.rows;
  return same ? { receipt, outcome: 'unchanged', replaced: 0, added: [] } : undefined;
}

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
  const receipt: Receipt = {
    partition: request.partition,
    publication: request.publication,
    sha256: request.sha256,
    rows: request.rows,
    rowsNow: request.rows,
    loadedAt: options.loadedAt,
  };
  if (request.write === 'append-once' && (await isAppended(session, target, request, before))) {
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
  if (inserted !== request.rows || found !== request.rows) {
    throw new ContractError(
      'WAREHOUSE_COUNT',
      `${target.url} would hold ${found} rows of ${request.partition} from ${inserted} rows of ${request.object.uri}, but ${request.rows} were published; publish the partition again`,
      { found, inserted, expected: request.rows },
    );
  }
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

async function countRows(session: Session, target: Target, request: LoadRequest): Promise<number> {
  const where = partitionFilter(request);
  const table = qualify(session.catalog, target.schema, target.table);
  const [row] = await session.rows(`SELECT count(*) AS total FROM ${table}${where.sql}`, where.parameters);
  return Number(row?.['total']);
}

/** Whether exactly these rows are in the table already. Half of them, or others, is for a person to look at. */
async function isAppended(
  session: Session,
  target: Target,
  request: LoadRequest,
  before: Receipt | undefined,
): Promise<boolean> {
  const refuse = (why: string) =>
    new ContractError(
      'WAREHOUSE_APPENDED',
      `${target.url} ${why}, and "write: append-once" replaces nothing; delete the rows of ${request.partition} by hand or use "write: replace-partition"`,
      { partition: request.partition },
    );
  if (before !== undefined && before.sha256 !== request.sha256) {
    throw refuse(`got ${request.partition} from another file (sha256 ${before.sha256.slice(0, 12)})`);
  }
  const columns = await readColumns(session, target);
  const dated = columns?.some((column) => column.name.toLowerCase() === PARTITION_DATE) ?? false;
  const countable = columns !== undefined && (dated || request.partitionDate === undefined);
  const now = countable ? await countRows(session, target, request) : 0;
  if (now === 0) return before !== undefined && request.rows === 0;
  if (before === undefined) throw refuse(`holds ${now} rows of ${request.partition} without a receipt`);
  if (now !== request.rows) throw refuse(`holds ${now} instead of ${request.rows} rows of ${request.partition}`);
  return true;
}

/** The file has the columns that the ledger says, by name and type: an insert would cast silently. */
async function checkFile(session: Session, target: Target, request: LoadRequest, file: string): Promise<void> {
  const rows = await session.rows(`DESCRIBE SELECT * FROM ${PARQUET}`, [literalGlob(file)]);
  const found = rows.map((row) => `${String(row['column_name'])} ${String(row['column_type'])}`);
  const expected = request.columns.map(describeSpec);
  const differences = [
    ...expected.filter((column) => !found.includes(column)).map((column) => `${column}: not in the file`),
    ...found.filter((column) => !expected.includes(column)).map((column) => `${column}: only in the file`),
  ];
  if (differences.length === 0) return;
  throw new ContractError(
    'WAREHOUSE_FILE_SCHEMA',
    `${request.object.uri} does not have the columns that were published for ${target.url}:\n${differences
      .map((line) => `  ${line}`)
      .join('\n')}\npublish the partition again`,
    { differences },
  );
}

function describeSpec(column: ColumnSpec): string {
  return `${column.name} ${toDuckdbType(parseColumnType(column.type, column.unit))}`;
}

/** The user's SQL, inside the transaction. Its errors are told as they are: it is the user who reads them. */
async function runAfterLoad(session: Session, target: Target, request: LoadRequest): Promise<void> {
  if (request.afterLoad === undefined) return;
  const fail = (place: string, why: string, cause?: unknown) =>
    new ConfigurationError(
      'WAREHOUSE_AFTER_LOAD',
      `after_load${place}: ${why}; nothing of ${request.partition} was loaded into ${target.url}`,
      {},
      cause,
    );
  let place = '';
  try {
    const statements = await session.statements(request.afterLoad);
    for (let at = 0; at < statements.count; at++) {
      place = `, statement ${at + 1}`;
      if (await statements.isTransaction(at)) {
        const why =
          'it begins or ends a transaction, but runs inside that of the load; take BEGIN, COMMIT and ROLLBACK out';
        throw fail(place, why);
      }
      await statements.run(at);
    }
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    if (error instanceof ConfigurationError || error instanceof OutageError) throw error;
    throw fail(place, firstLine(reasonOf(error)), error);
  }
  // The receipt says how many rows were loaded. If they became more or fewer here, each plan would load them again.
  const left = await countRows(session, target, request);
  if (left !== request.rows) {
    throw fail(
      '',
      `it left ${left} of ${request.rows} rows of ${request.partition}; write its outcome to another table`,
    );
  }
}
