import type { ScanBlock } from '../kernel/scan-block.ts';

export interface ScanBounds {
  text: Buffer;
  start: number;
  end: number;
  final: boolean;
  stopAt: number;
}

/** Text → records, block by block; `block` is filled as src/kernel/scan-block.ts says. */
export type BoundScan = (bounds: ScanBounds, block: ScanBlock) => void;

/** Text → records and fields, block by block; `block` is filled as src/kernel/scan-block.ts says. */
export interface Scanner {
  scan(bounds: ScanBounds, block: ScanBlock): void;
  /** What the block's field spans refer to. Grows while a group is read; what is in it keeps its place. */
  fieldBytes(text: Buffer): Buffer;
  /** A new group begins: nothing refers to older field bytes any more. */
  reset(): void;
}
