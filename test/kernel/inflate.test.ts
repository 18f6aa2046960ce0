import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { constants, deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { createInflater, type Inflater } from '../../src/kernel/inflate.ts';
import { theMachine } from '../../src/kernel/machine.ts';
import { type Bits, blockOf, createBits, ownCode } from './deflate-block.ts';

// The judge is zlib: it shares no line with ours, and the rest of the world unpacks with it.

const HISTORY = 32 * 1024;

interface Outcome {
  end: 'ended' | 'hungry' | 'damaged';
  text: Buffer;
  /** Bytes behind the stream. */
  rest: number;
}

/** What becomes of one stream, given in such pieces as the inflater takes; the first one ends at `cut`, where that is told. */
function unpackWith(inflater: Inflater, packed: Uint8Array, cut = packed.length): Outcome {
  const text: Uint8Array[] = [];
  const outcome = (end: Outcome['end'], rest: number): Outcome => ({ end, text: Buffer.concat(text), rest });
  inflater.skip(inflater.rest().length);
  inflater.begin();
  for (let at = 0; at < packed.length; ) {
    at += inflater.give(packed.subarray(at, at < cut ? cut : packed.length));
    for (;;) {
      const state = inflater.step();
      text.push(Buffer.from(inflater.take()));
      if (state === 'hungry') break;
      if (state !== 'full') return outcome(state, inflater.rest().length + packed.length - at);
    }
  }
  return outcome('hungry', 0);
}

function unpack(packed: Uint8Array, sizes: { inputBytes?: number; outputBytes?: number } = {}): Outcome {
  const inflater = createInflater(sizes);
  try {
    return unpackWith(inflater, packed);
  } finally {
    inflater.close();
  }
}

/** Ends as zlib ends, and with its text where it has one. */
function assertJudged(packed: Uint8Array, ours: Outcome, what: string): void {
  let theirs: { end: string; text: Buffer };
  try {
    theirs = { end: 'ended', text: inflateRawSync(packed) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const end = { Z_DATA_ERROR: 'damaged', Z_BUF_ERROR: 'hungry' }[String(code)];
    theirs = { end: end ?? String(error), text: ours.text };
  }
  assert.equal(ours.end, theirs.end, what);
  assert.ok(ours.text.equals(theirs.text), what);
}

/** The same numbers in each run, below 2^32. */
function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

function noise(length: number, letters: number, seed: number): Buffer {
  const random = randoms(seed);
  return Buffer.from(Array.from({ length }, () => random() % letters));
}

/** Lines as in a table. */
function lines(length: number): Buffer {
  const random = randoms(length);
  let text = '';
  while (text.length < length)
    text += `${random() % 2},2021-01-0${random() % 9},${random() % 300},,${random() % 7}.5\n`;
  return Buffer.from(text.slice(0, length));
}

/** Copies of what stands `distance` back, of all lengths. */
function repeats(length: number, distance: number): Buffer {
  const text = noise(length, 256, distance);
  const random = randoms(distance);
  for (let at = distance; at < length; at++) {
    const stop = Math.min(length, at + 3 + (random() % 300));
    for (; at < stop; at++) text[at] = text[at - distance] as number;
  }
  return text;
}

/** Letters as often as Fibonacci's numbers tell have the longest codes. */
function longCodes(): Buffer {
  const letters: number[] = [];
  for (let [letter, often, next] = [0, 1, 1]; letter < 20; letter++) {
    letters.push(...Array<number>(often).fill(letter));
    [often, next] = [next, often + next];
  }
  const random = randoms(5);
  for (let at = letters.length - 1; at > 0; at--) {
    const other = random() % (at + 1);
    [letters[at], letters[other]] = [letters[other] as number, letters[at] as number];
  }
  return Buffer.from(letters);
}

const DISTANCES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 258, 32_506, 32_767, 32_768];

const TEXTS: readonly { name: string; text: Buffer }[] = [
  { name: 'nothing', text: Buffer.alloc(0) },
  { name: 'one byte', text: Buffer.from('a') },
  { name: 'lines', text: lines(300_000) },
  { name: 'noise', text: noise(300_000, 256, 2) },
  { name: 'two letters', text: noise(100_000, 2, 3) },
  { name: 'twenty letters', text: noise(100_000, 20, 4) },
  { name: 'long codes', text: longCodes() },
  { name: 'zeros', text: Buffer.alloc(1_000_000) },
  ...DISTANCES.map((distance) => ({ name: `distance ${distance}`, text: repeats(100_000, distance) })),
];

const SETTINGS: readonly ZlibOptions[] = [
  ...[0, 1, 6, 9].map((level) => ({ level })),
  ...[constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_FILTERED].map((strategy) => ({
    strategy,
  })),
  { windowBits: 9, memLevel: 1 },
];

describe('an inflater', () => {
  it('unpacks what zlib packed, of each kind and in each way', () => {
    const inflater = createInflater();
    const behind = Buffer.from('behind');
    for (const { name, text } of TEXTS) {
      for (const settings of SETTINGS) {
        const packed = Buffer.concat([deflateRawSync(text, settings), behind]);
        const { end, text: ours, rest } = unpackWith(inflater, packed);
        const what = `${name}, ${JSON.stringify(settings)}`;
        assert.equal(end, 'ended', what);
        assert.ok(ours.equals(text), what);
        assert.equal(rest, behind.length, what);
      }
    }
    inflater.close();
  });

  it('goes on from any byte of the input', () => {
    const text = Buffer.concat([lines(1500), noise(300, 256, 1), repeats(900, 5), lines(1200)]);
    const inflater = createInflater();
    for (const settings of SETTINGS) {
      const packed = Buffer.concat([deflateRawSync(text, settings), Buffer.from('behind')]);
      for (let cut = 0; cut < packed.length; cut++) {
        const { end, text: ours, rest } = unpackWith(inflater, packed, cut);
        assert.ok(end === 'ended' && ours.equals(text) && rest === 6, `${JSON.stringify(settings)} cut at ${cut}`);
      }
      for (const inputBytes of [1, 2, 3, 7, 16, 17, 23]) {
        const { end, text: ours } = unpack(packed, { inputBytes });
        assert.ok(end === 'ended' && ours.equals(text), `${JSON.stringify(settings)} in pieces of ${inputBytes}`);
      }
    }
    inflater.close();
  });

  it('goes on from any byte of the output, and keeps what a match may reach back to', () => {
    const text = Buffer.concat([lines(HISTORY), lines(1000), repeats(HISTORY + 900, HISTORY), repeats(800, 3)]);
    const sizes = [1, 2, 3, 5, 8, 16, 17, 100, 257, 258, 259, 279, 280, 281, 300, 5000];
    for (const settings of SETTINGS) {
      const packed = deflateRawSync(text, settings);
      for (const size of settings.level === 6 ? sizes : sizes.slice(4)) {
        const { end, text: ours } = unpack(packed, { outputBytes: HISTORY + size, inputBytes: 1000 });
        assert.ok(end === 'ended' && ours.equals(text), `${JSON.stringify(settings)}, ${size} at once`);
      }
    }
  });

  it('is damaged, hungry or done where zlib is, after any of 2,000 flipped bytes, and writes nowhere else', () => {
    const random = randoms(7);
    const outputBytes = 100_000;
    const inflater = createInflater({ outputBytes });
    const { byteOffset: start } = inflater.written();
    const behind = theMachine()
      .bytes()
      .subarray(start + outputBytes, start + outputBytes + 64);
    behind.fill(0xa5);
    const ends = { ended: 0, hungry: 0, damaged: 0 };
    for (let round = 0; round < 2000; round++) {
      const { text } = TEXTS[2 + (round % 6)] as (typeof TEXTS)[number];
      const settings = SETTINGS[round % SETTINGS.length] as ZlibOptions;
      const from = random() % 1000;
      const packed = deflateRawSync(text.subarray(from, from + 4000), settings);
      // The head of a block is where most can go wrong.
      const at = random() % (round % 2 === 0 ? packed.length : Math.min(packed.length, 80));
      packed[at]! ^= 1 + (random() % 255);
      const ours = unpackWith(inflater, packed);
      ends[ours.end]++;
      assertJudged(packed, ours, `round ${round}`);
    }
    assert.ok(Math.min(...Object.values(ends)) > 20, JSON.stringify(ends));
    assert.ok(behind.every((byte) => byte === 0xa5));
    inflater.close();
  });

  it('is damaged, hungry or done where zlib is, of bytes that mean nothing', () => {
    const inflater = createInflater();
    for (let round = 0; round < 3000; round++) {
      const packed = noise(1 + (round % 90), 256, round);
      // Blocks of their own code are what chance seldom opens.
      if (round % 3 === 0) packed[0] = ((packed[0] as number) & ~7) | 5;
      assertJudged(packed, unpackWith(inflater, packed), `round ${round}`);
    }
    inflater.close();
  });

  /** A letter, the end and the shortest match. */
  const LETTERS = { 97: 2, 98: 2, 256: 2, 257: 2 };
  const A = [0, 2] as const;
  const END = [2, 2] as const;
  const MATCH = [3, 2] as const;
  const fixed = () => createBits().number(1, 1).number(1, 2);
  const letterOfFixed = (letter: number) => [0x30 + letter, 8] as const;
  const all = (count: number, length: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, symbol) => [symbol, length]));

  const damaged: Readonly<Record<string, Bits>> = {
    'a block of type 3': createBits().number(1, 1).number(3, 2),
    'a stored length without its inverse': createBits().number(1, 3).align().number(5, 16).number(5, 16),
    '287 letters': blockOf(LETTERS, {}, { letters: 287 }),
    '31 distances': blockOf(LETTERS, { 0: 1, 1: 1 }, { distances: 31 }),
    'lengths in a code with too many codes': ownCode(257, 1, { 0: 1, 1: 1, 2: 1 }),
    'lengths in a code with too few codes': ownCode(257, 1, { 0: 1, 1: 2 }),
    'lengths in a code of one': ownCode(257, 1, { 8: 1 }),
    'lengths in no code': ownCode(257, 1, {}).number(0, 300),
    'the repetition of a length that is not there': ownCode(257, 1, { 16: 1, 8: 1 }).code(1, 1).number(0, 2),
    'more lengths than there are symbols': ownCode(257, 1, { 18: 1, 8: 1 })
      .code(1, 1)
      .number(127, 7)
      .code(1, 1)
      .number(127, 7),
    'a block without an end': blockOf({ 97: 1, 98: 1 }, { 0: 1 }),
    'letters with too many codes': blockOf({ 97: 1, 98: 1, 256: 1 }, { 0: 1 }),
    'letters with too few codes': blockOf({ 97: 2, 256: 2 }, { 0: 1 }),
    'letters with one long code': blockOf({ 256: 2 }, { 0: 1 }),
    'a letter that the only code does not have': blockOf({ 256: 1 }, { 0: 1 }).code(1, 1),
    'distances with too many codes': blockOf(LETTERS, { 0: 1, 1: 1, 2: 1 }),
    'distances with too few codes': blockOf(LETTERS, { 0: 2, 1: 2 }),
    'distances with one long code': blockOf(LETTERS, { 0: 2 }),
    'a distance that the only code does not have': blockOf(LETTERS, { 0: 1 })
      .code(...A)
      .code(...MATCH)
      .code(1, 1)
      .number(0, 20),
    'a match where there are no distances': blockOf(LETTERS, {})
      .code(...A)
      .code(...MATCH)
      .number(0, 20),
    'length 286': fixed()
      .code(...letterOfFixed(97))
      .code(0b1100_0110, 8)
      .code(0, 5)
      .number(0, 20),
    'length 287': fixed()
      .code(...letterOfFixed(97))
      .code(0b1100_0111, 8)
      .code(0, 5)
      .number(0, 20),
    'distance 30': fixed()
      .code(...letterOfFixed(97))
      .code(1, 7)
      .code(30, 5)
      .number(0, 20),
    'distance 31': fixed()
      .code(...letterOfFixed(97))
      .code(1, 7)
      .code(31, 5)
      .number(0, 20),
    'a match before the first byte': fixed().code(1, 7).code(0, 5).number(0, 20),
    'a match one byte too far back': fixed()
      .code(...letterOfFixed(97))
      .code(1, 7)
      .code(1, 5)
      .number(0, 20),
  };

  for (const [what, bits] of Object.entries(damaged)) {
    it(`refuses ${what}, as zlib does`, () => {
      const head = bits.bytes();
      // Far from the end and at it: two loops look for it.
      for (const packed of [head, Buffer.concat([head, Buffer.alloc(600)])]) {
        const ours = unpack(packed);
        assert.equal(ours.end, 'damaged');
        assertJudged(packed, ours, what);
      }
    });
  }

  const sound: Readonly<Record<string, Bits>> = {
    'a single distance of one bit': blockOf(LETTERS, { 0: 1 })
      .code(...A)
      .code(...MATCH)
      .code(0, 1)
      .code(...END),
    'no distance where none is asked for': blockOf(LETTERS, {})
      .code(...A)
      .code(...END),
    'nothing but an end': blockOf({ 256: 1 }, {}).code(0, 1),
    'all letters and distances': blockOf(
      { ...all(286, 8), ...all(226, 8), ...Object.fromEntries(Array.from({ length: 60 }, (_, at) => [226 + at, 9])) },
      { ...all(30, 5), 0: 4, 1: 4 },
    ).code(97, 8),
    'an empty stored block': createBits().number(1, 3).align().number(0, 16).number(0xffff, 16),
  };

  for (const [what, bits] of Object.entries(sound)) {
    it(`takes ${what}, as zlib does`, () => {
      const head = bits.bytes();
      for (const packed of [head, Buffer.concat([head, Buffer.alloc(600)])]) {
        const ours = unpack(packed);
        assert.notEqual(ours.end, 'damaged');
        assertJudged(packed, ours, what);
      }
    });
  }

  it('stays damaged until another stream begins, which knows nothing of the text before it', () => {
    const inflater = createInflater();
    inflater.begin();
    inflater.give(Buffer.of(7));
    assert.equal(inflater.step(), 'damaged');
    assert.equal(inflater.step(), 'damaged');
    assert.equal(unpackWith(inflater, deflateRawSync('a,b\n')).text.toString(), 'a,b\n');
    const reachesBack = fixed().code(1, 7).code(0, 5).code(0, 7).bytes();
    assert.equal(unpackWith(inflater, reachesBack).end, 'damaged');
    inflater.close();
  });

  it('is not given input before it has used what it has', () => {
    const inflater = createInflater();
    inflater.give(Buffer.from('ab'));
    assert.throws(() => inflater.give(Buffer.from('c')), /before it asked/);
    inflater.skip(2);
    assert.equal(inflater.used(), 2);
    assert.equal(inflater.give(Buffer.from('c')), 1);
    inflater.close();
  });

  it('gives its memory back', () => {
    const before = theMachine().bytes().length;
    for (let round = 0; round < 500; round++) createInflater().close();
    assert.ok(theMachine().bytes().length <= before + (1 << 20));
  });
});
