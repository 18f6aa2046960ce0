/** PostgreSQL cuts longer identifiers without a word (63 bytes); BigQuery would take 300. */
const LONGEST_NAME = 63;

/**
 * A header as a column name that every warehouse takes: lower snake case, ASCII letters, digits and underscores, no
 * digit first. `Airport_fee` → `airport_fee`, `PULocationID` → `pu_location_id`, `1st` → `_1st`. Undefined when
 * nothing is left of it, or too much.
 * https://cloud.google.com/bigquery/docs/schemas#column_names
 */
export function columnName(header: string): string | undefined {
  const words = header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const joined = words.join('_');
  const name = /^[0-9]/.test(joined) ? `_${joined}` : joined;
  return name === '' || name.length > LONGEST_NAME ? undefined : name;
}

/** The candidate most like `wanted`, when it is like it at all: at most two letters in five differ. */
export function nearestName(wanted: readonly string[], candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestShare = 0.4;
  for (const candidate of candidates) {
    for (const name of wanted) {
      const a = letters(name);
      const b = letters(candidate);
      if (a === '' || b === '') continue;
      const share = a.includes(b) || b.includes(a) ? 0.2 : distance(a, b) / Math.max(a.length, b.length);
      if (share <= bestShare && (share < bestShare || best === undefined)) {
        best = candidate;
        bestShare = share;
      }
    }
  }
  return best;
}

function letters(name: string): string {
  return (columnName(name) ?? name.toLowerCase()).replace(/_/g, '');
}

/** Levenshtein's: how many letters to insert, delete or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
