import type { ScanRequest } from '../../src/kernel/kernel.ts';

const LF = 10;
const CR = 13;

/** Byte by byte: behind the last LF outside of quotes that stands before the first misplaced quote. */
export function skipRecords(request: Pick<ScanRequest, 'text' | 'start' | 'end' | 'dialect'>): number {
  const { text, start, end, dialect } = request;
  const { delimiter, quote } = dialect;
  const isMark = (byte: number | undefined) => byte === delimiter || byte === LF || byte === CR;
  let skipped = start;
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  for (let at = start; at < end; at++) {
    const byte = text[at];
    if (state === 'quoted') {
      if (byte === quote) state = 'closed';
    } else if (byte === quote) {
      if (state === 'plain') break;
      state = 'quoted';
    } else if (isMark(byte)) {
      state = 'start';
      if (byte === LF) skipped = at + 1;
    } else if (state === 'closed') break;
    else state = 'plain';
  }
  return skipped;
}
