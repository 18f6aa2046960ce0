import { type ColumnRoom, createColumnRoom } from '../kernel/column-room.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { TextBatch, TextColumn } from '../table/batch.ts';
import type { Column } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import type { Binding, ColumnSource } from './binding.ts';
import type { Cleaned, ColumnCounts, RejectedRow } from './cleaned.ts';
import type { JudgedColumn, KeptRows } from './column-part.ts';
import { judgeDictionary, repeatValue } from './dictionary-column.ts';
import { judgeDirect } from './direct-column.ts';
import { createValueJudge, textAt, type ValueJudge } from './value-judge.ts';

export interface Cleaner {
  /**
   * Text → typed values, one row group at a time. Strings of the result point into the batch's own bytes: they live as
   * long as the batch does. Its columns hold until the next call. Rejected rows are copies.
   */
  clean(batch: TextBatch): Cleaned;
  /** Gives back what it holds of the kernel's memory. */
  close(): void;
}

/** Compiles the contract for one file. Throws ConfigurationError COLUMN_RULE for a rule that cannot be used. */
export function createCleaner(options: {
  binding: Binding;
  pipeline: Pipeline;
  /** The source itself knows null, see `MISSING`. Default: false. */
  knowsNull?: boolean;
}): Cleaner {
  const { binding, pipeline, knowsNull = false } = options;
  const parts = binding.schema.map((field, at) => {
    const source = binding.sources[at] as ColumnSource;
    return { field, source, judge: judgeFor(field, source, pipeline, knowsNull) };
  });
  const room = createColumnRoom();
  return {
    close: room.close,
    clean(batch) {
      room.reuse();
      const judged = parts.map(({ field, source, judge }) => judgeColumn({ field, source, judge, batch, room }));
      const verdicts = firstBroken(judged, batch.rows);
      const kept = keptRows(verdicts, batch.rows);
      const columns: Column[] = [];
      const counts: ColumnCounts[] = [];
      judged.forEach((part, at) => {
        const { column, fills, discarded } = part.build(kept);
        columns.push(column);
        counts.push({ name: (binding.schema[at] as Field).name, nulls: column.nulls, fills, discarded });
      });
      return {
        rowsRead: batch.rows + batch.malformed.length,
        batch: { schema: binding.schema, rows: kept === undefined ? batch.rows : kept.length, columns },
        rejected: rejectedRows(batch, verdicts, judged, binding),
        columns: counts,
      };
    },
  };
}

function judgeFor(field: Field, source: ColumnSource, pipeline: Pipeline, knowsNull: boolean): ValueJudge {
  if (source.kind === 'partition-date') {
    const missing = { value: source.days, filled: false, discarded: false, broken: undefined };
    return { asIs: false, missing, fill: undefined, isMissing: () => true, judge: () => missing };
  }
  return createValueJudge({ field, rule: source.rule, pipeline, knowsNull });
}

function judgeColumn(options: {
  field: Field;
  source: ColumnSource;
  judge: ValueJudge;
  batch: TextBatch;
  room: ColumnRoom;
}): JudgedColumn {
  const { field, source, judge, batch, room } = options;
  const { rows } = batch;
  if (source.kind !== 'header') return repeatValue({ field, judge, rows, room });
  const text = batch.columns[source.at] as TextColumn;
  return text.kind === 'dictionary'
    ? judgeDictionary({ field, judge, indices: text.indices, values: text.values, rows, room })
    : judgeDirect({ field, judge, values: text.values, distinct: text.distinct ?? 0, rows, room });
}

/** For each row 1 + the position of the first column whose rule it broke, or 0; absent when none did. */
function firstBroken(judged: readonly JudgedColumn[], rows: number): Uint32Array | undefined {
  let verdicts: Uint32Array | undefined;
  judged.forEach((column, at) => {
    if (column.clean) return;
    verdicts ??= new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
      if (verdicts[row] === 0 && column.brokenRule(row) !== undefined) verdicts[row] = at + 1;
    }
  });
  return verdicts;
}

function keptRows(verdicts: Uint32Array | undefined, rows: number): KeptRows {
  if (verdicts === undefined) return undefined;
  const kept = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (verdicts[row] === 0) kept[count++] = row;
  // A dictionary entry that no row uses can break a rule without any row doing so.
  return count === rows ? undefined : kept.slice(0, count);
}

function rejectedRows(
  batch: TextBatch,
  verdicts: Uint32Array | undefined,
  judged: readonly JudgedColumn[],
  binding: Binding,
): RejectedRow[] {
  const rejected: RejectedRow[] = batch.malformed.map(({ line, rule, problem, text }) => ({
    line,
    rule,
    problem,
    text: copyOf(text),
  }));
  for (let row = 0; verdicts !== undefined && row < batch.rows; row++) {
    const at = (verdicts[row] as number) - 1;
    const rule = judged[at]?.brokenRule(row);
    if (rule === undefined) continue;
    const value = rule === 'required' ? undefined : valueText(batch, binding.sources[at] as ColumnSource, row);
    rejected.push({
      line: batch.lines[row] as number,
      rule,
      column: (binding.schema[at] as Field).name,
      ...(value === undefined ? {} : { value }),
      text: batch.recordText?.(row) ?? recordOf(batch, row),
    });
  }
  return rejected.sort((a, b) => a.line - b.line);
}

/** The value as the file has it. */
function valueText(batch: TextBatch, source: ColumnSource, row: number): string | undefined {
  if (source.kind !== 'header') return undefined;
  const column = batch.columns[source.at] as TextColumn;
  return textAt(column.values, column.kind === 'dictionary' ? (column.indices[row] as number) : row);
}

function recordOf({ records }: TextBatch, row: number): Uint8Array {
  return copyOf(records.bytes.subarray(records.starts[row], records.ends[row]));
}

/** Not `slice`: where the reader's bytes are a Buffer, that is a view, and the next row group would write over it. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
