import { columnNames } from './column-name.ts';
import type { Look } from './look.ts';

/** A column of the table, as several files of its dataset suggest it. */
export interface FoundColumn {
  name: string;
  type: string;
  /** The headers that it has, in order of first appearance. */
  from: readonly string[];
  /** Some of the files do not have it. */
  optional: boolean;
  /** Nothing was seen in it, or types that go together in no narrower one: the type is a makeshift. */
  doubt?: string;
}

export interface FoundTable {
  columns: FoundColumn[];
  /** What stands for null in it, the empty text included where there is any other. */
  nulls: readonly string[];
}

/**
 * One table out of what several files hold. Headers that differ in case and punctuation alone are one column. Types: what
 * all of them have; `float64` for whole numbers here and fractions there; else `string`, and the reason.
 */
export function tableOf(looks: readonly Look[]): FoundTable {
  const nulls = wordsForNull(looks);
  const found = new Map<string, { from: string[]; types: Set<string>; files: number }>();
  for (const { columns } of looks) {
    const names = columnNames(columns.map((column) => column.name));
    columns.forEach((column, at) => {
      const name = names[at] as string;
      const seen = found.get(name) ?? { from: [], types: new Set(), files: 0 };
      found.set(name, seen);
      seen.files++;
      const header = column.name.trim();
      if (!seen.from.includes(header)) seen.from.push(header);
      const { withoutNulls, type } = column;
      const takes = withoutNulls?.words.every((word) => nulls.includes(word)) === true;
      const its = takes ? withoutNulls?.type : type;
      if (its !== undefined) seen.types.add(its);
    });
  }
  return {
    nulls: nulls.length === 0 ? [] : ['', ...nulls],
    columns: [...found].map(([name, { from, types, files }]) => ({
      name,
      from,
      optional: files < looks.length,
      ...commonType([...types]),
    })),
  };
}

/** Words that make a narrower type of at least one column, and that no column needs as its text. */
function wordsForNull(looks: readonly Look[]): string[] {
  return [
    ...new Set(looks.flatMap(({ columns }) => columns.flatMap((column) => column.withoutNulls?.words ?? []))),
  ].sort();
}

const KNOWN = new Set(['int64', 'float64', 'bool', 'string', 'date', 'datetime', 'timestamp']);

function commonType(types: readonly string[]): { type: string; doubt?: string } {
  const [only] = types;
  if (only === undefined) return { type: 'string', doubt: 'it is empty in every file that was looked at' };
  const strange = types.find((type) => !KNOWN.has(type) && !type.startsWith('numeric('));
  if (strange !== undefined) return { type: 'string', doubt: `the files have it as ${strange}` };
  if (types.length === 1) return { type: only };
  if (types.every((type) => type === 'int64' || type === 'float64')) return { type: 'float64' };
  return { type: 'string', doubt: `the files have it as ${types.join(' and as ')}` };
}
