import { join } from 'node:path';
import { sha256OfFile } from '../base/hash.ts';
import type { RejectedRow } from '../clean/cleaned.ts';
import { QUARANTINE_SCHEMA, quarantineBatch } from '../clean/quarantine.ts';
import type { Conversion } from '../convert/conversion.ts';
import { withParquet, writeParquet } from '../convert/parquet-output.ts';
import type { Publication } from '../ledger/entry.ts';
import { openParquet } from '../parquet/read.ts';
import type { FinishedFile } from '../publish/publish.ts';
import type { Batch } from '../table/batch.ts';
import type { FlowContext } from './context.ts';

/** The published rows and, behind them, those that are taken now. */
export async function joinRows(
  context: FlowContext,
  partition: string,
  {
    publication,
    object,
    again,
    rejects,
  }: { publication: Publication; object: FinishedFile; again: Conversion; rejects: readonly RejectedRow[] },
): Promise<Conversion> {
  const { files, log, signal, workFolder, pipeline } = context;
  const [before, more] = [
    await openParquet({ files, path: object.path }),
    await openParquet({ files, path: again.parquet.path }),
  ];
  async function* batches(): AsyncGenerator<Batch> {
    yield* before.rowGroups();
    yield* more.rowGroups();
  }
  const path = join(workFolder, `replayed-${partition}.parquet`);
  const common = { codec: pipeline.codec, partition, files, log, signal };
  const written = await writeParquet({ ...common, batches: batches(), schema: before.schema, path });
  const quarantine = rejects.length === 0 ? undefined : await writeRejects(context, partition, rejects);
  const [rows, rejected] = [publication.rows + again.rows, rejects.length];
  if (written.rows !== rows || rows + rejected !== publication.rowsRead) {
    throw new Error(
      `rows were lost in the replay of ${partition}: ${publication.rowsRead} read, ${written.rows} written, ${rejected} quarantined`,
    );
  }
  const rejectedBy: Record<string, number> = { ...again.rejectedBy };
  for (const { rule, column } of rejects) {
    if (column === undefined) rejectedBy[rule] = (rejectedBy[rule] ?? 0) + 1;
  }
  const second = new Map(again.report.map((column) => [column.name, column]));
  return withParquet(
    {
      ...(quarantine === undefined ? {} : { quarantine }),
      rowsRead: publication.rowsRead,
      rows,
      rejected,
      rejectedBy,
      blankLines: 0,
      droppedExtra: 0,
      columns: publication.columns,
      report: publication.report.map(({ name, nulls, fills, discarded }) => ({
        name,
        nulls: nulls + (second.get(name)?.nulls ?? 0),
        fills: fills + (second.get(name)?.fills ?? 0),
        discarded: discarded + (second.get(name)?.discarded ?? 0),
      })),
      header: again.header,
      format: 'csv',
      evolved: [],
      head: [],
    },
    written,
  );
}

async function writeRejects(
  { files, log, signal, workFolder, pipeline }: FlowContext,
  partition: string,
  rows: readonly RejectedRow[],
): Promise<FinishedFile> {
  const path = join(workFolder, `replayed-${partition}.rejected`);
  async function* one(): AsyncGenerator<Batch> {
    yield quarantineBatch(rows);
  }
  await writeParquet({
    batches: one(),
    schema: QUARANTINE_SCHEMA,
    codec: pipeline.codec,
    path,
    partition,
    files,
    log,
    signal,
  });
  const { sha256, bytes } = await sha256OfFile(files, path);
  return { path, bytes, sha256 };
}
