import { ConfigurationError, ConflictError, ContractError } from '../../base/errors.ts';
import type { LoadOutcome, LoadRequest, Receipt, RememberedLoad } from '../../base/ports/warehouse.ts';
import { runAfterLoad } from './after-load.ts';
import type { Api } from './api.ts';
import { findAppended } from './append.ts';
import { countRows } from './count.ts';
import { describeJob, loadFailure, TABLE_MOVED } from './failure.ts';
import { runJob, type Work } from './job.ts';
import { loadJobName } from './job-id.ts';
import { receiptOf } from './receipts.ts';
import type { Job, LoadConfiguration } from './resource.ts';
import { decoratorOf, partitioningOf } from './schema.ts';
import type { BigquerySettings } from './settings.ts';
import { ensureTable, type ReadyTable } from './table.ts';
import type { Target } from './target.ts';

const MOST_MOVES = 5;

/** One partition into its table. Done again after a crash at any point it ends the same way: the job's id is the guard. */
export async function loadPartition(
  api: Api,
  settings: BigquerySettings,
  request: LoadRequest,
  remembered: RememberedLoad | undefined,
): Promise<LoadOutcome> {
  const { partition, partitionDate, signal } = request;
  signal.throwIfAborted();
  refuseLocalFile(api.target, request.object.uri);
  const receipt: Receipt = {
    partition,
    publication: request.publication,
    sha256: request.sha256,
    rows: request.rows,
    rowsNow: request.rows,
    loadedAt: new Date(api.clock.now()).toISOString(),
  };
  const isRemembered =
    remembered?.publication === request.publication &&
    remembered.sha256 === request.sha256 &&
    remembered.rows === request.rows;
  const before = await countRows(api, partitionDate, signal);
  if (isRemembered && before === request.rows) {
    return { receipt: receiptOf(partition, remembered, before), outcome: 'unchanged', replaced: 0, added: [] };
  }
  const name = loadJobName(api.target, request, remembered);
  const loaded = await whileTableMoves(api, async () => {
    const table = await ensureTable(api, settings, request.columns, partitioningOf(partition, partitionDate), signal);
    const work = loadWork(api, request, table, name);
    const appended =
      request.write === 'append-once' && (await findAppended(api, request, work, { before, remembered }));
    if (appended === 'settled') return appended;
    return { ...(appended || (await runJob(api, work, signal))), added: table.added };
  });
  if (loaded === 'settled') return { receipt, outcome: 'unchanged', replaced: 0, added: [] };
  const { job, by, added } = loaded;
  checkOutput(api.target, request, job);
  await runAfterLoad(api, settings, request, job);
  await checkRows(api, request, job);
  // What a run before us loaded is ours already: nothing of it was replaced now.
  return { receipt, outcome: 'loaded', replaced: by === 'before' ? 0 : before, added };
}

/** Months that are loaded side by side may each bring a column: whoever comes second looks again. */
async function whileTableMoves<T>(api: Api, work: () => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConflictError) || error.code !== TABLE_MOVED || round >= MOST_MOVES) throw error;
      api.log.info(`${api.target.url} got a new column meanwhile; looking again`);
    }
  }
}

/** BigQuery fetches the file itself, and only from Google's own storage. */
export function refuseLocalFile(target: Target, lake: string): void {
  if (/^gs:\/\/[^/]/.test(lake)) return;
  throw new ConfigurationError(
    'WAREHOUSE_LAKE',
    `${target.url} loads from Google Cloud Storage alone, but the lake is ${lake}; set "lake: gs://bucket/prefix", or ` +
      'use a duckdb: warehouse with this lake',
    { lake },
  );
}

function loadWork(api: Api, request: LoadRequest, table: ReadyTable, name: string): Work {
  const { target } = api;
  const { partition, partitionDate, object, rows, signal } = request;
  const decorator = decoratorOf(partition, partitionDate);
  const load: LoadConfiguration = {
    sourceUris: [object.uri],
    sourceFormat: 'PARQUET',
    destinationTable: {
      projectId: target.project,
      datasetId: target.dataset,
      tableId: `${target.table}${decorator}`,
    },
    schema: { fields: table.fields },
    autodetect: false,
    createDisposition: 'CREATE_NEVER',
    writeDisposition: request.write === 'append-once' ? 'WRITE_APPEND' : 'WRITE_TRUNCATE',
    // Truncating a whole table takes the load's schema as the table's, and no options.
    ...(table.added.length > 0 && (decorator !== '' || request.write === 'append-once')
      ? { schemaUpdateOptions: ['ALLOW_FIELD_ADDITION'] }
      : {}),
    decimalTargetTypes: ['NUMERIC', 'BIGNUMERIC'],
    ...(decorator === '' && table.clustering !== undefined ? { clustering: table.clustering } : {}),
  };
  return {
    id: (attempt) => `${name}-a${attempt}`,
    location: table.location,
    configuration: { load },
    failure: (job) => loadFailure(target, partition, job),
    stands: async (job) => outputRows(job) !== rows || (await countRows(api, partitionDate, signal)) === rows,
  };
}

function outputRows(job: Job): number {
  return Number(job.statistics?.load?.outputRows ?? -1);
}

/** The job's own count: known at the moment of the load, whatever others do to the table afterwards. */
function checkOutput(target: Target, request: LoadRequest, job: Job): void {
  const written = outputRows(job);
  if (written !== request.rows) throw wrongCount(target, request, job, { written });
}

async function checkRows(api: Api, request: LoadRequest, job: Job): Promise<void> {
  const found = await countRows(api, request.partitionDate, request.signal);
  if (found !== request.rows) throw wrongCount(api.target, request, job, { found });
}

function wrongCount(
  target: Target,
  { partition, rows, object }: LoadRequest,
  job: Job,
  { written, found }: { written?: number; found?: number },
): ContractError {
  const what =
    written === undefined
      ? `holds ${found} rows of ${partition} after the load; was it changed by somebody else at the same time? Run again`
      : `got ${written} rows of ${partition} from ${object.uri}; publish the partition again`;
  return new ContractError(
    'WAREHOUSE_COUNT',
    `${target.url}: ${rows} rows were published, but it ${what} (${describeJob(job.jobReference)})`,
    { expected: rows, ...(written === undefined ? { found } : { written }) },
  );
}
