import { byteDialect } from '../csv/dialect.ts';
import { readCsv } from '../csv/read.ts';
import { wasmKernel } from '../kernel/wasm-kernel.ts';
import { readNdjson } from '../ndjson/read.ts';
import { openText, rawFormat } from '../source/open-text.ts';
import type { GroupCounts } from './group-worker.ts';
import type { RowSource, RowSourceOptions } from './row-source.ts';
import { isNdjson } from './text-kind.ts';

/** Opens a raw file by what its bytes say it is: Parquet, JSON Lines, or else a CSV of the declared dialect. */
export async function openRows(options: RowSourceOptions): Promise<RowSource> {
  if (options.text !== undefined) return csvRows(options, options.text);
  if ((await rawFormat({ files: options.files, path: options.raw })) === 'Parquet') {
    // Loaded for those who have such a file: most have a CSV.
    const { parquetRows } = await import('./parquet-rows.ts');
    return parquetRows(options);
  }
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
    kernel: wasmKernel,
    direct: (header) =>
      options.bind(
        header,
        header.map(() => false),
      ).direct,
    // As if the file had nothing but a header.
    ...(pipeline.source.allowEmpty ? { whenEmpty: pipeline.columns.map(({ from, name }) => from[0] ?? name) } : {}),
  });
  const elsewhere = { records: 0, blank: 0, droppedExtra: 0 };
  return {
    ...reader,
    format: 'csv',
    counted: 'line',
    knowsNull: false,
    ...(byteDialect(pipeline.csv) === undefined ? {} : { cut: { texts: reader.texts, onCounts } }),
    counts() {
      const { records, blank, droppedExtra } = reader.counts();
      return {
        records: records + elsewhere.records,
        blank: blank + elsewhere.blank,
        droppedExtra: droppedExtra + elsewhere.droppedExtra,
      };
    },
  };

  function onCounts({ records, blank, droppedExtra }: GroupCounts): void {
    elsewhere.records += records;
    elsewhere.blank += blank;
    elsewhere.droppedExtra += droppedExtra;
  }
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
    format: 'ndjson',
    counted: 'line',
    knowsNull: true,
    counts: () => ({ ...reader.counts(), droppedExtra: 0 }),
    close: async () => {},
  };
}
