import type { Head, Publication } from '../ledger/entry.ts';

/** So many published partitions before one are what it is compared with. */
const LOOKED_AT = 6;

/** Smaller changes of a column's share of nulls are not told. */
const NOTEWORTHY = 0.01;

/** The newest publications of partitions before this one, oldest first. */
export function previousPublications(heads: Iterable<Head>, partition: string): Publication[] {
  return [...heads]
    .filter((head) => head.partition < partition && head.published !== undefined && head.held?.drops !== true)
    .sort((a, b) => (a.partition < b.partition ? -1 : 1))
    .slice(-LOOKED_AT)
    .flatMap((head) => head.published?.publication ?? []);
}

export interface Change {
  /** Rows against the median of those before: 0.1 is a tenth more. Absent where there is nothing to compare with. */
  rows?: number;
  /** How many partitions before it were looked at. */
  of: number;
  /** Columns whose share of nulls moved against its median, the largest move first. */
  nulls: readonly { column: string; before: number; now: number }[];
  /** Columns against the partition just before: new, gone, or of another type. */
  schema: readonly string[];
  /** Headers of the raw file against the partition just before. */
  header: { added: readonly string[]; removed: readonly string[] };
}

/** How a publication differs from the ones before it. Pure. */
export function changeOf(now: Publication, before: readonly Publication[]): Change {
  const usual = median(before.map(({ rows }) => rows));
  const last = before.at(-1);
  const nulls = now.report.flatMap(({ name, nulls: count }) => {
    const shares = before.flatMap(({ report, rows }) => {
      const found = report.find((each) => each.name === name);
      return found === undefined ? [] : [found.nulls / Math.max(1, rows)];
    });
    const [was, is] = [median(shares), count / Math.max(1, now.rows)];
    return was === undefined || Math.abs(is - was) < NOTEWORTHY ? [] : [{ column: name, before: was, now: is }];
  });
  return {
    ...(usual === undefined || usual === 0 ? {} : { rows: now.rows / usual - 1 }),
    of: before.length,
    nulls: nulls.sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before)),
    schema: last === undefined ? [] : schemaChange(last, now),
    header: headerChange(last?.raw?.header, now.raw?.header),
  };
}

function schemaChange(before: Publication, now: Publication): string[] {
  const [old, fresh] = [before, now].map(({ columns }) => new Map(columns.map(({ name, type }) => [name, type])));
  const names = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])];
  return names.flatMap((name) => {
    const [was, is] = [old?.get(name), fresh?.get(name)];
    if (was === is) return [];
    if (was === undefined) return [`${name} is new (${is})`];
    return [is === undefined ? `${name} is gone (${was})` : `${name} was ${was} and is ${is}`];
  });
}

function headerChange(before: readonly string[] | undefined, now: readonly string[] | undefined): Change['header'] {
  if (before === undefined || now === undefined) return { added: [], removed: [] };
  return {
    added: now.filter((name) => !before.includes(name)),
    removed: before.filter((name) => !now.includes(name)),
  };
}

function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}
