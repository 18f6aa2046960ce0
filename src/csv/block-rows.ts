import type { ScanBlock } from '../kernel/scan-block.ts';

/** Closes the gaps that records which are no rows left, so that field c of row r is at r × width + c. */
export function moveFields(block: ScanBlock, from: number, to: number, width: number): void {
  if (from === to) return;
  block.fieldSpans.copyWithin(2 * to, 2 * from, 2 * (from + width));
  block.escaped.copyWithin(to, from, from + width);
}
