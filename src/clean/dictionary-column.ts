import { type Column, MAX_DICTIONARY, type Spans, type Values } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import { type BuiltColumn, DISCARDED, FILLED, type JudgedColumn, type KeptRows } from './column-part.ts';
import { RULES } from './rule-check.ts';
import type { Scalar } from './scalar.ts';
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
  /** Gathers the values with these ids, in this order. */
  gather(ids: Int32Array, count: number): Values;
}

/** Judges each distinct text once. */
export function judgeDictionary(options: {
  field: Field;
  judge: ValueJudge;
  /** One position in `values` a row. */
  indices: Uint16Array;
  values: Spans;
  rows: number;
}): JudgedColumn {
  const { field, judge, indices, rows } = options;
  const judgement = field.type.kind === 'string' ? judgeTexts(judge, options.values) : judgeValues(options);
  const { broken } = judgement;
  return {
    clean: !judgement.anyBroken,
    brokenRule: (row) => RULES[(broken[indices[row] as number] as number) - 1],
    build: (kept) => build(judgement, indices, rows, kept),
  };
}

/** A column with one and the same value, or null, in every row. */
export function repeatValue(options: { field: Field; judge: ValueJudge; rows: number }): JudgedColumn {
  // One entry that is missing by definition, so that `fill` and `required` mean what they mean everywhere.
  const nothing: Spans = { bytes: new Uint8Array(0), starts: new Uint32Array(1), ends: new Uint32Array(1) };
  const judge: ValueJudge = { ...options.judge, isMissing: () => true, judge: () => options.judge.missing };
  return judgeDictionary({ ...options, judge, indices: new Uint16Array(options.rows), values: nothing });
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
  const judgement = emptyJudgement(count);
  const positions = new Map<Scalar, number>();
  const distinct: Scalar[] = [];
  for (let at = 0; at < count; at++) {
    const { value, filled, discarded, broken } = judge.judge(values, at);
    if (filled || discarded) {
      judgement.notes[at] = (filled ? FILLED : 0) | (discarded ? DISCARDED : 0);
      judgement.anyNotes = true;
    }
    if (broken !== undefined) {
      judgement.broken[at] = RULES.indexOf(broken) + 1;
      judgement.anyBroken = true;
    } else if (value !== null) {
      // A Map takes −0 for 0; as doubles they are two values.
      const key = Object.is(value, -0) ? '-0' : value;
      let id = positions.get(key);
      if (id === undefined) {
        id = distinct.push(value);
        positions.set(key, id);
      }
      judgement.ids[at] = id;
    }
  }
  return {
    ...judgement,
    distinct: distinct.length,
    gather(ids, length) {
      const writer = createValueWriter(field.type, length);
      for (let at = 0; at < length; at++) writer.set(at, distinct[(ids[at] as number) - 1] as Scalar);
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
    gather(ids, length) {
      const starts = new Uint32Array(length);
      const ends = new Uint32Array(length);
      for (let at = 0; at < length; at++) {
        starts[at] = source.starts[(ids[at] as number) - 1] as number;
        ends[at] = source.ends[(ids[at] as number) - 1] as number;
      }
      return { physical: 'bytes', data: { bytes: source.bytes, starts, ends } };
    },
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
 * Renumbers values in order of first appearance among the kept rows, so that the result depends on cleaned values
 * alone: whatever the file called them, and whatever other rows held.
 */
function build(judgement: Judgement, indices: Uint16Array, rows: number, kept: KeptRows): BuiltColumn {
  const { ids, notes } = judgement;
  const count = kept === undefined ? rows : kept.length;
  const slotOfEntry = new Int32Array(ids.length).fill(-1);
  const slotOfId = new Int32Array(judgement.distinct + 1);
  const order = new Int32Array(judgement.distinct);
  // 65,536 distinct texts fit the reader's indices, but index 0 is null here.
  const slots = judgement.distinct > MAX_DICTIONARY ? new Uint32Array(count) : new Uint16Array(count);
  let used = 0;
  let nulls = 0;
  let fills = 0;
  let discarded = 0;
  for (let out = 0; out < count; out++) {
    const entry = indices[kept === undefined ? out : (kept[out] as number)] as number;
    let slot = slotOfEntry[entry] as number;
    if (slot < 0) {
      const id = ids[entry] as number;
      slot = id === 0 ? 0 : (slotOfId[id] as number);
      if (slot === 0 && id !== 0) {
        order[used++] = id;
        slot = used;
        slotOfId[id] = slot;
      }
      slotOfEntry[entry] = slot;
    }
    if (slot === 0) nulls++;
    slots[out] = slot;
    if (judgement.anyNotes) {
      const note = notes[entry] as number;
      if ((note & FILLED) !== 0) fills++;
      if ((note & DISCARDED) !== 0) discarded++;
    }
  }
  const asDictionary = slots instanceof Uint16Array && used * 2 <= count;
  const column: Column = asDictionary
    ? { kind: 'dictionary', indices: slots, dictionary: judgement.gather(order, used), nulls }
    : expand(judgement, order, slots, nulls);
  return { column, fills, discarded };
}

/** Where most values are different, a dictionary only adds to them. */
function expand(judgement: Judgement, order: Int32Array, slots: Uint16Array | Uint32Array, nulls: number): Column {
  const count = slots.length;
  const ids = new Int32Array(count);
  const validity = nulls === 0 ? undefined : new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const slot = slots[row] as number;
    // What stands at a null is not defined; the first value there is spares a special case.
    ids[row] = order[slot === 0 ? 0 : slot - 1] as number;
    if (validity !== undefined && slot !== 0) validity[row] = 1;
  }
  const values = judgement.gather(ids, count);
  return { kind: 'plain', values, ...(validity === undefined ? {} : { validity }), nulls };
}
