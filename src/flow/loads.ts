import type { RememberedLoad } from '../base/ports/warehouse.ts';
import type { Head } from '../ledger/entry.ts';

/** By partition, the newest `loaded` entry for the warehouse with this id. */
export function loadsInto(heads: ReadonlyMap<string, Head>, warehouse: string): Map<string, RememberedLoad> {
  const loads = new Map<string, RememberedLoad>();
  for (const [partition, { loaded }] of heads) {
    const load = loaded[warehouse];
    if (load !== undefined) loads.set(partition, load);
  }
  return loads;
}
