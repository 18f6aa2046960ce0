import type { Files } from '../../src/base/ports/files.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';

/** Files whose streams come in pieces: `size` bytes each, or two with the second beginning at `cut`. */
export function choppedFiles({ size, cut }: { size?: number; cut?: number }): Files {
  return {
    ...nodeFiles,
    async *stream(path, range) {
      const whole: Buffer[] = [];
      for await (const chunk of nodeFiles.stream(path, range)) whole.push(Buffer.from(chunk));
      const bytes = Buffer.concat(whole);
      const step = size ?? Math.max(1, bytes.length);
      if (cut !== undefined && cut > 0 && cut < bytes.length) {
        yield bytes.subarray(0, cut);
        yield bytes.subarray(cut);
        return;
      }
      for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
    },
  };
}
