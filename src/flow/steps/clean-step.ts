import { dirname, join } from 'node:path';
import { createArrowFile } from '../../arrow/arrow.ts';
import { ContractError } from '../../base/errors.ts';
import { sha256OfFile } from '../../base/hash.ts';
import { cleanFile } from '../../convert/clean-file.ts';
import type { TaskContext } from '../../tasks/context.ts';
import { conversionKey } from '../../tasks/key.ts';
import { type ResultEntry, withoutFiles } from '../../tasks/result.ts';
import { describeFile, pathOf, type Results } from '../../tasks/results-file.ts';
import { withPolicy } from '../../tasks/tries.ts';
import { doneBy, required, type StepPaths, takeStep } from './step.ts';

/** Raw files → one Arrow stream each, and rejected rows where there are any. */
export async function cleanStep(
  context: TaskContext,
  results: Results,
  options: StepPaths & {
    concurrency: number;
    /** Keep the first rows in the results. */
    withHead: boolean;
    onResult: (entry: ResultEntry) => void;
  },
): Promise<Results> {
  await context.files.makeFolder(dirname(options.to));
  const evolved = [...results.evolved];
  const entries = await takeStep(context, {
    ...options,
    entries: results.entries,
    takes: doneBy('fetch'),
    task: 'clean',
    work: (entry) => cleanOne(context, entry, evolved, options),
    async onFailure(entry, error) {
      // A partition that broke its contract: `upload` keeps its rejected rows, so that a person can look at them.
      if (!(error instanceof ContractError) || typeof error.data['quarantine'] !== 'string') return {};
      const path = error.data['quarantine'];
      const { bytes, sha256 } = await sha256OfFile(context.files, path);
      return { ...entry, quarantine: describeFile(options.to, { path, bytes, sha256 }) };
    },
  });
  return { ...results, entries };
}

async function cleanOne(
  context: TaskContext,
  entry: ResultEntry,
  evolved: { name: string; from: string }[],
  { from, to, withHead }: StepPaths & { withHead: boolean },
): Promise<ResultEntry> {
  const { pipeline, files, log } = context;
  const { partition } = entry;
  const raw = required(entry.raw, entry, 'raw file');
  const source = required(entry.source, entry, 'source');
  const path = pathOf(from, raw);
  const known = [...evolved];
  const folder = dirname(to);
  const { sha256 } = await sha256OfFile(files, path);
  const { written, cleaning } = await withPolicy(context, { partition, tasks: ['clean'] }, (signal, attempt) =>
    cleanFile({
      raw: path,
      shownName: source.url,
      pipeline,
      partition,
      evolved: known,
      async open(schema) {
        const arrow = join(folder, `${partition}.${attempt}.arrows`);
        await files.remove(arrow);
        return createArrowFile({ files, path: arrow, schema });
      },
      quarantine: join(folder, `${partition}.${attempt}.quarantine.parquet`),
      files,
      log,
      signal,
    }),
  );
  for (const column of cleaning.evolved) {
    if (!evolved.some(({ name }) => name === column.name)) evolved.push(column);
  }
  const notes = [...entry.notes];
  if (sha256 !== raw.sha256) notes.push(`clean: another tool changed the raw file: sha256 ${raw.sha256} → ${sha256}`);
  notes.push('clean: made');
  return {
    ...entry,
    notes,
    arrow: describeFile(to, written),
    ...(cleaning.quarantine === undefined ? {} : { quarantine: describeFile(to, cleaning.quarantine) }),
    cleaning: withoutFiles(cleaning, { withHead }),
    key: conversionKey(pipeline, partition, known, sha256),
  };
}
