import type { KernelMemory } from '../kernel/kernel-memory.ts';
import { fieldRoom, type ScanBlock } from '../kernel/scan-block.ts';
import type { CsvSettings } from '../pipeline/pipeline.ts';
import { parseRecord, parseRecords } from './parser.ts';
import type { Scanner } from './scanner.ts';
import { createSplitter } from './splitter.ts';

/** Records handed to csv-parse at once: enough to forget its start-up cost, few enough to keep their strings few. */
const RECORDS_AT_ONCE = 1000;

/**
 * A dialect that the kernel does not speak: we find where records end, csv-parse reads every field. When it refuses a
 * block, it is asked about each record alone, so that a fault costs one record. Field values are kept one after the
 * other in a buffer of their own.
 */
export function createWholeScanner(csv: CsvSettings, memory: KernelMemory): Scanner {
  const split = createSplitter(csv);
  let values = memory.bytes(64 * 1024);
  let used = 0;

  function keep(value: Uint8Array): void {
    if (used + value.length > values.length) {
      const grown = memory.bytes(Math.max(used + value.length, values.length * 2));
      grown.set(values.subarray(0, used));
      memory.release(values);
      values = grown;
    }
    values.set(value, used);
    used += value.length;
  }

  return {
    scan(bounds, block) {
      split(bounds, block, RECORDS_AT_ONCE);
      if (block.records === 0) return;
      const { text } = bounds;
      const from = block.recordStarts[0] as number;
      const to = block.recordEnds[block.records - 1] as number;
      const parsed = parseBlock(text.subarray(from, to), block.records, csv);
      block.fields = 0;
      block.leastFields = Number.POSITIVE_INFINITY;
      block.mostFields = 0;
      block.longest = 0;
      for (let record = 0; record < block.records; record++) {
        const start = block.recordStarts[record] as number;
        const end = block.recordEnds[record] as number;
        let fields = parsed?.[record];
        if (fields === undefined) {
          const alone = parseRecord(text.subarray(start, end), csv);
          if ('fields' in alone) fields = alone.fields;
        }
        const found = fields ?? [];
        block.leastFields = Math.min(block.leastFields, found.length);
        block.mostFields = Math.max(block.mostFields, found.length);
        block.longest = Math.max(block.longest, end - start);
        if (block.fields + found.length > fieldRoom(block)) growFields(block, found.length, memory);
        block.odd[record] = fields === undefined ? 1 : 0;
        block.odds += block.odd[record] as number;
        block.firstField[record] = block.fields;
        for (const field of found) {
          block.fieldSpans[2 * block.fields] = used;
          keep(field);
          block.fieldSpans[2 * block.fields + 1] = used;
          block.escaped[block.fields] = 0;
          block.fields++;
        }
      }
      block.firstField[block.records] = block.fields;
    },
    fieldBytes: () => values,
    reset() {
      used = 0;
    },
  };
}

/** All records of a block, or nothing when csv-parse refuses one of them or sees other bounds than we do. */
function parseBlock(bytes: Buffer, records: number, csv: CsvSettings): Buffer[][] | undefined {
  try {
    const parsed = parseRecords(bytes, csv);
    return parsed.length === records ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** As many records were split as csv-parse takes at once; their fields need room, however many there are. */
function growFields(block: ScanBlock, more: number, memory: KernelMemory): void {
  const room = Math.max(block.fields + more, fieldRoom(block) * 2);
  const { fieldSpans, escaped } = block;
  block.fieldSpans = memory.words(2 * room);
  block.fieldSpans.set(fieldSpans);
  block.escaped = memory.bytes(room);
  block.escaped.set(escaped);
  for (const old of [fieldSpans, escaped]) memory.release(old);
}
