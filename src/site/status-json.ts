import { safeJson } from '../base/safe-text.ts';
import { worst } from '../plan/decide.ts';
import type { SiteModel } from './model.ts';

/** What programs may want to know: the state of each dataset when the site was made. */
export function statusJson({ made, lake, version, datasets }: SiteModel): string {
  const at = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());
  return `${safeJson({
    format: 1,
    made: at(made),
    lake,
    version,
    state: worst(datasets.map(({ state }) => state)),
    datasets: datasets.map(({ name, state, counts, rows, bytes, newest, runs, partitions }) => ({
      name,
      state,
      counts,
      rows,
      bytes,
      newest: newest ?? null,
      lastRun: at(runs[0]?.ended),
      // From when on a partition that is not there by then is late, for whoever looks later.
      open: partitions
        .filter(({ status }) => status !== 'done')
        .map(({ partition, status, expected }) => ({ partition, status, lateAt: at(expected?.late) })),
    })),
  })}\n`;
}
