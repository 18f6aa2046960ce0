import { type CsvReader, readCsv } from '../../src/csv/read.ts';
import { wasmKernel } from '../../src/kernel/wasm-kernel.ts';
import type { CsvSettings, Limits } from '../../src/pipeline/pipeline.ts';
import type { Spans } from '../../src/table/column.ts';

export const COMMA: CsvSettings = {
  delimiter: ',',
  quote: '"',
  nulls: [''],
  encoding: 'utf-8',
  extraEmptyColumns: 'error',
};

export const LIMITS: Limits = {
  field: 1024 * 1024,
  record: 64 * 1024 * 1024,
  columns: 4096,
  header: 64 * 1024,
  download: 1e9,
  text: 1e9,
  ratio: 1000,
  memory: 2 ** 40,
};

export interface Reading {
  csv?: Partial<CsvSettings>;
  limits?: Partial<Limits>;
  /** Bytes a chunk; absent: all at once. */
  chunk?: number;
  /** The text in two chunks, the second of which begins here. */
  cut?: number;
  groupBytes?: number;
  /** Columns flagged direct, by name. */
  direct?: readonly string[];
  whenEmpty?: readonly string[];
}

/** A file read to its end, as plain texts. */
export interface ReadFile {
  header: readonly string[];
  groups: number[];
  rows: string[][];
  kinds: string[][];
  lines: number[];
  records: string[];
  malformed: { line: number; record: number; rule: string; problem: string; text: string }[];
  counts: { records: number; blank: number; droppedExtra: number; bytes: number };
  onBytes: number[];
}

export async function readText(text: string | Uint8Array, reading: Reading = {}): Promise<ReadFile> {
  const onBytes: number[] = [];
  const reader = openText(text, reading, (read) => onBytes.push(read));
  const header = await reader.header();
  const read = { groups: [], rows: [], kinds: [], lines: [], records: [], malformed: [] } as Omit<
    ReadFile,
    'header' | 'counts' | 'onBytes'
  >;
  for await (const batch of reader.batches()) {
    read.groups.push(batch.rows + batch.malformed.length);
    read.kinds.push(batch.columns.map((column) => column.kind));
    for (let row = 0; row < batch.rows; row++) {
      read.rows.push(
        batch.columns.map((column) =>
          textAt(column.values, column.kind === 'dictionary' ? (column.indices[row] as number) : row),
        ),
      );
      read.lines.push(batch.lines[row] as number);
      const restored = batch.recordText?.(row);
      read.records.push(restored ? Buffer.from(restored).toString() : textAt(batch.records, row));
    }
    for (const record of batch.malformed) {
      read.malformed.push({ ...record, text: Buffer.from(record.text).toString('latin1') });
    }
  }
  return { header, ...read, counts: reader.counts(), onBytes };
}

/** The names of the columns alone. */
export function headerOf(text: string | Uint8Array, reading: Reading = {}): Promise<readonly string[]> {
  return openText(text, reading).header();
}

function openText(text: string | Uint8Array, reading: Reading, onBytes: (read: number) => void = () => {}): CsvReader {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const { cut } = reading;
  const chunks = cut === undefined ? chunksOf(bytes, reading.chunk ?? Math.max(1, bytes.length)) : halvesOf(bytes, cut);
  return readCsv(chunks, {
    csv: { ...COMMA, ...reading.csv },
    limits: { ...LIMITS, ...reading.limits },
    file: 'trips.csv',
    ...(reading.groupBytes === undefined ? {} : { groupBytes: reading.groupBytes }),
    direct: (header) => header.map((name) => reading.direct?.includes(name) === true),
    kernel: wasmKernel,
    ...(reading.whenEmpty === undefined ? {} : { whenEmpty: reading.whenEmpty }),
    onBytes,
  });
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield* passing(bytes.subarray(at, at + size));
}

async function* halvesOf(bytes: Uint8Array, cut: number): AsyncGenerator<Uint8Array> {
  yield* passing(bytes.subarray(0, cut));
  yield* passing(bytes.subarray(cut));
}

/** A chunk holds until the next one is asked for, and no longer. */
function* passing(bytes: Uint8Array): Generator<Uint8Array> {
  const chunk = Buffer.from(bytes);
  yield chunk;
  chunk.fill(0xff);
}

function textAt(spans: Spans, at: number): string {
  return Buffer.from(spans.bytes.subarray(spans.starts[at], spans.ends[at])).toString();
}
