import type { ScanBlock } from '../kernel/scan-block.ts';

/** Closes the gaps that records which are no rows left, so that field c of row r is at r × width + c. */
export function moveFields(block: ScanBlock, from: number, to: number, width: number): void {
  if (from === to) return;
  block.fieldSpans.copyWithin(2 * to, 2 * from, 2 * (from + width));
  block.escaped.copyWithin(to, from, from + width);
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
    const end = block.fieldSpans[2 * field + 1] as number;
    let to = block.fieldSpans[2 * field] as number;
    for (let from = to; from < end; from++) {
      const byte = text[from] as number;
      text[to++] = byte;
      if (byte === quote) from++;
    }
    block.fieldSpans[2 * field + 1] = to;
  }
}
