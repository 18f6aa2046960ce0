import type { Binding, ColumnSource } from '../clean/binding.ts';
import type { Field } from '../table/schema.ts';
import type { WantedColumn } from './row-source.ts';

/** What is wanted of each column of the file; `undefined` for one that is left out. */
export function wantedColumns(binding: Binding, width: number): (WantedColumn | undefined)[] {
  const wanted: (WantedColumn | undefined)[] = Array.from({ length: width });
  binding.sources.forEach((source, at) => {
    if (source.kind !== 'header') return;
    const { name, type } = binding.schema[at] as Field;
    wanted[source.at] = { name, type, zoned: source.rule?.zone !== undefined };
  });
  return wanted;
}

/**
 * How dates and truth values are spelled says nothing of a file whose own type they have: the rule is taken without
 * `format`, `true` and `false` there.
 */
export function withoutSpelling(source: ColumnSource, typed: readonly boolean[]): ColumnSource {
  if (source.kind !== 'header' || source.rule === undefined || typed[source.at] !== true) return source;
  const { format: _format, trueTexts: _true, falseTexts: _false, ...rule } = source.rule;
  return { ...source, rule };
}
