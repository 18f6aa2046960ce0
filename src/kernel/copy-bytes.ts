/**
 * Copies all bytes of `from` over the first ones of `to`, which must be as long at least. Where memory is shared, `set` of an
 * array moves word by word, as if another thread looked on; this is four times as fast.
 */
export function copyBytes(from: ArrayBufferView, to: ArrayBufferView): void {
  bytesOf(from).copy(bytesOf(to));
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
