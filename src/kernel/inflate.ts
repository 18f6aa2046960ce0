import { copyBytes } from './copy-bytes.ts';
import { SLACK } from './heap.ts';
import { theMachine } from './machine.ts';

/**
 * Unpacks DEFLATE (RFC 1951) inside of the kernel's memory. Data that RFC 1951 does not allow is `damaged`, by the same rules as
 * in zlib, which is the judge in the tests; whether the text is the one that was packed is for the caller's checksum to tell.
 */
export interface Inflater {
  /** Takes of the next input what there is room for and returns how much that was. What was given before must be used up. */
  give(bytes: Uint8Array): number;
  /** The input that is not used up. */
  rest(): Uint8Array;
  /** How much of the input was. */
  used(): number;
  /** Uses up so much of the input without unpacking it. */
  skip(count: number): void;
  /** With the next byte of the input a stream begins, which knows nothing of the text before it. */
  begin(): void;
  /**
   * Goes on until the input is used up (`hungry`), text has to be taken (`full`), or the stream has `ended`. Less than a
   * millisecond, as a rule. A damaged stream stays `damaged` until another one begins.
   */
  step(): InflateState;
  /** The text of the last step. */
  written(): Uint8Array;
  /** The text since it was last taken. It holds until the next step. */
  take(): Uint8Array;
  /** Gives the memory back. */
  close(): void;
}

export type InflateState = 'hungry' | 'full' | 'ended' | 'damaged';

/** In the order of their numbers in assembly/inflate.ts. */
const STATES: readonly InflateState[] = ['hungry', 'full', 'ended', 'damaged'];

/** Words of the state that assembly/inflate.ts works on: what it is told, and what is zero where a stream begins. */
const INPUT = 0;
const INPUT_END = 1;
const OUTPUT = 2;
const OUTPUT_END = 3;
const HISTORY = 4;
const STREAM = 5;
const STREAM_END = 10;
/** With its tables. */
const STATE_BYTES = 25_280;

const WORD = 8;

/** Together with the state it fills a part of the memory. */
const INPUT_BYTES = 128 * 1024 - STATE_BYTES - WORD - SLACK;
/** No match reaches farther back (RFC 1951, 2). */
const HISTORY_BYTES = 32 * 1024;
/** The history and what is unpacked at once, small enough to stay in the processor's cache. */
const OUTPUT_BYTES = 256 * 1024 - SLACK;

/** The sizes of input and output are for tests, which cut both everywhere. */
export function createInflater({ inputBytes = INPUT_BYTES, outputBytes = OUTPUT_BYTES } = {}): Inflater {
  const machine = theMachine();
  const memory = machine.openMemory();
  const own = memory.bytes(STATE_BYTES + WORD + inputBytes);
  const state = new Uint32Array(own.buffer, own.byteOffset, STATE_BYTES / 4);
  const input = own.subarray(STATE_BYTES);
  const output = memory.bytes(outputBytes);
  const at = (word: number): number => state[word] as number;
  const inputAt = input.byteOffset;
  const outputAt = output.byteOffset;
  state.fill(0);
  state[INPUT] = state[INPUT_END] = inputAt;
  state[OUTPUT] = state[HISTORY] = outputAt;
  state[OUTPUT_END] = outputAt + outputBytes;
  /** Where the text begins that was not taken, and that of the last step. */
  let kept = outputAt;
  let written = outputAt;
  let given = 0;

  function text(from: number): Uint8Array {
    return output.subarray(from - outputAt, at(OUTPUT) - outputAt);
  }

  /** Makes room by moving the history to the front. */
  function rewind(): void {
    const shift = at(OUTPUT) - outputAt - HISTORY_BYTES;
    copyBytes(output.subarray(shift, shift + HISTORY_BYTES), output);
    state[OUTPUT] = kept = outputAt + HISTORY_BYTES;
    state[HISTORY] = Math.max(outputAt, at(HISTORY) - shift);
  }

  return {
    give(bytes) {
      if (at(INPUT) < at(INPUT_END)) throw new Error('the inflater was given input before it asked for it');
      const piece = bytes.subarray(0, inputBytes);
      // Into shared memory words are copied four times as fast as bytes, and only from like to like.
      const skew = piece.byteOffset % WORD;
      copyBytes(piece, input.subarray(skew));
      state[INPUT] = inputAt + skew;
      state[INPUT_END] = inputAt + skew + piece.length;
      given += piece.length;
      return piece.length;
    },
    rest: () => input.subarray(at(INPUT) - inputAt, at(INPUT_END) - inputAt),
    used: () => given - (at(INPUT_END) - at(INPUT)),
    skip(count) {
      state[INPUT] = at(INPUT) + count;
    },
    begin() {
      state.fill(0, STREAM, STREAM_END);
      state[HISTORY] = at(OUTPUT);
    },
    step() {
      if (at(OUTPUT) === at(OUTPUT_END) && kept === at(OUTPUT)) rewind();
      written = at(OUTPUT);
      return STATES[machine.calls.inflate(state.byteOffset)] as InflateState;
    },
    written: () => text(written),
    take() {
      const taken = text(kept);
      kept = at(OUTPUT);
      return taken;
    },
    close: () => memory.close(),
  };
}
