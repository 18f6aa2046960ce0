import { crc32 } from 'node:zlib';
import { formatBytes } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';
import { createInflater, type Inflater } from '../kernel/inflate.ts';
import type { Limits } from '../pipeline/pipeline.ts';
import { inflated } from './inflated.ts';

/** Up to this much text any ratio is allowed: a short file of equal lines is no bomb. */
const RATIO_FREE_BYTES = 1 << 20;

/** What an engine may have taken in and not yet told of: only at the end is the ratio the file's own, whatever the buffers. */
export const UNTOLD_BYTES = 4096;

export interface GunzipOptions {
  /** For messages. */
  name: string;
  limits: Pick<Limits, 'text' | 'ratio'>;
}

/**
 * Strict RFC 1952: every member to its checksum and length, zero padding at the end, nothing else. What comes out is memory of
 * the kernel that holds until the next piece is asked for. Why not by zlib's stream: docs/adr/0017-we-unpack-gzip-ourselves.md.
 *
 * Throws ContractError GZIP_TRUNCATED, GZIP_CORRUPT, GZIP_TRAILING, LIMIT_TEXT or LIMIT_RATIO; an error of the input passes through.
 */
export async function* gunzip(input: AsyncIterable<Uint8Array>, options: GunzipOptions): AsyncGenerator<Uint8Array> {
  const inflater = createInflater();
  const members = readMembers(inflater, options.name);
  let wants: Wants = 'input';
  const advance = (): boolean => {
    wants = members.next().value;
    return wants === 'room';
  };
  let text = 0;
  try {
    for await (const piece of inflated(input, inflater, advance)) {
      text += piece.length;
      checkUnpacked(text, inflater.used() + UNTOLD_BYTES, options);
      yield piece;
    }
    if (wants === 'input') throw truncated(options.name, inflater.used());
    checkUnpacked(text, inflater.used(), options);
  } finally {
    inflater.close();
  }
}

/** What is missing to read on: input, input if there is any (the data may end here), or room for text. */
type Wants = 'input' | 'more' | 'room';

/** Reads member by member; what it yields it must be given before it is asked to go on. */
function* readMembers(inflater: Inflater, name: string): Generator<Wants, never, void> {
  const damaged = () => corrupt(name, inflater.used() + inflater.rest().length);
  for (;;) {
    if (!(yield* readHeader(inflater))) throw damaged();
    inflater.begin();
    let crc = 0;
    let size = 0;
    for (let state = inflater.step(); ; state = inflater.step()) {
      if (state === 'damaged') throw damaged();
      const text = inflater.written();
      crc = crc32(text, crc);
      size += text.length;
      if (state === 'ended') break;
      yield state === 'full' ? 'room' : 'input';
    }
    if ((yield* readNumber(inflater, 4)) !== crc) throw damaged();
    // The length is counted modulo 2^32.
    if ((yield* readNumber(inflater, 4)) !== size % 2 ** 32) throw damaged();
    while (inflater.rest().length === 0) yield 'more';
    if (inflater.rest()[0] === 0) break;
  }
  // Zeros are padding (of tapes and block devices), and nothing may come behind them.
  for (;;) {
    const rest = inflater.rest();
    if (rest.some((byte) => byte !== 0)) throw trailing(name);
    inflater.skip(rest.length);
    yield 'more';
  }
}

/** RFC 1952, 2.3. */
const MAGIC = 0x8b1f;
const DEFLATE = 8;
const HAS_CHECKSUM = 1 << 1;
const HAS_EXTRA = 1 << 2;
const HAS_NAME = 1 << 3;
const HAS_COMMENT = 1 << 4;
const RESERVED = 0b1110_0000;

/** False where there is no header. */
function* readHeader(inflater: Inflater): Generator<Wants, boolean, void> {
  let crc = 0;
  const number = (bytes: number) => readNumber(inflater, bytes, (byte) => (crc = crc32(Uint8Array.of(byte), crc)));
  if ((yield* number(2)) !== MAGIC) return false;
  const method = yield* number(2);
  const flags = method >> 8;
  if ((method & 0xff) !== DEFLATE || (flags & RESERVED) !== 0) return false;
  // Time, level and system.
  yield* number(6);
  if ((flags & HAS_EXTRA) !== 0) for (let left = yield* number(2); left > 0; left--) yield* number(1);
  if ((flags & HAS_NAME) !== 0) while ((yield* number(1)) !== 0);
  if ((flags & HAS_COMMENT) !== 0) while ((yield* number(1)) !== 0);
  if ((flags & HAS_CHECKSUM) === 0) return true;
  const expected = crc & 0xffff;
  return (yield* number(2)) === expected;
}

/** The lowest byte comes first. */
function* readNumber(
  inflater: Inflater,
  bytes: number,
  onByte: (byte: number) => void = () => {},
): Generator<Wants, number, void> {
  let value = 0;
  for (let at = 0; at < bytes; at++) {
    while (inflater.rest().length === 0) yield 'input';
    const byte = inflater.rest()[0] as number;
    inflater.skip(1);
    onByte(byte);
    value += byte * 2 ** (8 * at);
  }
  return value;
}

/** After so many bytes of text out of so many compressed ones. Throws ContractError LIMIT_TEXT or LIMIT_RATIO. */
export function checkUnpacked(text: number, compressed: number, options: GunzipOptions): void {
  const { name, limits } = options;
  checkText(text, name, limits);
  if (text > RATIO_FREE_BYTES && text > compressed * limits.ratio) {
    throw new ContractError(
      'LIMIT_RATIO',
      `${name} unpacks to more than ${limits.ratio} times its size, like a decompression bomb; ` +
        'if the file is sound, raise "limits.ratio"',
      { name, ratio: limits.ratio },
    );
  }
}

export function checkText(text: number, name: string, limits: Pick<Limits, 'text'>): void {
  if (text <= limits.text) return;
  throw new ContractError(
    'LIMIT_TEXT',
    `${name} holds more text than ${formatBytes(limits.text)}; if the file is sound, raise "limits.text"`,
    { name, limit: limits.text },
  );
}

function truncated(name: string, bytes: number): ContractError {
  return new ContractError('GZIP_TRUNCATED', `${name}: the gzip data ends too early, after ${bytes} bytes`, {
    name,
    bytes,
  });
}

function corrupt(name: string, bytes: number): ContractError {
  return new ContractError('GZIP_CORRUPT', `${name}: the gzip data is damaged (found within ${bytes} bytes)`, {
    name,
    bytes,
  });
}

function trailing(name: string): ContractError {
  return new ContractError('GZIP_TRAILING', `${name}: there are bytes behind the end of the gzip data; fetch it anew`, {
    name,
  });
}
