import { join } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import type { LoadOutcome } from '../base/ports/warehouse.ts';
import type { RejectedRow } from '../clean/cleaned.ts';
import { convert } from '../convert/convert.ts';
import type { CsvSettings } from '../pipeline/pipeline.ts';
import { replayedKey } from '../tasks/key.ts';
import { loadPartition } from '../tasks/load.ts';
import { uploadPartition } from '../tasks/upload.ts';
import type { FlowContext } from './context.ts';
import { copyHere } from './copy-here.ts';
import { readRejected } from './rejected-rows.ts';
import { joinRows } from './replayed-rows.ts';

export interface Replayed {
  /** Rows that today's rules take. */
  accepted: number;
  /** Rows that stay in quarantine. */
  rejected: number;
  load?: LoadOutcome;
}

/**
 * Reads a partition's rejected rows again with the rules of today, and publishes those that they take behind the rows that are
 * there: nothing is fetched, and no row that was taken is looked at again. Records that were malformed stay: only what broke
 * a column's rule is read again. Rows read = rows written + rows quarantined, before and after.
 */
export async function replayPartition(context: FlowContext, partition: string): Promise<Replayed> {
  const { head, publication, header } = check(context, partition);
  const { files, workFolder, pipeline, log, signal, warehouse } = context;
  await files.makeFolder(workFolder);
  const [object, kept] = [
    await copyHere(context, publication.object.name, publication.object.sha256),
    publication.quarantine && (await copyHere(context, publication.quarantine.name, publication.quarantine.sha256)),
  ];
  if (object === undefined || kept === undefined) {
    throw new ConfigurationError(
      'REPLAY_GONE',
      `${partition}: its ${object === undefined ? 'published file' : 'rejected rows'} are not in the lake as they were published; run it again with --force`,
    );
  }
  const all = await readRejected(context, kept.path);
  const broke = all.filter(({ column }) => column !== undefined);
  const malformed = all.filter(({ column }) => column === undefined);
  if (broke.length === 0) return { accepted: 0, rejected: all.length };

  const raw = join(workFolder, `replay-${partition}.csv`);
  const lines = await writeRows(context, raw, header, broke);
  const again = await convert({
    raw,
    shownName: `the rejected rows of ${partition}`,
    pipeline: {
      ...pipeline,
      csv: { ...pipeline.csv, encoding: 'utf-8' },
      // What is still rejected was counted when it was published.
      contract: { ...pipeline.contract, maxRejected: 1 },
    },
    partition,
    evolved: [...context.evolved],
    output: join(workFolder, `replay-${partition}.parquet`),
    quarantine: join(workFolder, `replay-${partition}.rejected`),
    files,
    log,
    signal,
    ...(context.workers === undefined ? {} : { workers: context.workers }),
  });
  if (JSON.stringify(again.columns) !== JSON.stringify(publication.columns)) {
    throw new ConfigurationError(
      'REPLAY_COLUMNS',
      `${partition} was published with other columns or types than the pipeline file has now; run it again with --force`,
    );
  }
  if (again.rows === 0) return { accepted: 0, rejected: all.length };
  const left = again.quarantine === undefined ? [] : await readRejected(context, again.quarantine.path);
  const rejects = [...malformed, ...left.map((row) => ({ ...row, line: lines.get(row.line) ?? row.line }))].sort(
    (a, b) => a.line - b.line,
  );
  const conversion = await joinRows(context, partition, { publication, object, again, rejects });
  const published = await uploadPartition(context, context, partition, {
    head,
    source: publication.source,
    converted: { conversion, key: replayedKey(publication.taskKey, pipeline, partition) },
    prepare: async () => {},
  });
  context.heads.set(partition, published.head);
  const done = { accepted: again.rows, rejected: rejects.length };
  if (warehouse === undefined) return done;
  const loaded = await context.loadTurn(() => loadPartition(context, { ...context, warehouse }, published.head));
  context.heads.set(partition, loaded.head);
  return { ...done, load: loaded.outcome };
}

function check({ heads }: FlowContext, partition: string) {
  const head = heads.get(partition);
  const publication = head?.published?.publication;
  const refuse = (code: string, why: string) => new ConfigurationError(code, `${partition} ${why}`, { partition });
  if (head === undefined || publication === undefined) throw refuse('REPLAY_NONE', 'was never published');
  if (head.held !== undefined)
    throw refuse('REPLAY_HELD', `is held by ${head.held.who}: ${head.held.why}; release it first`);
  if (head.open !== undefined)
    throw refuse('REPLAY_OPEN', 'has a publication that was begun and not finished; run it first');
  if (publication.quarantine === undefined) throw refuse('REPLAY_NONE', 'has no rejected rows');
  if (publication.raw?.format !== 'csv') {
    throw refuse(
      'REPLAY_FORMAT',
      `was not read from a CSV, whose rows can be read one by one; run it again with --force`,
    );
  }
  return { head, publication, header: publication.raw.header };
}

/** The rows as a file of the same dialect; answers with each row's own line by its line here. */
async function writeRows(
  { files, pipeline: { csv } }: FlowContext,
  path: string,
  header: readonly string[],
  rows: readonly RejectedRow[],
): Promise<Map<number, number>> {
  await files.remove(path);
  const file = await files.create(path);
  const first = header.map((name) => quoted(name, csv)).join(csv.delimiter);
  await file.write(Buffer.from(`${first}\n`));
  const lines = new Map<number, number>();
  let at = 2 + breaksIn(first);
  for (const { line, text } of rows) {
    lines.set(at, line);
    const record = Buffer.from(text).toString();
    await file.write(Buffer.from(`${record}\n`));
    at += 1 + breaksIn(record);
  }
  await file.close();
  return lines;
}

const breaksIn = (text: string): number => text.split(/\r\n|\n|\r/).length - 1;

function quoted(name: string, { quote, delimiter }: CsvSettings): string {
  const isPlain = quote === '' || !(name.includes(delimiter) || name.includes(quote) || /[\r\n]/.test(name));
  return isPlain ? name : `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;
}
