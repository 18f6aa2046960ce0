import { formatOf, MARK_BYTES } from '../source/format.ts';

const BRACE = 0x7b;
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d]);
const BYTE_ORDER_MARK = Buffer.from('\ufeff');
/** Nobody begins a file with more blanks than this and means something by it. */
const FAR_ENOUGH = 4096;

/** Is the first thing in the text a brace? Then it is JSON Lines: no header of a CSV begins so. The text is closed. */
export async function isNdjson(text: AsyncIterable<Uint8Array>): Promise<boolean> {
  let seen = Buffer.alloc(0);
  for await (const chunk of text) {
    seen = Buffer.concat([seen, chunk.subarray(0, FAR_ENOUGH)]);
    if (seen.length < BYTE_ORDER_MARK.length) continue;
    const first = firstThing(seen);
    if (first !== undefined) return first === BRACE;
    if (seen.length >= FAR_ENOUGH) return false;
  }
  return firstThing(seen) === BRACE;
}

/** The first byte that is no blank. */
function firstThing(text: Buffer): number | undefined {
  const start = text.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0;
  return text.subarray(start).find((byte) => !BLANK.has(byte));
}

/** Is this the beginning of text that `openRows` would read as a CSV? */
export function startsLikeCsv(pieces: readonly Uint8Array[]): boolean {
  const start = Buffer.concat(pieces.map((piece) => piece.subarray(0, FAR_ENOUGH))).subarray(0, FAR_ENOUGH);
  if (formatOf(start.subarray(0, MARK_BYTES)) !== 'text') return false;
  return firstThing(start) !== BRACE;
}
