/** Bytes that mean something, as set bits of a word. */

export const LF: u32 = 10;
export const CR: u32 = 13;

/** A set bit for each of 64 bytes that is `byte`. */
export function bitsOf(at: usize, byte: v128): u64 {
  return (
    bits16(i8x16.eq(v128.load(at), byte)) |
    (bits16(i8x16.eq(v128.load(at, 16), byte)) << 16) |
    (bits16(i8x16.eq(v128.load(at, 32), byte)) << 32) |
    (bits16(i8x16.eq(v128.load(at, 48), byte)) << 48)
  );
}

export function bits16(bytes: v128): u64 {
  const bits: u32 = i8x16.bitmask(bytes) as u32;
  return bits as u64;
}
