import type { Files } from '../base/ports/files.ts';
import { readCsv } from '../csv/read.ts';
import { typescriptKernel } from '../kernel/typescript-kernel.ts';
import { readNdjson } from '../ndjson/read.ts';
import { foreignColumns } from '../parquet/foreign-columns.ts';
import { openForeign } from '../parquet/foreign-file.ts';
import { foreignRows } from '../parquet/foreign-rows.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { openText, rawFormat } from '../source/open-text.ts';
import type { TextBatch } from '../table/batch.ts';
import type { ColumnType } from '../table/type.ts';
import { isNdjson } from './text-kind.ts';

/** What the pipeline file makes of one column of a file. */
export interface WantedColumn {
  name: string;
  type: ColumnType;
  /** Its rule names a time zone. */
  zoned: boolean;
}

/** Rows of a raw file as texts, whatever format they come in. */
export interface RowSource {
  /** Of what `TextBatch.lines` are the numbers, for messages. */
  counted: 'line' | 'row';
  /** The source itself has a null, see `MISSING`. */
  knowsNull: boolean;
  header(): Promise<readonly string[]>;
  batches(): AsyncIterable<TextBatch>;
  /** Valid when `batches` has ended. */
  counts(): { records: number; blank: number; droppedExtra: number };
  close(): Promise<void>;
}

export interface RowSourceOptions {
  raw: string;
  shownName: string;
  pipeline: Pipeline;
  files: Files;
  /** Asked once with the names of the columns: which are not worth a dictionary, and what is wanted of each. */
  bind: (
    header: readonly string[],
    /** Columns whose values have a type in the file already. */
    typed: readonly boolean[],
  ) => { direct: readonly boolean[]; wanted: readonly (WantedColumn | undefined)[] };
  onBytes: (done: number) => void;
  /** In place of `onBytes` where rows are what is counted. */
  onRows: (done: number, total: number) => void;
}

/** Opens a raw file by what its bytes say it is: Parquet, JSON Lines, or else a CSV of the declared dialect. */
export async function openRows(options: RowSourceOptions): Promise<RowSource> {
  if ((await rawFormat({ files: options.files, path: options.raw })) === 'Parquet') return parquetRows(options);
  const { pipeline, shownName: file } = options;
  const open = () =>
    openText({
      files: options.files,
      path: options.raw,
      name: file,
      limits: pipeline.limits,
      onBytes: options.onBytes,
    });
  return (await isNdjson(open())) ? ndjsonRows(options, open) : csvRows(options, open());
}

function csvRows(options: RowSourceOptions, text: AsyncIterable<Uint8Array>): RowSource {
  const { pipeline } = options;
  const reader = readCsv(text, {
    csv: pipeline.csv,
    limits: pipeline.limits,
    file: options.shownName,
    kernel: typescriptKernel,
    direct: (header) =>
      options.bind(
        header,
        header.map(() => false),
      ).direct,
    // As if the file had nothing but a header.
    ...(pipeline.source.allowEmpty ? { whenEmpty: pipeline.columns.map(({ from, name }) => from[0] ?? name) } : {}),
  });
  return { ...reader, counted: 'line', knowsNull: false, close: async () => {} };
}

function ndjsonRows(options: RowSourceOptions, open: () => AsyncIterable<Uint8Array>): RowSource {
  const reader = readNdjson({
    open,
    file: options.shownName,
    limits: options.pipeline.limits,
    bind(header) {
      const { direct, wanted } = options.bind(
        header,
        header.map(() => false),
      );
      return { direct, nested: wanted.map((column) => column === undefined || column.type.kind === 'string') };
    },
  });
  return {
    ...reader,
    counted: 'line',
    knowsNull: true,
    counts: () => ({ ...reader.counts(), droppedExtra: 0 }),
    close: async () => {},
  };
}

async function parquetRows(options: RowSourceOptions): Promise<RowSource> {
  const { pipeline, shownName: name, files, raw: path } = options;
  const { limits } = pipeline;
  const file = await openForeign({ files, path, name, memory: limits.memory });
  const total = Number(file.metadata.num_rows);
  try {
    const columns = foreignColumns(file, limits.columns);
    const header = columns.map((column) => column.name);
    const typed = columns.map(({ type }) => type !== undefined && type.kind !== 'string');
    const { direct, wanted } = options.bind(header, typed);
    const targets = wanted.map((column, at) => column && { ...column, direct: direct[at] === true });
    let records = 0;
    return {
      counted: 'row',
      knowsNull: true,
      header: async () => header,
      batches: () =>
        foreignRows({
          file,
          columns,
          targets,
          limits,
          lenient: pipeline.contract.types === 'discard',
          onRows(done) {
            records = done;
            options.onRows(done, total);
          },
        }),
      counts: () => ({ records, blank: 0, droppedExtra: 0 }),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
