import { theMachine } from './machine.ts';

/**
 * Where the least and the greatest value stand first. A byte of `validity` is 0 for a value that does not count; one must. By the
 * kernel, because JavaScript would make a BigInt of each.
 */
export function rangeOfInt64(
  data: BigInt64Array,
  validity: Uint8Array | undefined,
): { least: number; greatest: number } {
  const machine = theMachine();
  const count = data.length;
  const place = machine.scratch(9 * count + 8);
  const values = machine.bring(data, place + 8);
  const flags = validity === undefined ? 0 : machine.bring(validity.subarray(0, count), place + 8 + 8 * count);
  machine.calls.rangeOfWide(values, count, flags, place);
  const [least, greatest] = new Uint32Array(machine.bytes().buffer, place, 2);
  return { least: least as number, greatest: greatest as number };
}
