import type { ScanBlock } from '../kernel/scan-block.ts';

/** Closes the gaps that records which are no rows left, so that field c of row r is at r × width + c. */
export function moveFields(block: ScanBlock, from: number, to: number, width: number): void {
  if (from === to) return;
  for (let at = 0; at < width; at++) {
    block.fieldStarts[to + at] = block.fieldStarts[from + at] as number;
    block.fieldEnds[to + at] = block.fieldEnds[from + at] as number;
    block.escaped[to + at] = block.escaped[from + at] as number;
  }
}

/** Doubled quotes become one, in place: a value never grows. `before` is told each row while it is still whole. */
export function collapseQuotes(
  block: ScanBlock,
  rows: number,
  width: number,
  text: Buffer,
  quote: number,
  before: (row: number) => void,
): void {
  for (let field = 0; field < rows * width; field++) {
    if (block.escaped[field] === 0) continue;
    before(Math.floor(field / width));
    const end = block.fieldEnds[field] as number;
    let to = block.fieldStarts[field] as number;
    for (let from = to; from < end; from++) {
      const byte = text[from] as number;
      text[to++] = byte;
      if (byte === quote) from++;
    }
    block.fieldEnds[field] = to;
  }
}
