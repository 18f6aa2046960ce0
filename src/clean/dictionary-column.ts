import { columnOfNumbered, renumber } from '../kernel/canonical.ts';
import type { ColumnRoom } from '../kernel/column-room.ts';
import { gather } from '../kernel/gather.ts';
import { distinctNumbers } from '../kernel/numbers.ts';
import type { Spans, Values } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import { type BuiltColumn, DISCARDED, FILLED, type JudgedColumn, type KeptRows } from './column-part.ts';
import { createDistinctValues } from './distinct-values.ts';
import { RULES } from './rule-check.ts';
import { createValueWriter, withText } from './typed-values.ts';
import { textAt, type ValueJudge } from './value-judge.ts';

/** Distinct texts with what became of each: the row work is then one lookup a row. */
interface Judgement {
  /** For each entry: 0 for null, else 1 + the position of its value among the distinct values. */
  ids: Int32Array;
  /** For each entry: 0, or 1 + the position of the broken rule in RULES. */
  broken: Uint8Array;
  notes: Uint8Array;
  anyBroken: boolean;
  anyNotes: boolean;
  distinct: number;
  /** The values with these ids, in this order. */
  gather(ids: Int32Array | Uint32Array): Values;
}

/** Judges each distinct text once. */
export function judgeDictionary(options: {
  field: Field;
  judge: ValueJudge;
  /** One position in `values` a row. */
  indices: Uint16Array;
  values: Spans;
  rows: number;
  room: ColumnRoom;
}): JudgedColumn {
  const { field, judge, indices, rows, room } = options;
  const judgement = field.type.kind === 'string' ? judgeTexts(judge, options.values) : judgeValues(options);
  const { broken } = judgement;
  return {
    clean: !judgement.anyBroken,
    brokenRule: (row) => RULES[(broken[indices[row] as number] as number) - 1],
    build: (kept) => build({ judgement, field, entries: indices.subarray(0, rows), kept, room }),
  };
}

/** A column with one and the same value, or null, in every row. */
export function repeatValue(options: {
  field: Field;
  judge: ValueJudge;
  rows: number;
  room: ColumnRoom;
}): JudgedColumn {
  // One entry that is missing by definition, so that `fill` and `required` mean what they mean everywhere.
  const nothing: Spans = { bytes: new Uint8Array(0), starts: new Uint32Array(1), ends: new Uint32Array(1) };
  const judge: ValueJudge = { ...options.judge, isMissing: () => true, judge: () => options.judge.missing };
  return judgeDictionary({ ...options, judge, indices: options.room.slots(options.rows).fill(0), values: nothing });
}

function emptyJudgement(count: number): Omit<Judgement, 'distinct' | 'gather'> {
  return {
    ids: new Int32Array(count),
    broken: new Uint8Array(count),
    notes: new Uint8Array(count),
    anyBroken: false,
    anyNotes: false,
  };
}

function judgeValues({ field, judge, values }: { field: Field; judge: ValueJudge; values: Spans }): Judgement {
  const count = values.starts.length;
  const numbers = judge.numbers === undefined ? undefined : distinctNumbers(values, judge.numbers);
  const judgement = { ...emptyJudgement(count), ...(numbers === undefined ? {} : { ids: numbers.ids }) };
  const distinct = createDistinctValues(numbers?.values);
  const { numberAt } = judge;
  for (let k = 0; k < (numbers?.missed.length ?? count); k++) {
    const at = numbers === undefined ? k : (numbers.missed[k] as number);
    if (numberAt !== undefined && !judge.isMissing(values, at)) {
      const value = numberAt(values, at);
      if (!Number.isNaN(value)) {
        judgement.ids[at] = distinct.idOf(value);
        continue;
      }
    }
    const { value, filled, discarded, broken } = judge.judge(values, at);
    if (filled || discarded) {
      judgement.notes[at] = (filled ? FILLED : 0) | (discarded ? DISCARDED : 0);
      judgement.anyNotes = true;
    }
    if (broken !== undefined) {
      judgement.broken[at] = RULES.indexOf(broken) + 1;
      judgement.anyBroken = true;
    } else if (value !== null) judgement.ids[at] = distinct.idOf(value);
  }
  return {
    ...judgement,
    distinct: distinct.size(),
    gather(wanted) {
      const writer = createValueWriter(field.type, wanted.length);
      for (let at = 0; at < wanted.length; at++) writer.set(at, distinct.valueOf(wanted[at] as number));
      return writer.values;
    },
  };
}

/** Texts are distinct already; only `fill` can be equal to one of them. */
function judgeTexts(judge: ValueJudge, values: Spans): Judgement {
  const count = values.starts.length;
  const judgement = emptyJudgement(count);
  const { fill } = judge;
  const fillId = 1 + (fill === undefined ? -1 : positionOf(values, fill));
  let filledAny = false;
  for (let at = 0; at < count; at++) {
    if (judge.asIs && !judge.isMissing(values, at)) {
      judgement.ids[at] = at + 1;
      continue;
    }
    const { value, filled, discarded, broken } = judge.judge(values, at);
    if (filled || discarded) {
      judgement.notes[at] = (filled ? FILLED : 0) | (discarded ? DISCARDED : 0);
      judgement.anyNotes = true;
    }
    if (broken !== undefined) {
      judgement.broken[at] = RULES.indexOf(broken) + 1;
      judgement.anyBroken = true;
    } else if (filled) {
      judgement.ids[at] = fillId;
      filledAny = true;
    } else if (value !== null) judgement.ids[at] = at + 1;
  }
  const source = filledAny && fillId === count + 1 ? withText(values, fill as string) : values;
  return {
    ...judgement,
    distinct: source.starts.length,
    gather: (wanted) =>
      gather(
        { physical: 'bytes', data: source },
        wanted.map((id) => id - 1),
      ),
  };
}

/** Where the text stands among the values; one behind the last when it is not there. */
function positionOf(values: Spans, text: string): number {
  const count = values.starts.length;
  const length = Buffer.byteLength(text, 'utf8');
  for (let at = 0; at < count; at++) {
    const same = (values.ends[at] as number) - (values.starts[at] as number) === length;
    if (same && textAt(values, at) === text) return at;
  }
  return count;
}

/**
 * Values in order of first appearance among the kept rows, so that the result depends on cleaned values alone: whatever
 * the file called them, and whatever other rows held.
 */
function build(options: {
  judgement: Judgement;
  field: Field;
  entries: Uint16Array;
  kept: KeptRows;
  room: ColumnRoom;
}): BuiltColumn {
  const { judgement, field, entries, kept, room } = options;
  const { ids, distinct } = judgement;
  const numbered = renumber({ entries, ids, distinct, kept, room });
  const column = columnOfNumbered({ type: field.type, numbered, gather: judgement.gather });
  return { column, ...countNotes(judgement, entries, kept) };
}

function countNotes({ notes, anyNotes }: Judgement, entries: Uint16Array, kept: KeptRows) {
  let fills = 0;
  let discarded = 0;
  const count = anyNotes ? (kept === undefined ? entries.length : kept.length) : 0;
  for (let out = 0; out < count; out++) {
    const note = notes[entries[kept === undefined ? out : (kept[out] as number)] as number] as number;
    if ((note & FILLED) !== 0) fills++;
    if ((note & DISCARDED) !== 0) discarded++;
  }
  return { fills, discarded };
}
