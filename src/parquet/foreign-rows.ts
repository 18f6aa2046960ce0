import { formatBytes } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';
import { MAX_ORIGINAL_TEXT, type TextBatch, type TextColumn } from '../table/batch.ts';
import { MISSING } from '../table/cells.ts';
import { type ForeignTarget, readCells } from './foreign-cells.ts';
import { batchRows, createChunks, rowGroups } from './foreign-chunks.ts';
import type { ForeignColumn } from './foreign-columns.ts';
import { type ForeignFile, foreign } from './foreign-file.ts';

export interface ForeignRowsOptions {
  file: ForeignFile;
  columns: readonly ForeignColumn[];
  /** One for each column; `undefined`: not read. */
  targets: readonly (ForeignTarget | undefined)[];
  limits: { field: number; memory: number; text: number };
  /** Values that do not fit become missing by the pipeline's own rules, rather than an error of the file. */
  lenient: boolean;
  /** Told how many rows have been read. */
  onRows?: (rows: number) => void;
}

/**
 * Any writer's rows as batches of texts, as if a CSV had them. Batch k holds the rows from k × n, where n is 131,072,
 * halved while n rows of the file's fattest row group would be more than 64 MiB: the footer alone decides, whatever the
 * file's own row groups are. Memory: up to four batches (of at most 128 MiB as the file
 * holds them, unpacked), one decoded column of them, and up to 64 MiB of compressed chunks that the next ones begin in.
 *
 * Throws ContractError: PARQUET_FOREIGN (damaged, encrypted), PARQUET_NESTED, PARQUET_CAST (a value that its declared type
 * cannot keep), LIMIT_MEMORY, LIMIT_TEXT, LIMIT_FIELD.
 */
export async function* foreignRows(options: ForeignRowsOptions): AsyncGenerator<TextBatch> {
  const { file, columns, targets, limits } = options;
  refuseNested(options);
  const total = Number(file.metadata.num_rows);
  const groups = rowGroups(file);
  if ((groups.at(-1)?.end ?? 0) !== total) throw foreign(file.name, 'its row groups have another number of rows');
  const bytes = groups.reduce((sum, { uncompressed }) => sum + uncompressed, 0);
  if (bytes > limits.text) {
    throw new ContractError(
      'LIMIT_TEXT',
      `${file.name} unpacks to ${formatBytes(bytes)}, more than ${formatBytes(limits.text)}; if it is sound, raise "limits.text"`,
      { name: file.name, limit: limits.text },
    );
  }
  const { rows: step, together } = batchRows(groups);
  const chunks = createChunks(file, groups, limits.memory);
  const names = columns.map(({ name }, at) => (targets[at] === undefined ? undefined : name));
  for (let start = 0; start < total; start += step * together) {
    const end = Math.min(start + step * together, total);
    const read: (TextColumn[] | undefined)[] = [];
    for (const [at, column] of columns.entries()) {
      const target = targets[at];
      const request = { file, chunks, column, start, end, step, limits, lenient: options.lenient };
      read.push(target && (await readCells({ ...request, target })));
    }
    chunks.forget(end);
    for (let part = 0, from = start; from < end; part++, from += step) {
      const rows = Math.min(step, end - from);
      const cells = read.map((parts) => takeFrom(parts, part) ?? nothing(rows));
      yield batchOf({ group: from / step, start: from, rows, columns: cells, names });
      options.onRows?.(from + rows);
    }
  }
}

/** What was handed on is not held on to: the batches behind it are large enough. */
function takeFrom(parts: TextColumn[] | undefined, part: number): TextColumn | undefined {
  const column = parts?.[part];
  delete parts?.[part];
  return column;
}

function refuseNested({ file, columns, targets }: ForeignRowsOptions): void {
  const nested = columns.filter((column, at) => column.type === undefined && targets[at] !== undefined);
  if (nested.length === 0) return;
  const shown = nested.map((column) => `${JSON.stringify(column.name)} (${column.nested})`).join(', ');
  throw new ContractError(
    'PARQUET_NESTED',
    `${file.name}: ${nested.length === 1 ? 'a column holds' : 'columns hold'} lists, maps or structs, which a table of ours ` +
      `has no place for: ${shown}; leave ${nested.length === 1 ? 'it' : 'them'} out with contract.new_columns: discard`,
    { name: file.name, columns: nested.map((column) => column.name) },
  );
}

function nothing(rows: number): TextColumn {
  return {
    kind: 'dictionary',
    indices: new Uint16Array(rows),
    values: { bytes: Uint8Array.of(MISSING), starts: Uint32Array.of(0), ends: Uint32Array.of(1) },
  };
}

function batchOf(found: {
  group: number;
  start: number;
  rows: number;
  columns: readonly TextColumn[];
  names: readonly (string | undefined)[];
}): TextBatch {
  const { group, start, rows, columns, names } = found;
  return {
    group,
    rows,
    columns,
    lines: Uint32Array.from({ length: rows }, (_, row) => start + row + 1),
    records: { bytes: new Uint8Array(0), starts: new Uint32Array(rows), ends: new Uint32Array(rows) },
    recordText(row) {
      const entries = columns.flatMap((column, at) => {
        const name = names[at];
        return name === undefined ? [] : [[name, cellOf(column, row)]];
      });
      return Buffer.from(JSON.stringify(Object.fromEntries(entries))).subarray(0, MAX_ORIGINAL_TEXT);
    },
    malformed: [],
  };
}

function cellOf(column: TextColumn, row: number): string | null {
  const { bytes, starts, ends } = column.values;
  const at = column.kind === 'dictionary' ? (column.indices[row] as number) : row;
  const text = bytes.subarray(starts[at], ends[at]);
  return text.length === 1 && text[0] === MISSING ? null : Buffer.from(text).toString('utf8');
}
