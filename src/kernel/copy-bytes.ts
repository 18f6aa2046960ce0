import { theMachine } from './machine.ts';

/**
 * Copies all bytes of `from` over the first ones of `to`, which must be as long at least. Where memory is shared, `set` of an
 * array moves word by word, as if another thread looked on; this is four times as fast, and faster still within the kernel.
 */
export function copyBytes(from: ArrayBufferView, to: ArrayBufferView): void {
  const machine = theMachine();
  if (machine.holds(from) && machine.holds(to)) {
    if (to.byteLength < from.byteLength) throw new RangeError('a copy that is longer than its place');
    machine.calls.copy(from.byteOffset, to.byteOffset, from.byteLength);
  } else bytesOf(from).copy(bytesOf(to));
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
