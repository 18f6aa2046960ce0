import { dirname, join } from 'node:path';
import { openArrow } from '../../arrow/arrow.ts';
import { withParquet, writeParquet } from '../../convert/parquet-output.ts';
import { fromColumnSpec } from '../../table/schema.ts';
import type { TaskContext } from '../../tasks/context.ts';
import { editedKey } from '../../tasks/key.ts';
import { EDITED_NOTE, type ResultEntry, withoutFiles } from '../../tasks/result.ts';
import { describeFile, pathOf, type Results, rebase } from '../../tasks/results-file.ts';
import { withPolicy } from '../../tasks/tries.ts';
import { doneBy, required, type StepPaths, takeStep } from './step.ts';

/** Arrow streams → Parquet files, verified. What another tool made of a stream meanwhile is taken, and recorded. */
export async function writeParquetStep(
  context: TaskContext,
  results: Results,
  options: StepPaths & { concurrency: number; onResult: (entry: ResultEntry) => void },
): Promise<Results> {
  const { from, to } = options;
  await context.files.makeFolder(dirname(to));
  const entries = await takeStep(context, {
    ...options,
    entries: results.entries,
    takes: doneBy('clean'),
    task: 'write-parquet',
    work: (entry) => writeOne(context, entry, options),
  });
  // Rejected rows lie where `clean` left them.
  const moved = entries.map((entry) =>
    entry.quarantine === undefined ? entry : { ...entry, quarantine: rebase(entry.quarantine, from, to) },
  );
  return { ...results, entries: moved };
}

async function writeOne(context: TaskContext, entry: ResultEntry, { from, to }: StepPaths): Promise<ResultEntry> {
  const { pipeline, files, log } = context;
  const { partition } = entry;
  const arrow = required(entry.arrow, entry, 'Arrow file');
  const cleaning = required(entry.cleaning, entry, 'counts of cleaning');
  const key = required(entry.key, entry, 'task key');
  const schema = cleaning.columns.map(fromColumnSpec);
  const { written, read } = await withPolicy(
    context,
    { partition, tasks: ['write-parquet'] },
    async (signal, attempt) => {
      const opened = await openArrow({ files, path: pathOf(from, arrow), schema, signal });
      const path = join(dirname(to), `${partition}.${attempt}.parquet`);
      const batches = opened.batches();
      const made = await writeParquet({ batches, schema, codec: pipeline.codec, path, partition, files, log, signal });
      return { written: made, read: opened.counts() };
    },
  );
  if (read.rows !== written.rows) {
    throw new Error(`rows were lost in ${partition}: ${read.rows} in the Arrow file, ${written.rows} written`);
  }
  const isEdited = read.sha256 !== arrow.sha256;
  if (!isEdited && written.rows !== cleaning.rows) {
    throw new Error(`rows were lost in ${partition}: ${cleaning.rows} cleaned, ${written.rows} in the Arrow file`);
  }
  const counted = isEdited ? recounted(cleaning, written) : cleaning;
  const notes = [...entry.notes];
  if (isEdited) {
    notes.push(`${EDITED_NOTE}: sha256 ${arrow.sha256} → ${read.sha256}, rows ${cleaning.rows} → ${written.rows}`);
  }
  notes.push('write-parquet: made');
  return {
    ...entry,
    notes,
    parquet: describeFile(to, written),
    cleaning: withoutFiles(withParquet(counted, written), { withHead: cleaning.head.length > 0 }),
    key: isEdited ? editedKey(key, read.sha256) : key,
  };
}

/** Nulls and rows as they are after another tool; what cleaning filled and rejected stays as it was counted. */
function recounted<T extends { rows: number; report: readonly { name: string; nulls: number }[] }>(
  cleaning: T,
  written: { rows: number; columns: readonly { name: string; nulls: number }[] },
): T {
  const nulls = new Map(written.columns.map((column) => [column.name, column.nulls]));
  const report = cleaning.report.map((column) => ({ ...column, nulls: nulls.get(column.name) ?? column.nulls }));
  return { ...cleaning, rows: written.rows, report };
}
