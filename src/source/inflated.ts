import { setImmediate } from 'node:timers/promises';
import type { Inflater } from '../kernel/inflate.ts';

/**
 * What becomes of an input, in pieces; each is memory of the kernel that holds until the next one is asked for. `advance` unpacks on
 * to the end of what the inflater was given, or returns true because the text has to be taken first.
 */
export async function* inflated(
  input: AsyncIterable<Uint8Array>,
  inflater: Inflater,
  advance: () => boolean,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of input) {
    for (let at = 0; at < chunk.length; ) {
      at += inflater.give(chunk.subarray(at));
      for (let isFull = true; isFull; ) {
        isFull = advance();
        // Few large pieces: each goes through many hands.
        if (isFull || at === chunk.length) {
          const text = inflater.take();
          if (text.length > 0) yield text;
        }
        // A chunk may hold a thousand times its size: whoever else has something to do comes in between.
        await setImmediate();
      }
    }
  }
}
