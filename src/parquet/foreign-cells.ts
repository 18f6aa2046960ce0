import { formatBytes, formatCount } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';
import type { TextColumn } from '../table/batch.ts';
import { createCells } from '../table/cells.ts';
import { type ColumnType, formatColumnType } from '../table/type.ts';
import type { Chunks } from './foreign-chunks.ts';
import type { ForeignColumn } from './foreign-columns.ts';
import { type ForeignFile, tooMuch } from './foreign-file.ts';
import { type Fit, fitOf } from './foreign-fit.ts';
import { valueTexter } from './foreign-text.ts';
import { foreignWord } from './foreign-type.ts';

/** What the pipeline file wants of one column. */
export interface ForeignTarget {
  type: ColumnType;
  /** The column's name in the table, for messages. */
  name: string;
  /** Its rule names a zone, so that a wall clock is an instant. */
  zoned: boolean;
  /** Not worth a dictionary. */
  direct: boolean;
}

export interface CellsOptions {
  file: ForeignFile;
  chunks: Chunks;
  column: ForeignColumn;
  target: ForeignTarget;
  /** Rows `[start, end)` of the file, in batches of `step`. */
  start: number;
  end: number;
  step: number;
  limits: { field: number; memory: number };
  /** Values that do not fit are left to the column's rule. */
  lenient: boolean;
}

/** One flat column of some batches as texts. Errors: see `foreignRows`. */
export async function readCells(options: CellsOptions): Promise<TextColumn[]> {
  const { file, chunks, column, target, start, end, step, limits } = options;
  const type = column.type as NonNullable<ForeignColumn['type']>;
  const text = valueTexter(type, target.type.kind);
  const isLocal = type.kind === 'time-point' && type.clock === 'wall';
  const fit: Fit = isLocal && target.type.kind === 'timestamp' && !target.zoned ? 'never' : fitOf(type, target.type);
  const finished: TextColumn[] = [];
  const positions = new Map<unknown, number>();
  let cells = createCells(target.direct);
  let border = start + step;
  let row = start;
  for await (const values of chunks.values(column, start, end)) {
    for (let at = 0; at < values.length; at++) {
      if (row === border) {
        finished.push(cells.finish());
        cells = createCells(target.direct);
        positions.clear();
        border += step;
      }
      row++;
      const value: unknown = values[at];
      if (value === null || value === undefined) {
        cells.add(undefined);
        continue;
      }
      const known = target.direct ? undefined : positions.get(value);
      // A map takes −0 for 0.
      if (known !== undefined && value !== 0) {
        cells.repeat(known);
        continue;
      }
      const cell = textOf(value, row);
      if (fit !== 'always' && (fit === 'never' || (!options.lenient && !fit(value)))) {
        throw castError(options, row);
      }
      if (cell.length > limits.field) throw fieldTooLong(file.name, column, row, limits.field);
      cells.add(cell);
      if (!target.direct) positions.set(value, cells.position());
    }
    if (cells.size() > limits.memory)
      throw tooMuch(file.name, `the text of column ${JSON.stringify(column.name)}`, limits.memory);
  }
  finished.push(cells.finish());
  return finished;

  function textOf(value: unknown, at: number): string {
    try {
      return text(value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // No type but a string reads this, so its row breaks the rule `type`.
      if (target.type.kind !== 'string') return `(${error.message})`;
      throw new ContractError(
        'PARQUET_VALUE',
        `${file.name}: column ${JSON.stringify(column.name)}, row ${at}: it holds ${error.message}`,
        { name: file.name, column: column.name, row: at },
        error,
      );
    }
  }
}

/** The value itself has no place in a message, which the ledger keeps and pages show. */
function castError({ file: { name }, column, target }: CellsOptions, row: number): ContractError {
  const word = column.type === undefined ? '' : foreignWord(column.type);
  const declared = formatColumnType(target.type);
  const fix =
    word === 'datetime' && declared === 'timestamp'
      ? 'name its zone in the column, or declare it as datetime'
      : `declare ${target.name} as ${word} or string`;
  return new ContractError(
    'PARQUET_CAST',
    `${name}: column ${JSON.stringify(column.name)} is ${word} in this file and ${target.name} is declared as ${declared}: ` +
      `the value in row ${formatCount(row)} cannot be kept as it is; ${fix}`,
    { name, column: column.name, row, declared, found: word },
  );
}

function fieldTooLong(name: string, column: ForeignColumn, row: number, limit: number): ContractError {
  return new ContractError(
    'LIMIT_FIELD',
    `${name}: column ${JSON.stringify(column.name)}, row ${formatCount(row)}: a value is longer than ${formatBytes(limit)}; ` +
      'if the file is sound, raise "limits.field"',
    { name, column: column.name, row, limit },
  );
}
