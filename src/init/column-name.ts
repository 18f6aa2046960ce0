import { PARTITION_DATE } from '../table/schema.ts';

/** Names that the lake's path has already. */
const TAKEN = new Set([PARTITION_DATE, 'year', 'month', 'day']);

/**
 * The name that a warehouse's column gets from a file's header: `VendorID` → `vendor_id`, `Trip Distance (km)` →
 * `trip_distance_km`, `2nd` → `_2nd`. At most 300 characters, as BigQuery has it.
 */
export function columnName(header: string): string {
  const words = header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]{2,})([A-Z][a-z]{2,})/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 280);
  const name = words === '' ? 'column' : /^\d/.test(words) ? `_${words}` : words;
  return TAKEN.has(name) ? `${name}_in_file` : name;
}

/** One name for each header, in order; where two headers of one file would get the same, the later ones are numbered. */
export function columnNames(headers: readonly string[]): string[] {
  const used = new Set<string>();
  return headers.map((header) => {
    const name = columnName(header);
    let free = name;
    for (let number = 2; used.has(free); number++) free = `${name}_${number}`;
    used.add(free);
    return free;
  });
}
