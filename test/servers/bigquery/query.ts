import { invalid, Refusal } from '../refusal.ts';
import { quote } from './database.ts';
import { JobFailure } from './job-failure.ts';
import { datasetKey, type ServedJob, type State, tableKey } from './state.ts';

/** GoogleSQL → DuckDB, for the little that both need: quoted names and the names of types. */
export function translate(sql: string): string {
  return sql
    .replace(/`([^`]+)`/g, (_, path: string) => path.split('.').slice(-2).map(quote).join('.'))
    .replace(/\bINT64\b/g, 'BIGINT')
    .replace(/\bFLOAT64\b/g, 'DOUBLE')
    .replace(/\bSTRING\b/g, 'VARCHAR')
    .replace(/\bDATETIME\b(?!\s*\()/g, 'TIMESTAMP');
}

/** Every table that is named in full must be there, and all in one place: where that is. */
export function placeOf(state: State, sql: string, asked: string | undefined): string | undefined {
  let place = asked;
  for (const [, path = ''] of sql.matchAll(/`([^`]+)`/g)) {
    const [table = '', dataset = '', ...above] = path.split('.').reverse();
    const project = above.reverse().join('.');
    if (project === '') continue;
    const found = state.datasets.get(datasetKey(project, dataset));
    if (found === undefined || (place !== undefined && place.toLowerCase() !== found.location.toLowerCase())) {
      const where = found === undefined ? '' : ` was not found in location ${place}`;
      throw new Refusal(404, 'notFound', `Not found: Dataset ${project}:${dataset}${where}`);
    }
    place = found.location;
    if (!state.tables.has(tableKey(project, dataset, table))) {
      throw new Refusal(
        404,
        'notFound',
        `Not found: Table ${project}:${dataset}.${table} was not found in location ${place}`,
      );
    }
  }
  return place;
}

/** Legacy SQL is the interface's default, and never what is meant. */
export function checkDialect(query: Record<string, unknown>): string {
  const sql = query['query'];
  if (typeof sql !== 'string' || sql.trim() === '')
    throw new Refusal(400, 'required', 'Required parameter is missing: query');
  if (query['useLegacySql'] !== false) throw new Refusal(400, 'invalidQuery', 'This server speaks no legacy SQL.');
  return sql;
}

/** A syntax error of the script; names are looked up as far as the first statement goes. */
export async function checkScript(state: State, query: Record<string, unknown>): Promise<void> {
  const sql = checkDialect(query);
  try {
    await useDataset(state, query);
    const statements = await state.connection.extractStatements(translate(sql));
    (await statements.prepare(0)).destroySync();
  } catch (error) {
    throw new Refusal(400, 'invalidQuery', firstLine(error));
  }
}

export async function runQuery(state: State, job: ServedJob): Promise<void> {
  const query = job.configuration.query ?? {};
  const sql = checkDialect(query);
  const most = query['maximumBytesBilled'];
  const { bytesProcessed } = state.controls;
  if (most !== undefined && typeof most !== 'string') throw invalid('maximumBytesBilled is written as a string.');
  if (most !== undefined && bytesProcessed > Number(most)) {
    throw new JobFailure(
      'bytesBilledLimitExceeded',
      `Query exceeded limit for bytes billed: ${most}. ${bytesProcessed} or higher required.`,
    );
  }
  await useDataset(state, query);
  try {
    const statements = await state.connection.extractStatements(translate(sql));
    for (let at = 0; at < statements.count - 1; at++) await (await statements.prepare(at)).run();
    const reader = await (await (await statements.prepare(statements.count - 1)).run()).getRowsJson();
    const rows = (reader as unknown[][]).map((row) => row.map((value) => (value === null ? null : String(value))));
    const fields = (rows[0] ?? []).map((_, at) => ({ name: `f${at}_`, type: 'STRING' }));
    job.answer = { fields, rows };
  } catch (error) {
    throw new JobFailure('invalidQuery', firstLine(error));
  }
  job.statistics['totalBytesProcessed'] = String(bytesProcessed);
  job.statistics['query'] = { totalBytesProcessed: String(bytesProcessed), totalBytesBilled: String(bytesProcessed) };
}

async function useDataset(state: State, query: Record<string, unknown>): Promise<void> {
  const dataset = (query['defaultDataset'] as { datasetId?: string } | undefined)?.datasetId;
  await state.connection.run(`SET schema = '${(dataset ?? 'main').replaceAll("'", "''")}'`);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
