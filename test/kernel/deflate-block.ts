/** DEFLATE written bit by bit (RFC 1951), so that a test can say what no packer would. */
export interface Bits {
  /** The lowest bit comes first, as numbers are written. */
  number(value: number, count: number): Bits;
  /** The highest bit comes first, as codes are written. */
  code(value: number, count: number): Bits;
  /** Nothing up to the next byte. */
  align(): Bits;
  bytes(): Buffer;
}

export function createBits(): Bits {
  const all: number[] = [];
  const bits: Bits = {
    number(value, count) {
      for (let at = 0; at < count; at++) all.push((value >>> at) & 1);
      return bits;
    },
    code(value, count) {
      for (let at = count - 1; at >= 0; at--) all.push((value >>> at) & 1);
      return bits;
    },
    align() {
      while (all.length % 8 !== 0) all.push(0);
      return bits;
    },
    bytes() {
      const bytes = Buffer.alloc(Math.ceil(all.length / 8));
      for (const [at, bit] of all.entries()) bytes[at >> 3]! |= bit << (at & 7);
      return bytes;
    },
  };
  return bits;
}

/** The order of the lengths of the code that the others are written in (3.2.7). */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** How a last block of its own code begins, up to the lengths of the code that the other lengths are written in. */
export function ownCode(letters: number, distances: number, codeLengths: Readonly<Record<number, number>>): Bits {
  const bits = createBits().number(1, 1).number(2, 2);
  bits
    .number(letters - 257, 5)
    .number(distances - 1, 5)
    .number(ORDER.length - 4, 4);
  for (const symbol of ORDER) bits.number(codeLengths[symbol] ?? 0, 3);
  return bits;
}

/** Each length from 0 to 15 is a code of four bits that is the length itself. */
const PLAIN = Object.fromEntries(Array.from({ length: 16 }, (_, symbol) => [symbol, 4]));

/** A last block with these code lengths, `symbol: length`, up to its first symbol. */
export function blockOf(
  letters: Readonly<Record<number, number>>,
  distances: Readonly<Record<number, number>>,
  counts: { letters?: number; distances?: number } = {},
): Bits {
  const letterCount = counts.letters ?? Math.max(257, ...Object.keys(letters).map((symbol) => Number(symbol) + 1));
  const distanceCount = counts.distances ?? Math.max(1, ...Object.keys(distances).map((symbol) => Number(symbol) + 1));
  const bits = ownCode(letterCount, distanceCount, PLAIN);
  for (let symbol = 0; symbol < letterCount; symbol++) bits.code(letters[symbol] ?? 0, 4);
  for (let symbol = 0; symbol < distanceCount; symbol++) bits.code(distances[symbol] ?? 0, 4);
  return bits;
}
