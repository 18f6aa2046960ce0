import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: ((options: { type: 'minor' }) => void) | undefined;

/**
 * Lets go of the buffers of the row group that is done. V8 collects by the size of its own heap, which hardly grows here,
 * and counts buffers outside it only loosely: left alone, dead ones pile up the higher the longer a file is (measured:
 * 25 % more memory for four times the rows). A minor collection of some 15 MiB takes about a millisecond.
 */
export function releaseBuffers(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as NonNullable<typeof collect>;
  }
  collect({ type: 'minor' });
}
