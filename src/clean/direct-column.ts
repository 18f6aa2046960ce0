import { columnOfValues, dictionaryLimit } from '../kernel/canonical.ts';
import type { ColumnRoom } from '../kernel/column-room.ts';
import { gather } from '../kernel/gather.ts';
import type { Spans, Values } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import { type BuiltColumn, DISCARDED, FILLED, type JudgedColumn, type KeptRows, NULL } from './column-part.ts';
import { RULES } from './rule-check.ts';
import { createValueWriter, withText } from './typed-values.ts';
import type { ValueJudge } from './value-judge.ts';

/** Judges a column value by value: date-times, and columns with too many distinct values for a dictionary. */
export function judgeDirect(options: {
  field: Field;
  judge: ValueJudge;
  values: Spans;
  /** At least so many of the texts are different. */
  distinct: number;
  rows: number;
  room: ColumnRoom;
}): JudgedColumn {
  const { field, judge, values, distinct, rows, room } = options;
  const text = field.type.kind === 'string';
  const writer = text ? undefined : createValueWriter(field.type, rows, room);
  const notes = new Uint8Array(rows);
  let broken: Uint8Array | undefined;
  let anyNotes = false;
  const { numberAt } = judge;
  const typedValues = writer?.values;
  const left =
    typedValues?.physical === 'int64' || typedValues?.physical === 'double'
      ? judge.readColumn?.(values, rows, typedValues.data)
      : undefined;
  for (let k = 0; k < (left?.length ?? rows); k++) {
    const row = left === undefined ? k : (left[k] as number);
    if (text && judge.asIs && !judge.isMissing(values, row)) continue;
    if (numberAt !== undefined && writer !== undefined && !judge.isMissing(values, row)) {
      const value = numberAt(values, row);
      if (!Number.isNaN(value)) {
        writer.set(row, value);
        continue;
      }
    }
    const judged = judge.judge(values, row);
    if (judged.broken !== undefined) {
      broken ??= new Uint8Array(rows);
      broken[row] = RULES.indexOf(judged.broken) + 1;
      continue;
    }
    const note = (judged.value === null ? NULL : 0) | (judged.filled ? FILLED : 0) | (judged.discarded ? DISCARDED : 0);
    if (note !== 0) {
      notes[row] = note;
      anyNotes = true;
    }
    // A null has a value too, so that what stands there is the same each time.
    writer?.set(row, judged.value ?? 0);
  }
  const typed: Values = writer?.values ?? { physical: 'bytes', data: filledTexts(values, notes, judge, anyNotes) };
  return {
    clean: broken === undefined,
    brokenRule: (row) => RULES[((broken?.[row] ?? 0) as number) - 1],
    build: (kept) => {
      // Texts that are the values are not counted again where it is known that they are too many.
      const isPlain = text && !anyNotes && kept === undefined && distinct > (dictionaryLimit(field.type, rows) ?? 0);
      const built = kept === undefined ? typed : gather(typed, kept);
      return build({ field, values: built, notes, anyNotes, rows, kept, kind: isPlain ? 'plain' : undefined });
    },
  };
}

/** The same spans, pointing at `fill` where it stands in for null. */
function filledTexts(values: Spans, notes: Uint8Array, judge: ValueJudge, anyNotes: boolean): Spans {
  if (!anyNotes || judge.fill === undefined) return values;
  const source = withText(values, judge.fill);
  const count = notes.length;
  for (let row = 0; row < count; row++) {
    if (((notes[row] as number) & FILLED) === 0) continue;
    source.starts[row] = source.starts[count] as number;
    source.ends[row] = source.ends[count] as number;
  }
  return { bytes: source.bytes, starts: source.starts.subarray(0, count), ends: source.ends.subarray(0, count) };
}

/** Parsed value by value or not, it gets the form that its values have: few distinct ones are a dictionary here too. */
function build(options: {
  field: Field;
  values: Values;
  notes: Uint8Array;
  anyNotes: boolean;
  rows: number;
  kept: KeptRows;
  kind: 'plain' | undefined;
}): BuiltColumn {
  const { field, values, notes, anyNotes, rows, kept, kind } = options;
  const count = kept === undefined ? rows : kept.length;
  let nulls = 0;
  let fills = 0;
  let discarded = 0;
  let validity: Uint8Array | undefined;
  if (anyNotes) {
    validity = new Uint8Array(count);
    for (let out = 0; out < count; out++) {
      const note = notes[kept === undefined ? out : (kept[out] as number)] as number;
      if ((note & NULL) === 0) validity[out] = 1;
      else nulls++;
      if ((note & FILLED) !== 0) fills++;
      if ((note & DISCARDED) !== 0) discarded++;
    }
  }
  const column = columnOfValues({ type: field.type, values, validity, nulls, rows: count, kind });
  return { column, fills, discarded };
}
