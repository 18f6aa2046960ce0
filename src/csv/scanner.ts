import type { Kernel } from '../kernel/kernel.ts';
import type { ScanBlock } from '../kernel/scan-block.ts';
import type { CsvSettings } from '../pipeline/pipeline.ts';
import { createWholeScanner } from './whole-scanner.ts';

export interface ScanBounds {
  text: Buffer;
  start: number;
  end: number;
  final: boolean;
  stopAt: number;
}

/** Text → records and fields, block by block; `block` is filled as src/kernel/scan-block.ts says. */
export interface Scanner {
  scan(bounds: ScanBounds, block: ScanBlock): void;
  /** What the block's field spans refer to. Grows while a group is read; what is in it keeps its place. */
  fieldBytes(text: Buffer): Buffer;
  /** A new group begins: nothing refers to older field bytes any more. */
  reset(): void;
}

/** The kernel where the dialect is RFC 4180 with single bytes; csv-parse where it is not. */
export function createScanner(csv: CsvSettings, kernel: Kernel): Scanner {
  const delimiter = Buffer.from(csv.delimiter);
  const quote = Buffer.from(csv.quote);
  if (csv.comment !== undefined || delimiter.length !== 1 || quote.length > 1) return createWholeScanner(csv);
  const dialect = { delimiter: delimiter[0] as number, quote: quote[0] ?? 256 };
  return {
    scan: (bounds, block) => kernel.scan({ ...bounds, dialect }, block),
    fieldBytes: (text) => text,
    reset: () => {},
  };
}
