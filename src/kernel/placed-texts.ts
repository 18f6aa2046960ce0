import type { Spans } from '../table/column.ts';
import { bring, copyBytes } from './copy-bytes.ts';
import { SLACK } from './heap.ts';
import { theMachine } from './machine.ts';

/** Texts where the kernel can read them, for the duration of one call. */
export interface PlacedTexts {
  /** What the starts and ends are counted from. */
  text: number;
  starts: number;
  ends: number;
  /** A place of as many bytes as were asked for. */
  place: number;
}

/** The texts `row` to `row + count`, which are copied unless they are in the kernel's memory, and scratch room beside them. */
export function placeTexts(texts: Spans, row: number, count: number, room: number): PlacedTexts {
  const machine = theMachine();
  const starts = texts.starts.subarray(row, row + count);
  const ends = texts.ends.subarray(row, row + count);
  const isOurs = machine.holds(texts.bytes);
  // Texts of another memory are brought over, from the first one's beginning to the last one's end.
  const [from, to] = isOurs ? [0, 0] : reach(starts, ends);
  const startsAt = room + (-room & 7);
  const copied = startsAt + 8 * count;
  const place = machine.scratch(copied + (to - from) + SLACK);
  copyBytes(texts.bytes.subarray(from, to), machine.bytes().subarray(place + copied));
  return {
    text: isOurs ? machine.placeOf(texts.bytes) : place + copied - from,
    starts: bring(starts, place + startsAt),
    ends: bring(ends, place + startsAt + 4 * count),
    place,
  };
}

function reach(starts: Uint32Array, ends: Uint32Array): [number, number] {
  let from = starts[0] ?? 0;
  let to = from;
  for (let at = 0; at < starts.length; at++) {
    if ((starts[at] as number) < from) from = starts[at] as number;
    if ((ends[at] as number) > to) to = ends[at] as number;
  }
  return [from, to];
}
