import { foreignColumns } from '../parquet/foreign-columns.ts';
import { openForeign } from '../parquet/foreign-file.ts';
import { foreignRows } from '../parquet/foreign-rows.ts';
import type { RowSource, RowSourceOptions } from './row-source.ts';

/** Rows of somebody's Parquet file. Whoever takes them closes it. */
export async function parquetRows(options: RowSourceOptions): Promise<RowSource> {
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
      format: 'parquet',
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
