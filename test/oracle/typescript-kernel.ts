import type { Kernel } from '../../src/kernel/kernel.ts';
import { createScanBlock } from '../../src/kernel/scan-block.ts';
import { createByteDictionary, look } from './byte-dictionary.ts';
import { scan } from './scan.ts';
import { skipRecords } from './skip-records.ts';

/** The kernel in plain TypeScript, without a trick: the judge of the compiled one. */
export const typescriptKernel: Kernel = {
  openMemory: () => ({
    bytes: (count) => Buffer.allocUnsafeSlow(count),
    shorts: (count) => new Uint16Array(count),
    words: (count) => new Uint32Array(count),
    release: () => {},
    detach: () => () => {},
    close: () => {},
  }),
  createScanBlock,
  createDictionary: () => createByteDictionary(),
  scan,
  countLines: (text, start, end) =>
    Buffer.from(text.subarray(start, end))
      .toString('latin1')
      .split(/\r\n|\r|\n/).length - 1,
  skipRecords,
  collapse(block, fields, text, quote) {
    for (let field = 0; field < fields; field++) {
      if (block.escaped[field] === 0) continue;
      const [start, end] = [block.fieldSpans[2 * field] as number, block.fieldSpans[2 * field + 1] as number];
      const mark = String.fromCharCode(quote);
      const value = Buffer.from(text.subarray(start, end))
        .toString('latin1')
        .replaceAll(mark + mark, mark);
      text.fill(0, start, end).set(Buffer.from(value, 'latin1'), end - value.length);
      block.fieldSpans[2 * field] = end - value.length;
    }
  },
  part({ spans, first, stride, count }, starts, ends) {
    for (let k = 0; k < count; k++) {
      starts[k] = spans[2 * (first + k * stride)] as number;
      ends[k] = spans[2 * (first + k * stride) + 1] as number;
    }
  },
  look,
};
