import type { Kernel } from '../kernel/kernel.ts';
import { fieldRoom, releaseScanBlock } from '../kernel/scan-block.ts';
import type { CsvSettings, Limits } from '../pipeline/pipeline.ts';
import type { TextBatch } from '../table/batch.ts';
import { createScanner } from './dialect.ts';
import { createGroup } from './group.ts';
import type { GroupText } from './group-text.ts';
import { tooManyColumns } from './limit.ts';

export interface GroupReaderOptions {
  header: readonly string[];
  /** Which columns are not worth a dictionary. */
  direct: readonly boolean[];
  csv: CsvSettings;
  limits: Limits;
  /** Shown name of the file, for messages. */
  file: string;
  kernel: Kernel;
}

/** What was in one row group. */
export interface ReadGroup {
  /** Absent where there was no record. Its buffers are used again: they hold until the next group is read. */
  batch?: TextBatch;
  /** Rows and malformed records. */
  records: number;
  /** Empty lines, which are skipped; in a file of one column too: there a null is written `""`. */
  blank: number;
  /** Rows that were wider than the header by empty fields, which were dropped. */
  droppedExtra: number;
}

/** Text of whole row groups → text columns, one group at a time and in any order: no group knows of another. */
export interface GroupReader {
  /** `records`: those of the file before the group. */
  read(text: GroupText, place: { group: number; records: number }): ReadGroup;
  close(): void;
}

/** About 300 KB of text: what a block touches stays in the processor's second-level cache. */
const BLOCK_FIELDS = 32 * 1024;
const BLOCK_RECORDS = 16 * 1024;

export function createGroupReader(options: GroupReaderOptions): GroupReader {
  const { csv, limits, file, kernel } = options;
  const memory = kernel.openMemory();
  const scanner = createScanner(csv, kernel, memory);
  const group = createGroup({ ...options, memory });
  let block = kernel.createScanBlock(memory, { records: BLOCK_RECORDS, fields: BLOCK_FIELDS });

  function growBlock(line: number): void {
    const fields = fieldRoom(block);
    if (fields > limits.columns) throw tooManyColumns({ file, line: line + block.lines, limit: limits.columns });
    releaseScanBlock(memory, block);
    block = kernel.createScanBlock(memory, { records: BLOCK_RECORDS, fields: fields * 2 });
  }

  return {
    read({ bytes, base, line: firstLine }, place) {
      group.reset();
      scanner.reset();
      const end = bytes.length;
      const found = { records: 0, blank: 0 };
      let line = firstLine;
      let start = 0;
      while (start < end) {
        // The text is whole, so what is open at its end ends there.
        scanner.scan({ text: bytes, start, end, final: true, stopAt: end }, block);
        if (block.records === 0 && block.full) {
          growBlock(line);
          continue;
        }
        const fieldBytes = scanner.fieldBytes(bytes);
        if (block.records > 0)
          group.add({ block, text: bytes, base, start, fieldBytes, line, record: place.records + found.records });
        found.records += block.records;
        found.blank += block.blank;
        line += block.lines;
        if (block.consumed === start) throw new Error(`${file}: a row group that does not end where a record ends`);
        start = block.consumed;
      }
      const batch = group.isEmpty() ? undefined : group.finish(place.group, bytes, scanner.fieldBytes(bytes));
      return { ...found, droppedExtra: group.droppedExtra(), ...(batch === undefined ? {} : { batch }) };
    },
    close: () => memory.close(),
  };
}
