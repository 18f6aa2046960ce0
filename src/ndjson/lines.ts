import { formatBytes } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';

export interface Line {
  /** 1-based. */
  number: number;
  /** Without its line end. */
  bytes: Uint8Array;
  /** Bytes of the text up to the end of the line, its line end included. */
  end: number;
}

const LF = 10;

/** Text → lines, however it is cut. A line of more than `most` bytes is ContractError LIMIT_FIELD, found without reading on. */
export async function* linesOf(
  text: AsyncIterable<Uint8Array>,
  options: { most: number; file: string },
): AsyncGenerator<Line> {
  let left: Uint8Array[] = [];
  let held = 0;
  let number = 1;
  let end = 0;

  function checkLength(bytes: number): void {
    if (bytes <= options.most) return;
    throw new ContractError(
      'LIMIT_FIELD',
      `${options.file}:${number}: the line is longer than ${formatBytes(options.most)}; if the file is sound, raise limits.field`,
      { file: options.file, line: number, limit: options.most },
    );
  }

  for await (const chunk of text) {
    let at = 0;
    for (let stop = chunk.indexOf(LF); stop >= 0; stop = chunk.indexOf(LF, at)) {
      const piece = chunk.subarray(at, stop);
      const bytes = held === 0 ? piece : Buffer.concat([...left, piece]);
      checkLength(bytes.length);
      left = [];
      held = 0;
      at = stop + 1;
      end += bytes.length + 1;
      yield { number: number++, bytes, end };
    }
    if (at === chunk.length) continue;
    // A copy: whoever sent the chunk may use its memory again.
    left.push(Uint8Array.from(chunk.subarray(at)));
    held += chunk.length - at;
    checkLength(held);
  }
  if (held > 0) yield { number, bytes: Buffer.concat(left), end: end + held };
}
