import { type AsyncBuffer, type DecodedArray, type FileMetaData, parquetScan } from 'hyparquet';
import { foreignCodecs } from './foreign-codecs.ts';
import { chunkOf, type ForeignColumn } from './foreign-columns.ts';
import { decoding, type ForeignFile, foreign } from './foreign-file.ts';
import { checkPages } from './foreign-pages.ts';

/** Rows of a batch, and what they may take in memory: about what 10 MiB of text hold. */
const MOST_ROWS = 131_072;
const LEAST_ROWS = 1024;
const BATCH_BYTES = 64 * 2 ** 20;
const MOST_TOGETHER = 4;
const TOGETHER_BYTES = 128 * 2 ** 20;
/** Compressed chunks that are kept for the next batch of the same row group; larger ones are read again. */
const KEPT_BYTES = 64 * 2 ** 20;

/** A row group of the file: its place among them, its rows, the bytes of its pages unpacked. */
export interface Group {
  at: number;
  start: number;
  end: number;
  uncompressed: number;
}

/** Throws ContractError PARQUET_FOREIGN for numbers of rows that cannot be. */
export function rowGroups(file: ForeignFile): Group[] {
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

/**
 * Rows of a batch, see `foreignRows`, and how many batches are decoded at once. The latter changes no byte: a page may hold
 * a million rows and is decoded whole each time that some of them are wanted.
 */
export function batchRows(groups: readonly Group[]): { rows: number; together: number } {
  let fattest = 0;
  for (const { start, end, uncompressed } of groups) {
    fattest = Math.max(fattest, uncompressed / Math.max(1, end - start));
  }
  let rows = MOST_ROWS;
  while (rows > LEAST_ROWS && rows * fattest > BATCH_BYTES) rows /= 2;
  let together = MOST_TOGETHER;
  while (together > 1 && together * rows * fattest > TOGETHER_BYTES) together /= 2;
  return { rows, together };
}

/** Reads stored values, chunk by chunk, checked before the first of them is decoded. */
export interface Chunks {
  values(column: ForeignColumn, start: number, end: number): AsyncGenerator<DecodedArray>;
  /** No row before `row` will be asked for. */
  forget(row: number): void;
}

export function createChunks(file: ForeignFile, groups: readonly Group[], memory: number): Chunks {
  const metadata = bare(file.metadata);
  const kept = new Map<string, { bytes: ArrayBuffer; group: Group }>();
  const checked = new Set<string>();
  let keptBytes = 0;

  async function chunk(column: ForeignColumn, group: Group): Promise<{ bytes: ArrayBuffer; start: number }> {
    const rowGroup = file.metadata.row_groups[group.at] as FileMetaData['row_groups'][number];
    const { start, end, codec } = chunkOf(file, rowGroup, column.path);
    const key = `${group.at} ${column.path}`;
    const known = kept.get(key);
    if (known !== undefined) return { bytes: known.bytes, start };
    const bytes = await file.range(start, end);
    if (!checked.has(key)) {
      const unpack = codec === 'UNCOMPRESSED' ? undefined : foreignCodecs[codec];
      if (unpack === undefined && codec !== 'UNCOMPRESSED') throw foreign(file.name, `the codec ${codec} is unknown`);
      const rows = group.end - group.start;
      const { optional } = column;
      await decoding(file.name, () =>
        checkPages({ bytes: new Uint8Array(bytes), rows, mostBytes: memory, optional, unpack }),
      );
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
          return scan.readColumn({ column: column.path, rowStart: from - group.start, rowEnd: to - group.start });
        });
        if (values.length !== to - from)
          throw foreign(file.name, `the column ${JSON.stringify(column.name)} is cut short`);
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
