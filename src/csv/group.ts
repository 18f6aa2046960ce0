import { isUtf8 } from 'node:buffer';
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelMemory } from '../kernel/kernel-memory.ts';
import type { ScanBlock } from '../kernel/scan-block.ts';
import type { CsvSettings, Limits } from '../pipeline/pipeline.ts';
import { MAX_ORIGINAL_TEXT, type MalformedRecord, type TextBatch } from '../table/batch.ts';
import { moveFields } from './block-rows.ts';
import { byteDialect } from './dialect.ts';
import { invalidUtf8At } from './invalid-utf8.ts';
import { fieldTooLong, recordTooLong, tooManyColumns } from './limit.ts';
import { createOriginals, restoreQuotes } from './originals.ts';
import { parseRecord } from './parser.ts';
import { createColumnBuilder } from './text-columns.ts';

export interface GroupOptions {
  header: readonly string[];
  direct: readonly boolean[];
  csv: CsvSettings;
  limits: Limits;
  file: string;
  kernel: Kernel;
  memory: KernelMemory;
}

/** A scanned block and where it stands. */
export interface PlacedBlock {
  block: ScanBlock;
  text: Buffer;
  /** Bytes of the file before `text`. */
  base: number;
  /** Where the block's bytes begin in `text`. */
  start: number;
  fieldBytes: Buffer;
  /** 1-based line at which the block begins. */
  line: number;
  /** Records of the file before it. */
  record: number;
}

/** The row group that is being read. */
export interface Group {
  add(placed: PlacedBlock): void;
  isEmpty(): boolean;
  /** Rows that were wider than the header by empty fields, since `reset`. */
  droppedExtra(): number;
  finish(number: number, text: Buffer, fieldBytes: Buffer): TextBatch;
  reset(): void;
}

const FIRST_ROWS = 4096;

export function createGroup(options: GroupOptions): Group {
  const { csv, limits, file, kernel } = options;
  const dialect = byteDialect(csv);
  const width = options.header.length;
  const shortestLimit = Math.min(limits.field, limits.record);
  const columns = options.header.map((_, at) => createColumnBuilder(options.direct[at] === true, options));
  const originals = createOriginals();
  let lines = new Uint32Array(0);
  let rows = 0;
  let malformed: MalformedRecord[] = [];
  let droppedExtra = 0;
  let isCollapsed = false;

  function reserve(wanted: number): void {
    if (wanted <= lines.length) return;
    const room = Math.max(wanted, lines.length * 2, FIRST_ROWS);
    const more = new Uint32Array(room);
    more.set(lines);
    lines = more;
    originals.reserve(room);
    for (const column of columns) column.reserve(room);
  }

  /** Why record r is no row of the table; nothing when it is one. */
  function faultOf(
    placed: PlacedBlock,
    r: number,
    isSuspect: boolean,
  ): Pick<MalformedRecord, 'rule' | 'problem'> | undefined {
    const { block, text } = placed;
    if (isSuspect) {
      const bytes = text.subarray(block.recordStarts[r] as number, block.recordEnds[r] as number);
      if (bytes.includes(0)) return { rule: 'NUL', problem: 'it holds a NUL byte' };
      const at = invalidUtf8At(bytes);
      if (at !== undefined) {
        const offset = placed.base + (block.recordStarts[r] as number) + at;
        return {
          rule: 'ENCODING',
          problem: `it holds a byte that is not UTF-8, at offset ${offset} of the text; set csv.encoding to the encoding the file is written in`,
        };
      }
    }
    if (block.odd[r] === 1) {
      const bytes = text.subarray(block.recordStarts[r] as number, block.recordEnds[r] as number);
      const parsed = parseRecord(bytes, csv);
      return 'rule' in parsed ? parsed : { rule: 'CSV_ODD_QUOTES', problem: 'its quotes are misplaced' };
    }
    const first = block.firstField[r] as number;
    const fields = (block.firstField[r + 1] as number) - first;
    if (fields === width) return undefined;
    const inconsistent = (how: string) => ({
      rule: 'CSV_RECORD_INCONSISTENT_COLUMNS',
      problem: `it has ${fields} fields where the header has ${width}${how}`,
    });
    if (fields < width) return inconsistent('');
    for (let at = first + width; at < first + fields; at++) {
      if (block.fieldSpans[2 * at] !== block.fieldSpans[2 * at + 1]) return inconsistent('');
    }
    if (csv.extraEmptyColumns === 'error')
      return inconsistent(', all empty beyond it; csv.extra_empty_columns: drop takes such rows');
    droppedExtra++;
    return undefined;
  }

  function checkLimits({ block, line }: PlacedBlock): void {
    if (block.mostFields <= limits.columns && block.longest <= shortestLimit) return;
    for (let r = 0; r < block.records; r++) {
      const first = block.firstField[r] as number;
      const next = block.firstField[r + 1] as number;
      const at = line + (block.recordLines[r] as number);
      if (next - first > limits.columns) throw tooManyColumns({ file, line: at, limit: limits.columns });
      const length = (block.recordEnds[r] as number) - (block.recordStarts[r] as number);
      if (length <= limits.field && length <= limits.record) continue;
      // csv-parse gives no fields of a record that it refuses.
      if (next === first && length > limits.field) throw fieldTooLong({ file, line: at, limit: limits.field });
      for (let field = first; field < next; field++) {
        if ((block.fieldSpans[2 * field + 1] as number) - (block.fieldSpans[2 * field] as number) > limits.field) {
          throw fieldTooLong({ file, line: at, limit: limits.field });
        }
      }
      if (length > limits.record) throw recordTooLong({ file, line: at, limit: limits.record });
    }
  }

  /** Each record is a row. */
  function takeAll({ block, line }: PlacedBlock): void {
    const { records, recordLines } = block;
    for (let r = 0; r < records; r++) lines[rows + r] = line + (recordLines[r] as number);
    originals.add(rows, block.recordStarts.subarray(0, records), block.recordEnds.subarray(0, records));
    rows += records;
  }

  function takeOneByOne(placed: PlacedBlock, isSuspect: boolean): void {
    const { block, text, line } = placed;
    const firstRow = rows;
    for (let r = 0; r < block.records; r++) {
      const recordLine = line + (block.recordLines[r] as number);
      const fault = faultOf(placed, r, isSuspect);
      if (fault !== undefined) {
        const recordStart = block.recordStarts[r] as number;
        const recordEnd = Math.min(block.recordEnds[r] as number, recordStart + MAX_ORIGINAL_TEXT);
        const original = Uint8Array.from(text.subarray(recordStart, recordEnd));
        malformed.push({ line: recordLine, record: placed.record + r, ...fault, text: original });
        continue;
      }
      moveFields(block, block.firstField[r] as number, (rows - firstRow) * width, width);
      lines[rows] = recordLine;
      originals.add(rows, block.recordStarts.subarray(r, r + 1), block.recordEnds.subarray(r, r + 1));
      rows++;
    }
  }

  return {
    add(placed) {
      const { block, text, start } = placed;
      checkLimits(placed);
      const bytes = text.subarray(start, block.consumed);
      const isSuspect = bytes.includes(0) || !isUtf8(bytes);
      reserve(rows + block.records);
      const firstRow = rows;
      if (!isSuspect && block.odds === 0 && block.leastFields === width && block.mostFields === width) takeAll(placed);
      else takeOneByOne(placed, isSuspect);
      const count = rows - firstRow;
      if (block.escapes > 0 && dialect !== undefined) {
        kernel.collapse(block, count * width, text, dialect.quote);
        isCollapsed = true;
      }
      for (let column = 0; column < width; column++) {
        columns[column]?.add(block, placed.fieldBytes, column, width, count, firstRow);
      }
    },
    isEmpty: () => rows === 0 && malformed.length === 0,
    droppedExtra: () => droppedExtra,
    finish(number, text, fieldBytes) {
      const records = originals.finish(text, rows);
      const { starts, ends } = records;
      return {
        group: number,
        rows,
        columns: columns.map((column) => column.finish(fieldBytes, rows)),
        lines: lines.subarray(0, rows),
        records,
        ...(isCollapsed && dialect !== undefined
          ? { recordText: (row) => restoreQuotes(text.subarray(starts[row], ends[row]), dialect) }
          : {}),
        malformed,
      };
    },
    reset() {
      rows = 0;
      droppedExtra = 0;
      malformed = [];
      isCollapsed = false;
      for (const column of columns) column.reset();
    },
  };
}
