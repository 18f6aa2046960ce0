import { ContractError } from '../base/errors.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { createScanBlock } from '../kernel/scan-block.ts';
import type { CsvSettings, Limits } from '../pipeline/pipeline.ts';
import type { TextBatch } from '../table/batch.ts';
import { createScanner } from './dialect.ts';
import { toUtf8 } from './encoding.ts';
import { createGroup, type Group } from './group.ts';
import { notUtf8, nulInHeader, readHeader } from './header.ts';
import { invalidUtf8At } from './invalid-utf8.ts';
import { fieldTooLong, headerTooLong, recordTooLong, tooManyColumns } from './limit.ts';
import { parseRecord } from './parser.ts';
import { createWindow } from './window.ts';

export interface ReadCsvOptions {
  csv: CsvSettings;
  limits: Limits;
  /** Shown name of the file, for messages. */
  file: string;
  /** Bytes of UTF-8 text a row group; default 10 MiB. */
  groupBytes?: number;
  /** Asked once, with the trimmed header: which columns are not worth a dictionary. */
  direct: (header: readonly string[]) => readonly boolean[];
  kernel: Kernel;
  /** The header of a file without any text, which is then a table without rows; absent: CSV_EMPTY. */
  whenEmpty?: readonly string[];
  /** Told how many decompressed bytes have been read so far. */
  onBytes?: (bytes: number) => void;
}

export interface CsvCounts {
  /** Rows and malformed records; the header is not one of them. */
  records: number;
  /** Empty lines, which are skipped; in a file of one column too: there a null is written `""`. */
  blank: number;
  /** Rows that were wider than the header by empty fields, which were dropped. */
  droppedExtra: number;
  /** Decompressed bytes as they came, before any transcoding. */
  bytes: number;
}

export interface CsvReader {
  /** The names of the columns, trimmed, in the order of the file. */
  header(): Promise<readonly string[]>;
  /**
   * The row groups, once. Group k ends at the first record end (its line end included) at or behind k × `groupBytes`
   * of UTF-8 text, counted from the file's first byte, however the text was cut into chunks. A group without any
   * record is left out. The buffers of a batch are used again: they hold until the next batch is asked for.
   */
  batches(): AsyncIterable<TextBatch>;
  /** Valid when `batches` has ended. */
  counts(): CsvCounts;
}

const GROUP_BYTES = 10 * 1024 * 1024;
/** About 300 KB of text: what a block touches stays in the processor's second-level cache. */
const BLOCK_FIELDS = 32 * 1024;
const BLOCK_RECORDS = 16 * 1024;
/**
 * What may stand behind a field that is cut and not belong to it: quotes, a CR, part of a delimiter. The exact length is
 * judged when the record is whole, so that a verdict never depends on chunks.
 */
const CUT_SLACK = 1024;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/**
 * CSV text → row groups of text columns. Records that cannot be split into the header's columns become the batch's
 * `malformed`; a record never shifts another one. Throws ContractError CSV_EMPTY (no header), CSV_HEADER, NUL and
 * CSV_ENCODING (see header.ts, encoding.ts), CSV_LIMIT_FIELD, CSV_LIMIT_RECORD,
 * CSV_LIMIT_COLUMNS, CSV_LIMIT_HEADER.
 */
export function readCsv(text: AsyncIterable<Uint8Array>, options: ReadCsvOptions): CsvReader {
  const { csv, limits, file } = options;
  const groupBytes = options.groupBytes ?? GROUP_BYTES;
  const scanner = createScanner(csv, options.kernel);
  let block = createScanBlock(BLOCK_RECORDS, BLOCK_FIELDS);
  const counts: CsvCounts = { records: 0, blank: 0, droppedExtra: 0, bytes: 0 };
  const window = createWindow(
    toUtf8(text, {
      encoding: csv.encoding,
      file,
      onBytes: (bytes) => {
        counts.bytes = bytes;
        options.onBytes?.(bytes);
      },
    }),
  );
  let position = 0;
  let line = 1;
  let headerRead: Promise<{ names: readonly string[]; group: Group }> | undefined;

  /** Scans the next block, reading on until it holds a record; false at the end of the text. */
  async function nextBlock(stopAt: number, isHeader: boolean): Promise<boolean> {
    let wanted = position + 1;
    for (;;) {
      await window.fill(wanted);
      if (position === window.length) return false;
      const bounds = { text: window.bytes, start: position, end: window.length, final: window.ended, stopAt };
      scanner.scan(bounds, block);
      if (isHeader) checkHeaderLength();
      if (block.records > 0) return true;
      if (block.full) {
        growBlock();
        continue;
      }
      checkCutField(isHeader);
      skipBlock();
      // Twice as much each time: a long record is scanned a bounded number of times.
      if (!window.ended) wanted = position + Math.max(1, 2 * (window.length - position));
    }
  }

  function skipBlock(): void {
    position = block.consumed;
    line += block.lines;
    counts.blank += block.blank;
  }

  function growBlock(): void {
    const fields = block.fieldStarts.length;
    if (fields > limits.columns) {
      throw tooManyColumns({ file, line: line + block.lines, limit: limits.columns });
    }
    block = createScanBlock(BLOCK_RECORDS, fields * 2);
  }

  function checkCutField(isHeader: boolean): void {
    if (block.cutField < 0) return;
    const at = line + block.lines;
    if (window.length - block.cutField > limits.field + CUT_SLACK) {
      throw fieldTooLong({ file, line: at, limit: limits.field });
    }
    if (block.cutFields > limits.columns) throw tooManyColumns({ file, line: at, limit: limits.columns });
    if (!isHeader && window.length - block.consumed > limits.record + CUT_SLACK) {
      throw recordTooLong({ file, line: at, limit: limits.record });
    }
  }

  function checkHeaderLength(): void {
    const isWhole = block.records > 0;
    const start = isWhole ? (block.recordStarts[0] as number) : block.consumed;
    const end = isWhole ? (block.recordEnds[0] as number) : window.length - CUT_SLACK;
    if (end - start <= limits.header) return;
    const at = line + (isWhole ? (block.recordLines[0] as number) : block.lines);
    throw headerTooLong({ file, line: at, limit: limits.header });
  }

  async function readHead(): Promise<{ names: readonly string[]; group: Group }> {
    await window.fill(BYTE_ORDER_MARK.length);
    if (window.bytes.subarray(0, window.length).indexOf(BYTE_ORDER_MARK) === 0) position = BYTE_ORDER_MARK.length;
    if (!(await nextBlock(0, true))) {
      if (options.whenEmpty !== undefined) return headOf(options.whenEmpty);
      throw new ContractError('CSV_EMPTY', `${file}: there is no header: the file holds no text`, { file });
    }
    const at = line + (block.recordLines[0] as number);
    const bytes = window.bytes.subarray(block.recordStarts[0] as number, block.recordEnds[0] as number);
    if (bytes.includes(0)) throw nulInHeader(bytes, file, at);
    const invalid = invalidUtf8At(bytes);
    if (invalid !== undefined) {
      throw notUtf8({ file, line: at, offset: (block.recordStarts[0] as number) + invalid });
    }
    const parsed = parseRecord(bytes, csv);
    if ('rule' in parsed) {
      throw new ContractError(parsed.rule, `${file}:${at}: the header cannot be read: ${parsed.problem}`, {
        file,
        line: at,
      });
    }
    if (parsed.fields.length > limits.columns) throw tooManyColumns({ file, line: at, limit: limits.columns });
    const names = readHeader({ fields: parsed.fields, file, line: at });
    skipBlock();
    return headOf(names);
  }

  function headOf(names: readonly string[]): { names: readonly string[]; group: Group } {
    const direct = options.direct(names);
    return { names, group: createGroup({ header: names, direct, csv, limits, file, kernel: options.kernel }) };
  }

  function head(): Promise<{ names: readonly string[]; group: Group }> {
    headerRead ??= readHead().catch(async (error: unknown) => {
      await window.close();
      throw error;
    });
    return headerRead;
  }

  async function* batches(): AsyncGenerator<TextBatch> {
    try {
      const { group } = await head();
      for (let number = 0; ; ) {
        window.drop(position);
        position = 0;
        group.reset();
        scanner.reset();
        const end = (Math.floor(window.base / groupBytes) + 1) * groupBytes;
        let isOpen = true;
        while (isOpen && (await nextBlock(end - window.base, false))) {
          const placed = { block, text: window.bytes, base: window.base, start: position };
          const fieldBytes = scanner.fieldBytes(window.bytes);
          group.add({ ...placed, fieldBytes, line, record: counts.records });
          counts.records += block.records;
          isOpen = !block.stopped;
          skipBlock();
        }
        if (!group.isEmpty()) {
          const seen = window.bytes.subarray(0, position);
          yield group.finish(number++, seen, scanner.fieldBytes(seen));
        }
        counts.droppedExtra = group.droppedExtra();
        if (isOpen) return;
      }
    } finally {
      await window.close();
    }
  }

  return {
    header: async () => (await head()).names,
    batches,
    counts: () => ({ ...counts }),
  };
}
