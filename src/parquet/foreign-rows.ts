import { type AsyncBuffer, type DecodedArray, type FileMetaData, parquetScan } from 'hyparquet';
import { formatBytes, formatCount } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';
import { safeText } from '../base/safe-text.ts';
import { MAX_ORIGINAL_TEXT, type TextBatch, type TextColumn } from '../table/batch.ts';
import { createCells, MISSING } from '../table/cells.ts';
import { type ColumnType, formatColumnType } from '../table/type.ts';
import { foreignCodecs } from './foreign-codecs.ts';
import { chunkOf, type ForeignColumn } from './foreign-columns.ts';
import { decoding, type ForeignFile, foreign, tooMuch } from './foreign-file.ts';
import { type Fit, fitOf } from './foreign-fit.ts';
import { checkPages } from './foreign-pages.ts';
import { valueTexter } from './foreign-text.ts';
import { foreignWord } from './foreign-type.ts';

/** What the pipeline file wants of one column. */
export interface ForeignTarget {
  type: ColumnType;
  /** The column's name in the table, for messages. */
  name: string;
  /** Its rule names a zone, so that a wall clock is an instant. */
  zoned: boolean;
  /** Not worth a dictionary. */
  direct: boolean;
}

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

/** Rows of a batch, and what they may take in memory: about what 10 MiB of text hold. */
const MOST_ROWS = 131_072;
const LEAST_ROWS = 1024;
const BATCH_BYTES = 64 * 2 ** 20;
/** Compressed chunks that are kept for the next batch of the same row group; larger ones are read again. */
const KEPT_BYTES = 64 * 2 ** 20;

/**
 * Any writer's rows as batches of texts, as if a CSV had them. Batch k holds the rows from k × n, where n is 131,072,
 * halved while n rows of the file's fattest row group would be more than 64 MiB: the footer alone decides, whatever the
 * file's own row groups are. Memory: a batch, and one column chunk of the file.
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
  const step = batchRows(groups);
  const source = createSource(options, groups);
  for (let start = 0, group = 0; start < total; start += step, group++) {
    const end = Math.min(start + step, total);
    const read: TextColumn[] = [];
    for (const [at, column] of columns.entries()) {
      const target = targets[at];
      read.push(
        target === undefined ? nothing(end - start) : await readCells(options, source, column, target, start, end),
      );
    }
    source.forget(end);
    yield batchOf({ group, start, rows: end - start, columns: read, names: namesOf(columns, targets) });
    options.onRows?.(end);
  }
}

interface Group {
  at: number;
  start: number;
  end: number;
  uncompressed: number;
}

function rowGroups(file: ForeignFile): Group[] {
  let start = 0;
  return file.metadata.row_groups.map((group, at) => {
    const rows = Number(group.num_rows);
    if (rows < 0) throw foreign(file.name, 'a row group has a negative number of rows');
    const uncompressed = group.columns.reduce(
      (sum, { meta_data: meta }) => sum + Number(meta?.total_uncompressed_size ?? 0),
      0,
    );
    const found = { at, start, end: start + rows, uncompressed };
    start = found.end;
    return found;
  });
}

function batchRows(groups: readonly Group[]): number {
  const fattest = Math.max(0, ...groups.map(({ start, end, uncompressed }) => uncompressed / Math.max(1, end - start)));
  let rows = MOST_ROWS;
  while (rows > LEAST_ROWS && rows * fattest > BATCH_BYTES) rows /= 2;
  return rows;
}

/** Reads stored values, chunk by chunk, checked before the first of them is decoded. */
interface Source {
  values(column: string, start: number, end: number): AsyncGenerator<DecodedArray>;
  /** No row before `row` will be asked for. */
  forget(row: number): void;
}

function createSource({ file, limits }: ForeignRowsOptions, groups: readonly Group[]): Source {
  const metadata = bare(file.metadata);
  const kept = new Map<string, { bytes: ArrayBuffer; group: Group }>();
  const checked = new Set<string>();
  let keptBytes = 0;

  async function chunk(column: string, group: Group): Promise<{ bytes: ArrayBuffer; start: number }> {
    const rowGroup = file.metadata.row_groups[group.at] as FileMetaData['row_groups'][number];
    const { start, end } = chunkOf(file, rowGroup, column);
    const key = `${group.at} ${column}`;
    const known = kept.get(key);
    if (known !== undefined) return { bytes: known.bytes, start };
    const bytes = await file.range(start, end);
    if (!checked.has(key)) {
      await decoding(file.name, () => checkPages(new Uint8Array(bytes), group.end - group.start, limits.memory));
      checked.add(key);
    }
    if (keptBytes + bytes.byteLength <= KEPT_BYTES) {
      kept.set(key, { bytes, group });
      keptBytes += bytes.byteLength;
    }
    return { bytes, start };
  }

  return {
    async *values(column, start, end) {
      for (const group of groups) {
        const from = Math.max(start, group.start);
        const to = Math.min(end, group.end);
        if (from >= to) continue;
        const { bytes, start: base } = await chunk(column, group);
        const buffer: AsyncBuffer = {
          byteLength: file.size,
          slice: (first, last = file.size) => bytes.slice(first - base, last - base),
        };
        const values = await decoding(file.name, async () => {
          // A scan plans all row groups and keeps what it has read: it gets one group, and is let go at once.
          const only = file.metadata.row_groups.slice(group.at, group.at + 1);
          const scan = await parquetScan({
            file: buffer,
            metadata: { ...metadata, row_groups: only, num_rows: BigInt(group.end - group.start) },
            compressors: foreignCodecs,
            utf8: false,
            useOffsetIndex: false,
            parsers: { timestampFromNanoseconds: (nanoseconds: bigint) => nanoseconds },
          });
          return scan.readColumn({ column, rowStart: from - group.start, rowEnd: to - group.start });
        });
        if (values.length !== to - from) throw foreign(file.name, `the column ${JSON.stringify(column)} is cut short`);
        yield values;
      }
    },
    forget(row) {
      for (const [key, { bytes, group }] of kept) {
        if (group.end > row) continue;
        kept.delete(key);
        keptBytes -= bytes.byteLength;
      }
    },
  };
}

/** The same file with nothing said about what values mean: the decoder then gives them as stored, and exact. */
function bare(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map(({ converted_type: _converted, logical_type: _logical, ...element }) => element);
  return { ...metadata, schema };
}

async function readCells(
  options: ForeignRowsOptions,
  source: Source,
  column: ForeignColumn,
  target: ForeignTarget,
  start: number,
  end: number,
): Promise<TextColumn> {
  const { file, limits } = options;
  const type = column.type as NonNullable<ForeignColumn['type']>;
  const text = valueTexter(type, target.type.kind);
  const isLocal = type.kind === 'time-point' && type.clock === 'wall';
  const fit: Fit = isLocal && target.type.kind === 'timestamp' && !target.zoned ? 'never' : fitOf(type, target.type);
  const cells = createCells(target.direct);
  const positions = new Map<unknown, number>();
  let row = start;
  for await (const values of source.values(column.path, start, end)) {
    for (let at = 0; at < values.length; at++) {
      row++;
      const value: unknown = values[at];
      if (value === null || value === undefined) {
        cells.add(undefined);
        continue;
      }
      const known = target.direct ? undefined : positions.get(value);
      // A map takes −0 for 0.
      if (known !== undefined && value !== 0) {
        cells.repeat(known);
        continue;
      }
      const cell = textOf(value, row);
      if (fit !== 'always' && (fit === 'never' || (!options.lenient && !fit(value)))) {
        throw castError({ options, column, target, row, text: cell });
      }
      if (cell.length > limits.field) throw fieldTooLong(file.name, column, row, limits.field);
      cells.add(cell);
      if (!target.direct) positions.set(value, cells.position());
    }
    if (cells.size() > limits.memory)
      throw tooMuch(file.name, `the text of column ${JSON.stringify(column.name)}`, limits.memory);
  }
  return cells.finish();

  function textOf(value: unknown, at: number): string {
    try {
      return text(value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // No type but a string reads this, so its row breaks the rule `type`.
      if (target.type.kind !== 'string') return `(${error.message})`;
      throw new ContractError(
        'PARQUET_VALUE',
        `${file.name}: column ${JSON.stringify(column.name)}, row ${at}: it holds ${error.message}`,
        { name: file.name, column: column.name, row: at },
        error,
      );
    }
  }
}

function castError({
  options,
  column,
  target,
  row,
  text,
}: {
  options: ForeignRowsOptions;
  column: ForeignColumn;
  target: ForeignTarget;
  row: number;
  text: string;
}): ContractError {
  const { name } = options.file;
  const word = column.type === undefined ? '' : foreignWord(column.type);
  const declared = formatColumnType(target.type);
  const fix =
    word === 'datetime' && declared === 'timestamp'
      ? 'name its zone in the column, or declare it as datetime'
      : `declare ${target.name} as ${word} or string`;
  return new ContractError(
    'PARQUET_CAST',
    `${name}: column ${JSON.stringify(column.name)} is ${word} in this file and ${target.name} is declared as ${declared}: ` +
      `the value ${safeText(text, 64)} in row ${formatCount(row)} cannot be kept as it is; ${fix}`,
    { name, column: column.name, row, declared, found: word },
  );
}

function fieldTooLong(name: string, column: ForeignColumn, row: number, limit: number): ContractError {
  return new ContractError(
    'LIMIT_FIELD',
    `${name}: column ${JSON.stringify(column.name)}, row ${formatCount(row)}: a value is longer than ${formatBytes(limit)}; ` +
      'if the file is sound, raise "limits.field"',
    { name, column: column.name, row, limit },
  );
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

function namesOf(columns: readonly ForeignColumn[], targets: ForeignRowsOptions['targets']): (string | undefined)[] {
  return columns.map(({ name }, at) => (targets[at] === undefined ? undefined : name));
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
