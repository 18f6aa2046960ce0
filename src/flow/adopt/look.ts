import { formatCount } from '../../base/byte-size.ts';
import { LakeferryError } from '../../base/errors.ts';
import type { ColumnSpec } from '../../base/ports/warehouse.ts';
import type { Conversion } from '../../convert/conversion.ts';
import type { SourceFacts } from '../../ledger/entry.ts';
import { openParquet } from '../../parquet/read.ts';
import { fillUrl, partitionDate } from '../../pipeline/partitions.ts';
import { sampleSource } from '../../source/sample.ts';
import { redactUrl } from '../../source/shown-url.ts';
import { convertPartition } from '../../tasks/convert.ts';
import { fetchPartition } from '../../tasks/fetch.ts';
import type { FlowContext } from '../context.ts';
import { type FoundFile, findFile } from './found-file.ts';
import { judgeFile } from './judge.ts';

/** Where the Parquet file comes from: the lake's own folder, a template, or the source, for rows that are in the table alone. */
export type AdoptFrom = { kind: 'lake' } | { kind: 'template'; template: string } | { kind: 'source' };

/** What can be taken over of a partition. Nothing was changed to find out. */
export type Candidate =
  | { kind: 'known'; what: string }
  /** `inTable`: rows that the table has of it. */
  | { kind: 'none'; what: string; inTable: number }
  | { kind: 'refused'; what: string; differences: readonly string[]; inTable: number }
  | {
      kind: 'file';
      file: FoundFile;
      rows: number;
      columns: readonly ColumnSpec[];
      source: SourceFacts;
      /** What the source's file was made into; absent: the file was found. */
      conversion?: Conversion;
      /** Rows that the table has of it. */
      inTable: number;
    }
  /** Published already, and its rows are in the table without a receipt. */
  | { kind: 'rows'; inTable: number };

/** Finds a partition's file, and judges it and the table's rows. `loaded`: partitions that have a receipt. */
export async function lookAt(
  context: FlowContext,
  partition: string,
  { from, loaded }: { from: AdoptFrom; loaded: ReadonlySet<string> },
): Promise<Candidate> {
  const head = context.heads.get(partition);
  const { held } = head ?? {};
  if (held !== undefined && held.adopts !== true) return { kind: 'known', what: `held by ${held.who}: ${held.why}` };
  if (head?.open !== undefined) {
    const heal = `lakeferry run --partitions ${partition} finishes it`;
    return { kind: 'refused', what: 'a publication was begun and not finished', differences: [heal], inTable: 0 };
  }
  const published = head?.published?.publication;
  const known = { kind: 'known', what: 'it is in the ledger already' } as const;
  if (published !== undefined && loaded.has(partition)) return known;
  const inTable = await rowsInTable(context, partition);
  if (published !== undefined) return inTable > 0 && inTable === published.rows ? { kind: 'rows', inTable } : known;
  try {
    if (from.kind === 'source') return await fromSource(context, partition, inTable);
    return await fromFile(context, partition, from.kind === 'lake' ? undefined : from.template, inTable);
  } catch (error) {
    // A file that cannot be read, a source that broke its contract: no fault of the other partitions.
    if (!(error instanceof LakeferryError) || error.exitCode !== 3) throw error;
    return { kind: 'refused', what: 'it does not fit', differences: error.message.split('\n'), inTable };
  }
}

async function fromFile(
  context: FlowContext,
  partition: string,
  template: string | undefined,
  inTable: number,
): Promise<Candidate> {
  const refused = (what: string, differences: readonly string[]) =>
    ({ kind: 'refused', what, differences, inTable }) as const;
  const file = await findFile(context, partition, template);
  if (file === 'none') return { kind: 'none', what: 'there is no file', inTable };
  if ('many' in file) return refused('there is more than one file', file.many);
  const { rows, columns, differences } = await judgeFile(context, partition, { path: file.path, name: file.place });
  if (differences.length > 0) return refused(`${file.place} is not what the pipeline makes`, differences);
  if (context.warehouse?.kind === 'postgres' && !(await isOurs(context, file))) {
    return refused(`${file.place} was not written by lakeferry`, [
      'PostgreSQL is loaded by lakeferry\'s own reader, which takes no other files; name it as "source.url" instead',
    ]);
  }
  const mismatch = await tableMismatch(context, partition, { rows, columns, inTable });
  if (mismatch !== undefined) return mismatch;
  return { kind: 'file', file, rows, columns, source: await sourceNow(context, partition, file), inTable };
}

/** The rows are in the table, and the lake's file is made of the source as a run makes it. */
async function fromSource(context: FlowContext, partition: string, inTable: number): Promise<Candidate> {
  if (inTable === 0) return { kind: 'none', what: 'the table has no rows of it', inTable };
  const raw = await fetchPartition(context, partition, undefined);
  if (raw.kind !== 'raw') return { kind: 'none', what: 'the source does not have it', inTable };
  const { conversion } = await convertPartition(context, partition, raw, context.evolved, undefined);
  const { rows, columns, parquet } = conversion;
  const mismatch = await tableMismatch(context, partition, { rows, columns, inTable });
  if (mismatch !== undefined) return mismatch;
  const file = { ...parquet, place: raw.source.url };
  return { kind: 'file', file, rows, columns, inTable, conversion, source: raw.source };
}

/** Rows that are there are kept as they are, so they have to be the same ones, as far as types and count tell. */
async function tableMismatch(
  { warehouse, signal, pipeline }: FlowContext,
  partition: string,
  { rows, columns, inTable }: { rows: number; columns: readonly ColumnSpec[]; inTable: number },
): Promise<Candidate | undefined> {
  if (warehouse === undefined) return undefined;
  const date = partitionDate(partition);
  const request = { columns, partition, signal, ...(date === undefined ? {} : { partitionDate: date }) };
  const { differences: misfits, partitioning } = await warehouse.examine(request);
  const all = [...misfits, ...(partitioning === undefined ? [] : [partitioning])];
  if (all.length > 0) {
    return { kind: 'refused', what: `the table ${warehouse.url} does not fit the file`, differences: all, inTable };
  }
  if (inTable === 0 || inTable === rows) return undefined;
  const differences = [
    `${formatCount(inTable)} rows in the table ${warehouse.url}, ${formatCount(rows)} in the file`,
    `delete them, and a run loads ${partition} of ${pipeline.name} from the file`,
  ];
  return { kind: 'refused', what: 'table and file do not have the same rows', differences, inTable };
}

async function rowsInTable({ warehouse, signal }: FlowContext, partition: string): Promise<number> {
  if (warehouse === undefined || (await warehouse.rows(signal)) === undefined) return 0;
  const date = partitionDate(partition);
  return warehouse.count({ partition, signal, ...(date === undefined ? {} : { partitionDate: date }) });
}

async function isOurs({ files }: FlowContext, { path }: FoundFile): Promise<boolean> {
  try {
    await openParquet({ files, path });
    return true;
  } catch (error) {
    if (error instanceof LakeferryError && error.code === 'PARQUET_DAMAGED') return false;
    throw error;
  }
}

/**
 * What the source is now counts as what the file was made from: a change after today makes the partition due. Where it does not
 * answer nothing is known, and no change is found.
 */
async function sourceNow(context: FlowContext, partition: string, file: FoundFile): Promise<SourceFacts> {
  const { source, tasks } = context.pipeline;
  const shownUrl = fillUrl(source.shownUrl, partition);
  const facts = { url: redactUrl(shownUrl), bytes: file.bytes, sha256: file.sha256 };
  try {
    const found = await sampleSource({
      ...context,
      url: fillUrl(source.url, partition),
      shownUrl,
      headers: source.headers,
      settings: source,
      policy: tasks.fetch,
      most: 0,
    });
    if (found.kind === 'absent') return facts;
    const { bytes = file.bytes, etag, lastModified } = found;
    return {
      ...facts,
      bytes,
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
    };
  } catch (error) {
    if (!(error instanceof LakeferryError)) throw error;
    context.log.debug(`${partition}: its source could not be asked: ${error.message}`);
    return facts;
  }
}
