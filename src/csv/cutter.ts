import type { Kernel } from '../kernel/kernel.ts';
import type { KernelMemory } from '../kernel/kernel-memory.ts';
import { fieldRoom, releaseScanBlock } from '../kernel/scan-block.ts';
import type { CsvSettings, Limits } from '../pipeline/pipeline.ts';
import { byteDialect, createBoundScan } from './dialect.ts';
import { CUT_SLACK, checkCutField } from './group-text.ts';
import { headerTooLong, tooManyColumns } from './limit.ts';
import type { Window } from './window.ts';

/** Steps through the text from record end to record end. */
export interface Cutter {
  /** Where it stands in the window. */
  position: number;
  /** 1-based line there. */
  line: number;
  /** Empty lines before the header. */
  blank: number;
  /** To the end of the header record; its bounds and its line, or nothing where there is no record at all. */
  toHeader(): Promise<{ start: number; end: number; line: number } | undefined>;
  /** To the end of the first record that ends at `stopAt` or behind it; false where the text ended. */
  toRecordEnd(stopAt: number): Promise<boolean>;
  /** Where the window's text was moved to its front. */
  restart(): void;
}

/** Records and fields looked at in one step, as in group-reader.ts. */
const BLOCK_FIELDS = 32 * 1024;
const BLOCK_RECORDS = 16 * 1024;
/** Read before it is looked at, so that what never ends is seen long before a row group is full. */
const SKIPPED_AT_ONCE = 256 * 1024;

export function createCutter(options: {
  window: Window;
  csv: CsvSettings;
  limits: Limits;
  file: string;
  kernel: Kernel;
  memory: KernelMemory;
}): Cutter {
  const { window, csv, limits, file, kernel, memory } = options;
  const scan = createBoundScan(csv, kernel);
  const dialect = byteDialect(csv);
  let block = kernel.createScanBlock(memory, { records: BLOCK_RECORDS, fields: BLOCK_FIELDS });

  /** Scans the next block, reading on until it holds a record; false at the end of the text. */
  async function nextBlock(stopAt: number, isHeader: boolean): Promise<boolean> {
    let wanted = cutter.position + 1;
    for (;;) {
      await window.fill(wanted);
      if (cutter.position === window.length) return false;
      const bounds = { start: cutter.position, end: window.length, final: window.ended, stopAt };
      scan({ text: window.bytes, ...bounds }, block);
      if (isHeader) checkHeaderLength();
      if (block.records > 0) return true;
      if (block.full) {
        growBlock();
        continue;
      }
      checkCutField({ block, length: window.length, line: cutter.line, limits, file, isHeader });
      skipBlock();
      // Twice as much each time: a long record is scanned a bounded number of times.
      if (!window.ended) wanted = cutter.position + Math.max(1, 2 * (window.length - cutter.position));
    }
  }

  function skipBlock(): void {
    cutter.position = block.consumed;
    cutter.line += block.lines;
  }

  function growBlock(): void {
    const fields = fieldRoom(block);
    if (fields > limits.columns) {
      throw tooManyColumns({ file, line: cutter.line + block.lines, limit: limits.columns });
    }
    releaseScanBlock(memory, block);
    block = kernel.createScanBlock(memory, { records: BLOCK_RECORDS, fields: fields * 2 });
  }

  function checkHeaderLength(): void {
    const isWhole = block.records > 0;
    const start = isWhole ? (block.recordStarts[0] as number) : block.consumed;
    const end = isWhole ? (block.recordEnds[0] as number) : window.length - CUT_SLACK;
    if (end - start <= limits.header) return;
    const at = cutter.line + (isWhole ? (block.recordLines[0] as number) : block.lines);
    throw headerTooLong({ file, line: at, limit: limits.header });
  }

  /**
   * Most records before `stopAt` are passed over without looking for fields. Not the last one: the scan has to see that it ends
   * there.
   */
  async function skipRecords(stopAt: number): Promise<void> {
    if (dialect === undefined) return;
    for (let moved = true; moved; ) {
      const { position } = cutter;
      await window.fill(Math.min(stopAt, position + SKIPPED_AT_ONCE));
      const end = Math.max(position, Math.min(stopAt - 1, window.length));
      cutter.position = kernel.skipRecords({ text: window.bytes, start: position, end, dialect });
      cutter.line += kernel.countLines(window.bytes, position, cutter.position);
      moved = cutter.position > position;
    }
  }

  const cutter: Cutter = {
    position: 0,
    line: 1,
    blank: 0,
    async toHeader() {
      if (!(await nextBlock(0, true))) return undefined;
      const [start, end] = [block.recordStarts[0] as number, block.recordEnds[0] as number];
      const line = cutter.line + (block.recordLines[0] as number);
      cutter.blank += block.blank;
      skipBlock();
      return { start, end, line };
    },
    async toRecordEnd(stopAt) {
      for (;;) {
        await skipRecords(stopAt);
        if (!(await nextBlock(stopAt, false))) return false;
        skipBlock();
        if (block.stopped) return true;
      }
    },
    restart() {
      cutter.position = 0;
    },
  };
  return cutter;
}
