import type { Spans } from '../table/column.ts';
import { SLACK } from './heap.ts';
import { theMachine } from './machine.ts';

/**
 * The texts of rows `[from, to)` one behind the other, each with its length in four bytes, little-endian, before it; without those
 * at which `validity` is 0. Until the next call of the kernel; nothing where the texts do not lie in its memory: to bring them
 * there costs what it saves.
 */
export function joinTexts(
  { bytes, starts, ends }: Spans,
  from: number,
  to: number,
  validity: Uint8Array | undefined,
): Uint8Array | undefined {
  const machine = theMachine();
  if (!machine.holds(bytes)) return undefined;
  let size = 0;
  let count = 0;
  for (let k = from; k < to; k++) {
    if (validity !== undefined && validity[k] === 0) continue;
    size += 4 + (ends[k] as number) - (starts[k] as number);
    count++;
  }
  const place = machine.scratch(8 * count + size + SLACK);
  const { buffer } = machine.bytes();
  const bounds = new Uint32Array(buffer, place, 2 * count);
  let at = 0;
  for (let k = from; k < to; k++) {
    if (validity !== undefined && validity[k] === 0) continue;
    bounds[at] = starts[k] as number;
    bounds[count + at] = ends[k] as number;
    at++;
  }
  const out = place + 8 * count;
  machine.calls.joinTexts(machine.placeOf(bytes), place, place + 4 * count, count, out);
  return new Uint8Array(buffer, out, size);
}
