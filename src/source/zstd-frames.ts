import { ContractError } from '../base/errors.ts';

const MAGIC = 4;
/** RFC 8878, 3.1.1.2: bit 0 says that no block follows, two bits of type, then the size. */
const BLOCK_HEADER = 3;
const RLE = 1;
const RESERVED = 3;

/**
 * The frames of a zstd stream (RFC 8878), cut so that no piece reaches over the end of a frame: Node's decoder stops
 * without a word at a frame that ends inside what it is given. Frames that are to be skipped are left out.
 * Throws ContractError ZSTD_TRUNCATED, ZSTD_CORRUPT, ZSTD_TRAILING.
 */
export async function* zstdFrames(input: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const walk = createWalk(name);
  let held = new Uint8Array(0);
  for await (const piece of input) {
    const chunk = held.length === 0 ? piece : Buffer.concat([held, piece]);
    held = new Uint8Array(0);
    for (let at = 0; at < chunk.length; ) {
      // Only a whole magic tells whether its own bytes are wanted.
      if (walk.isBetween() && chunk.length - at < MAGIC) {
        held = Uint8Array.from(chunk.subarray(at));
        break;
      }
      const { end, kept } = walk.next(chunk, at);
      if (kept) yield chunk.subarray(at, end);
      at = end;
    }
  }
  walk.finish(held.length);
}

/**
 * Where in the stream the bytes of a chunk stand. Few bytes are looked at: magic, frame header, block headers. The rest
 * is counted.
 */
function createWalk(name: string) {
  let wanted = MAGIC;
  let look: (bytes: Uint8Array) => void = onMagic;
  let header: number[] = [];
  /** Bytes of a block, of a checksum or of a frame that is skipped. */
  let passing = 0;
  let afterPassing: () => void = startMagic;
  let kept = true;
  let frames = 0;
  let read = 0;

  function corrupt(): ContractError {
    return new ContractError('ZSTD_CORRUPT', `${name}: the zstd data is damaged (found within ${read} bytes)`, {
      name,
    });
  }

  function trailing(): ContractError {
    const message = `${name}: there are bytes behind the end of the zstd data; fetch it anew`;
    return new ContractError('ZSTD_TRAILING', message, { name });
  }

  function isBetween(): boolean {
    return passing === 0 && look === onMagic && header.length === 0;
  }

  function collect(bytes: number, then: (bytes: Uint8Array) => void): void {
    wanted = bytes;
    look = then;
    header = [];
  }

  function pass(bytes: number, then: () => void): void {
    if (bytes === 0) {
      then();
      return;
    }
    wanted = 0;
    passing = bytes;
    afterPassing = then;
  }

  function startMagic(): void {
    collect(MAGIC, onMagic);
  }

  function onMagic(bytes: Uint8Array): void {
    const magic = new DataView(bytes.buffer).getUint32(0, true);
    if (magic === 0xfd2fb528) {
      kept = true;
      frames++;
      collect(1, onDescriptor);
      return;
    }
    if (magic >>> 4 === 0x184d2a5) {
      kept = false;
      collect(4, (size) => pass(new DataView(size.buffer).getUint32(0, true), startMagic));
      return;
    }
    throw frames === 0 ? corrupt() : trailing();
  }

  function onDescriptor(bytes: Uint8Array): void {
    const descriptor = bytes[0] as number;
    const isSingle = (descriptor & 0x20) !== 0;
    const sizeFlag = descriptor >>> 6;
    const sizeBytes = sizeFlag === 0 ? (isSingle ? 1 : 0) : 2 ** sizeFlag;
    const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] as number;
    const checksum = (descriptor & 4) !== 0 ? 4 : 0;
    const startBlock = (): void =>
      collect(BLOCK_HEADER, (block) => {
        const packed = (block[0] as number) | ((block[1] as number) << 8) | ((block[2] as number) << 16);
        const type = (packed >>> 1) & 3;
        if (type === RESERVED) throw corrupt();
        const isLast = (packed & 1) === 1;
        pass(type === RLE ? 1 : packed >>> 3, isLast ? () => pass(checksum, startMagic) : startBlock);
      });
    pass((isSingle ? 0 : 1) + dictionaryBytes + sizeBytes, startBlock);
  }

  return {
    /** No frame is open. */
    isBetween,
    /** Up to where the bytes from `at` on belong to the frame that they began in, and whether they are wanted. */
    next(chunk: Uint8Array, at: number): { end: number; kept: boolean } {
      let end = at;
      while (end < chunk.length) {
        if (passing > 0) {
          const taken = Math.min(passing, chunk.length - end);
          passing -= taken;
          end += taken;
          read += taken;
          if (passing === 0) afterPassing();
        } else {
          header.push(chunk[end++] as number);
          read++;
          if (header.length === wanted) look(Uint8Array.from(header));
        }
        if (isBetween()) break;
      }
      return { end, kept };
    },
    finish(left: number): void {
      if (frames > 0 && left > 0 && isBetween()) throw trailing();
      if (frames > 0 && isBetween()) return;
      throw new ContractError('ZSTD_TRUNCATED', `${name}: the zstd data ends too early, after ${read} bytes`, {
        name,
        bytes: read,
      });
    },
  };
}
