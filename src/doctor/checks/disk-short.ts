import { formatBytes } from '../../base/byte-size.ts';
import { type Check, ok, warn } from '../answer.ts';

/** Whether the disk holds the largest files that were seen, as many as are worked on at once. */
export const diskShort: Check = {
  code: 'disk-short',
  async run({ freeBytes, workFolder, concurrency, ledger, source }) {
    const heads = [...((await ledger()).value?.heads.values() ?? [])];
    const seen = heads.flatMap(({ published }) =>
      published === undefined ? [] : [published.publication.source.bytes + published.publication.object.bytes],
    );
    // A raw file and its Parquet, which is smaller.
    const sampled = (await source()).value?.found?.sample.bytes;
    const largest = Math.max(0, ...seen, 2 * (sampled ?? 0));
    const needed = largest * concurrency;
    const free = await freeBytes(workFolder);
    const told = `${formatBytes(free)} are free`;
    if (largest === 0) return ok(`${told}; no file was seen yet`);
    const each = `${concurrency} × ${formatBytes(largest)}`;
    if (free >= needed) return ok(`${told}, a run needs up to ${formatBytes(needed)} (${each})`);
    return warn(
      `${told} where a run keeps its files, and it may need ${formatBytes(needed)} (${each})`,
      'say --concurrency 1, make room, or set LAKEFERRY_CACHE_DIR to a larger disk',
    );
  },
};
