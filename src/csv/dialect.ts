import type { Kernel } from '../kernel/kernel.ts';
import type { KernelMemory } from '../kernel/kernel-memory.ts';
import type { CsvSettings } from '../pipeline/pipeline.ts';
import type { Scanner } from './scanner.ts';
import { createWholeScanner } from './whole-scanner.ts';

/** The kernel where the dialect is RFC 4180 with single bytes; csv-parse where it is not. */
export function createScanner(csv: CsvSettings, kernel: Kernel, memory: KernelMemory): Scanner {
  const delimiter = Buffer.from(csv.delimiter);
  const quote = Buffer.from(csv.quote);
  if (csv.comment !== undefined || delimiter.length !== 1 || quote.length > 1) return createWholeScanner(csv, memory);
  const dialect = { delimiter: delimiter[0] as number, quote: quote[0] ?? 256 };
  return {
    scan: (bounds, block) => kernel.scan({ ...bounds, dialect }, block),
    fieldBytes: (text) => text,
    reset: () => {},
  };
}
