import type { Kernel } from '../kernel/kernel.ts';
import type { KernelMemory } from '../kernel/kernel-memory.ts';
import type { CsvSettings } from '../pipeline/pipeline.ts';
import type { BoundScan, Scanner } from './scanner.ts';
import { createSplitter } from './splitter.ts';
import { createWholeScanner } from './whole-scanner.ts';

/** What the kernel speaks: RFC 4180 with single bytes. */
export interface ByteDialect {
  delimiter: number;
  /** 256 where nothing is quoted. */
  quote: number;
}

/** The dialect where the kernel speaks it; csv-parse reads what it does not. */
export function byteDialect(csv: CsvSettings): ByteDialect | undefined {
  const delimiter = Buffer.from(csv.delimiter);
  const quote = Buffer.from(csv.quote);
  if (csv.comment !== undefined || delimiter.length !== 1 || quote.length > 1) return undefined;
  return { delimiter: delimiter[0] as number, quote: quote[0] ?? 256 };
}

export function createScanner(csv: CsvSettings, kernel: Kernel, memory: KernelMemory): Scanner {
  const dialect = byteDialect(csv);
  if (dialect === undefined) return createWholeScanner(csv, memory);
  return {
    scan: (bounds, block) => kernel.scan({ ...bounds, dialect }, block),
    fieldBytes: (text) => text,
    reset: () => {},
  };
}

/** Finds records alone, as the scanner of the same dialect finds them; their fields may be left out. */
export function createBoundScan(csv: CsvSettings, kernel: Kernel): BoundScan {
  const dialect = byteDialect(csv);
  if (dialect !== undefined) return (bounds, block) => kernel.scan({ ...bounds, dialect }, block);
  const split = createSplitter(csv);
  return (bounds, block) => split(bounds, block, block.recordStarts.length);
}
