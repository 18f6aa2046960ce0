import { ContractError, OutageError } from '../../base/errors.ts';
import { PARTITION_DATE } from '../../table/schema.ts';
import type { Api } from './api.ts';
import type { QueryAnswer } from './resource.ts';
import { readTable } from './table.ts';
import type { Target } from './target.ts';

/** How long BigQuery may hold back an answer before it says "not yet". Milliseconds. */
const ANSWER_WITHIN_MS = 10_000;
const WAIT_MS = 1000;
/** A count takes seconds. */
const MOST_WAITS = 300;

/**
 * Rows of each partition by its first day, in one query for all of them, or `undefined` where there is no table. An
 * unchanged table answers from BigQuery's cache, which costs nothing; else one column of eight bytes a row is read.
 */
export async function countByDay(api: Api, signal: AbortSignal): Promise<Map<string, number> | undefined> {
  // The filter leaves out no row: it is there for tables that were told to refuse queries without one.
  const rows = await query(
    api,
    `SELECT CAST(${PARTITION_DATE} AS STRING), COUNT(*) FROM ${nameOf(api.target)} ` +
      `WHERE ${PARTITION_DATE} >= DATE '0001-01-01' GROUP BY 1`,
    signal,
  );
  return rows && new Map(rows.map(([day, count]) => [day ?? '', Number(count)]));
}

/** Rows of one partition, or of the whole table where it has no day; 0 where there is no table. */
export async function countRows(api: Api, partitionDate: string | undefined, signal: AbortSignal): Promise<number> {
  const where = partitionDate === undefined ? '' : ` WHERE ${PARTITION_DATE} = DATE '${partitionDate}'`;
  const rows = await query(api, `SELECT COUNT(*) FROM ${nameOf(api.target)}${where}`, signal);
  return Number(rows?.[0]?.[0] ?? 0);
}

/** The same, and 0 for a table that has no column of partitions. */
export async function countPartition(
  api: Api,
  partitionDate: string | undefined,
  signal: AbortSignal,
): Promise<number> {
  const fields = partitionDate === undefined ? undefined : ((await readTable(api, signal))?.schema?.fields ?? []);
  if (fields !== undefined && !fields.some(({ name }) => name === PARTITION_DATE)) return 0;
  return countRows(api, partitionDate, signal);
}

function nameOf({ project, dataset, table }: Target): string {
  return `\`${project}.${dataset}.${table}\``;
}

/**
 * All rows of a question, or `undefined` where table or dataset is absent. BigQuery finds the place of the table by
 * itself, and tells it for the calls that follow.
 */
async function query(api: Api, sql: string, signal: AbortSignal): Promise<(string | null)[][] | undefined> {
  const what = `count the rows of ${api.target.dataset}.${api.target.table}`;
  const body = { query: sql, useLegacySql: false, timeoutMs: ANSWER_WITHIN_MS };
  let answer = await api
    .call<QueryAnswer>({ what, method: 'POST', uri: '/queries', body, expected: [404] }, signal)
    .catch((error) => {
      throw foreignTable(api.target, error);
    });
  const rows: (string | null)[][] = [];
  for (let waits = 0; typeof answer !== 'number'; ) {
    if (answer.jobComplete) {
      for (const row of answer.rows ?? []) rows.push(row.f.map((cell) => cell.v));
      if (answer.pageToken === undefined) return rows;
    } else {
      waits += 1;
      if (waits > MOST_WAITS) {
        throw new OutageError('WAREHOUSE_UNAVAILABLE', `${api.target.url}: BigQuery did not ${what} in time`);
      }
      await api.clock.sleep(WAIT_MS, signal);
    }
    const { jobId = '', location = '' } = answer.jobReference ?? {};
    const page: Record<string, string> = answer.pageToken === undefined ? {} : { pageToken: answer.pageToken };
    const asked = { location, timeoutMs: String(ANSWER_WITHIN_MS), ...page };
    answer = await api.call<QueryAnswer>({ what, method: 'GET', uri: `/queries/${jobId}`, query: asked }, signal);
  }
  return undefined;
}

/** A table without the column of its partitions is not one of ours. */
function foreignTable(target: Target, error: unknown): unknown {
  const { data, message } = error as { data?: Record<string, unknown>; message?: string };
  if (data?.['reason'] !== 'invalidQuery' || !message?.includes(PARTITION_DATE)) return error;
  const difference = `${PARTITION_DATE}: absent from the table, so its rows belong to no partition`;
  return new ContractError(
    'WAREHOUSE_SCHEMA',
    `${target.url} does not fit:\n  ${difference}\nname a new table in "warehouse"`,
    { differences: [difference] },
    error,
  );
}
