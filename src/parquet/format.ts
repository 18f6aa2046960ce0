/**
 * The numbers of the Parquet format that this room writes and reads.
 * https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */

/** `PAR1`, at both ends of a file. */
export const MAGIC: Uint8Array = new Uint8Array([0x50, 0x41, 0x52, 0x31]);

/** Constant: no version of ours goes into the file, so that an upgrade alone changes no bytes. */
export const CREATED_BY = 'lakeferry';

export type Codec = 'zstd' | 'gzip' | 'none';

export const CODEC = { none: 0, gzip: 2, zstd: 6 } as const;

export const TYPE = { boolean: 0, int32: 1, int64: 2, double: 5, bytes: 6, decimal: 7 } as const;

export const ENCODING = { plain: 0, rle: 3, delta: 5, dictionary: 8 } as const;

export const PAGE = { data: 0, dictionary: 2 } as const;

export const REPETITION = { required: 0, optional: 1 } as const;

/** Bytes of a `decimal`: FIXED_LEN_BYTE_ARRAY(16). */
export const DECIMAL_BYTES = 16;

/** Most bytes of a page before compression, far above what one over-long field can reach: a bound for the reader. */
export const MOST_PAGE_BYTES = 2 ** 28;

/** What the file is told about one column chunk. Positions are relative to the row group's first byte. */
export interface ColumnChunk {
  name: string;
  /** Rows, nulls included. */
  rows: number;
  nulls: number;
  encodings: readonly number[];
  dictionaryAt?: number;
  dataAt: number;
  /** Page headers included. */
  compressedBytes: number;
  uncompressedBytes: number;
  /** In PLAIN form; absent where there is no value, for texts over `LONGEST_LIMIT` bytes and where NaN is among them. */
  minimum?: Uint8Array;
  maximum?: Uint8Array;
  /** The column holds NaN: no minimum or maximum of the whole file may be claimed. */
  unordered: boolean;
}

/** Finished bytes of a row group; plain data that may cross to another thread. */
export interface EncodedRowGroup {
  rows: number;
  codec: Codec;
  /** All column chunks, one after the other. */
  bytes: Uint8Array;
  /** Sum over the chunks, page headers included. */
  uncompressedBytes: number;
  columns: readonly ColumnChunk[];
}
