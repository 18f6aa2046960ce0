import { ContractError } from '../base/errors.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { CsvSettings, Limits } from '../pipeline/pipeline.ts';
import type { TextBatch } from '../table/batch.ts';
import { createCutter } from './cutter.ts';
import { toUtf8 } from './encoding.ts';
import { createGroupReader, type GroupReaderOptions } from './group-reader.ts';
import type { GroupText } from './group-text.ts';
import { notUtf8, nulInHeader, readHeader } from './header.ts';
import { invalidUtf8At } from './invalid-utf8.ts';
import { tooManyColumns } from './limit.ts';
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
  /** The same as texts, for whoever reads them elsewhere with a `GroupReader` of `readerOptions`. */
  texts(): AsyncIterable<CutText>;
  readerOptions(): Promise<GroupReaderOptions>;
  /** Valid when `batches` has ended. */
  counts(): CsvCounts;
  /** Lets go of text and memory, for those who do not read to the end; may be called again. */
  close(): Promise<void>;
}

/** A text that holds until the next one is asked for, unless it is kept. */
export interface CutText extends GroupText {
  /** The file goes on behind it, as far as is known. */
  more: boolean;
  /** From now on it holds until it is released, by what this returns, once. */
  keep(): () => void;
}

const GROUP_BYTES = 10 * 1024 * 1024;
/** What is read of the next row group before the end of one is known. */
const GROUP_SLACK = 1 << 20;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/**
 * CSV text → row groups of text columns. Records that cannot be split into the header's columns become the batch's
 * `malformed`; a record never shifts another one. Throws ContractError CSV_EMPTY (no header), CSV_HEADER, NUL and
 * CSV_ENCODING (see header.ts, encoding.ts), CSV_LIMIT_FIELD, CSV_LIMIT_RECORD,
 * CSV_LIMIT_COLUMNS, CSV_LIMIT_HEADER.
 */
export function readCsv(text: AsyncIterable<Uint8Array>, options: ReadCsvOptions): CsvReader {
  const { csv, limits, file, kernel } = options;
  const groupBytes = options.groupBytes ?? GROUP_BYTES;
  const memory = kernel.openMemory();
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
    memory,
    groupBytes + GROUP_SLACK,
  );
  const cutter = createCutter({ window, csv, limits, file, kernel, memory });
  let headerRead: Promise<GroupReaderOptions> | undefined;

  async function readHead(): Promise<GroupReaderOptions> {
    await window.fill(BYTE_ORDER_MARK.length);
    if (window.bytes.subarray(0, window.length).indexOf(BYTE_ORDER_MARK) === 0)
      cutter.position = BYTE_ORDER_MARK.length;
    const found = await cutter.toHeader();
    counts.blank += cutter.blank;
    if (found === undefined) {
      if (options.whenEmpty !== undefined) return headOf(options.whenEmpty);
      throw new ContractError('CSV_EMPTY', `${file}: there is no header: the file holds no text`, { file });
    }
    const { start, end, line } = found;
    const bytes = window.bytes.subarray(start, end);
    if (bytes.includes(0)) throw nulInHeader(bytes, file, line);
    const invalid = invalidUtf8At(bytes);
    if (invalid !== undefined) throw notUtf8({ file, line, offset: start + invalid });
    const parsed = parseRecord(bytes, csv);
    if ('rule' in parsed) {
      throw new ContractError(parsed.rule, `${file}:${line}: the header cannot be read: ${parsed.problem}`, {
        file,
        line,
      });
    }
    if (parsed.fields.length > limits.columns) throw tooManyColumns({ file, line, limit: limits.columns });
    return headOf(readHeader({ fields: parsed.fields, file, line }));
  }

  function headOf(header: readonly string[]): GroupReaderOptions {
    return { header, direct: options.direct(header), csv, limits, file, kernel };
  }

  function head(): Promise<GroupReaderOptions> {
    headerRead ??= readHead().catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return headerRead;
  }

  async function close(): Promise<void> {
    memory.close();
    await window.close();
  }

  async function* texts(): AsyncGenerator<CutText> {
    try {
      await head();
      window.drop(cutter.position);
      for (let isOpen = true; isOpen; ) {
        cutter.restart();
        const { base } = window;
        const { line } = cutter;
        const end = (Math.floor(base / groupBytes) + 1) * groupBytes;
        isOpen = await cutter.toRecordEnd(end - base);
        const { position } = cutter;
        let isKept = false;
        yield {
          bytes: window.bytes.subarray(0, position),
          base,
          line,
          more: !(window.ended && position === window.length),
          keep() {
            isKept = true;
            return memory.detach(window.detach(position));
          },
        };
        if (!isKept) window.drop(position);
      }
    } finally {
      await close();
    }
  }

  async function* batches(): AsyncGenerator<TextBatch> {
    const reader = createGroupReader(await head());
    try {
      let group = 0;
      for await (const cut of texts()) {
        const read = reader.read(cut, { group, records: counts.records });
        counts.records += read.records;
        counts.blank += read.blank;
        counts.droppedExtra += read.droppedExtra;
        if (read.batch !== undefined) {
          yield read.batch;
          group++;
        }
      }
    } finally {
      reader.close();
    }
  }

  return {
    header: async () => (await head()).header,
    batches,
    texts,
    readerOptions: head,
    counts: () => ({ ...counts }),
    close,
  };
}
