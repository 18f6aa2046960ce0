import type { PartitionModel } from './partition.ts';

/** Neighbouring partitions whose files have the same columns and came with the same header. */
export interface SchemaEra {
  first: string;
  last: string;
  partitions: number;
  /** Type by column, in order. */
  types: ReadonlyMap<string, string>;
  /** The raw file's header, where it was recorded. */
  header?: readonly string[];
}

/** The published partitions' schemas over time, in order of partition. */
export function schemaEras(partitions: readonly PartitionModel[]): SchemaEra[] {
  const eras: SchemaEra[] = [];
  let before = '';
  for (const { partition, publication } of partitions) {
    if (publication === undefined) continue;
    const { columns, raw } = publication;
    const types = columns.map(({ name, type }): [string, string] => [name, type]);
    const same = JSON.stringify([types, raw?.header]);
    const open = eras.at(-1);
    if (open !== undefined && same === before) {
      open.last = partition;
      open.partitions++;
    } else {
      eras.push({
        first: partition,
        last: partition,
        partitions: 1,
        types: new Map(types),
        ...(raw === undefined ? {} : { header: raw.header }),
      });
    }
    before = same;
  }
  return eras;
}

/** What an era's header has that the one before had not, and the other way round. */
export function headerChange(
  before: SchemaEra,
  era: SchemaEra,
): { added: string[]; removed: string[]; moved: boolean } {
  const [old, now] = [before.header ?? [], era.header ?? []];
  const added = now.filter((name) => !old.includes(name));
  const removed = old.filter((name) => !now.includes(name));
  return { added, removed, moved: added.length + removed.length === 0 && old.join('\0') !== now.join('\0') };
}
