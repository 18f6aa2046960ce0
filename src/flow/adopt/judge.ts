import { formatCount } from '../../base/byte-size.ts';
import type { ColumnSpec } from '../../base/ports/warehouse.ts';
import { expectedSchema } from '../../clean/expected-schema.ts';
import { openFacts } from '../../parquet/foreign-facts.ts';
import { type ForeignType, foreignWord } from '../../parquet/foreign-type.ts';
import { partitionDate } from '../../pipeline/partitions.ts';
import { type Field, PARTITION_DATE, toColumnSpec } from '../../table/schema.ts';
import { type ColumnType, formatColumnType } from '../../table/type.ts';
import type { FlowContext } from '../context.ts';

/** What there is to know of a file that may be adopted. */
export interface Judged {
  rows: number;
  /** In the order of the file. */
  columns: ColumnSpec[];
  /** What keeps it from being the partition's file, one line each; empty: nothing. */
  differences: string[];
}

/** Compares a Parquet file with what the pipeline would have made: names, types, nulls, and whose rows they are. */
export async function judgeFile(
  context: FlowContext,
  partition: string,
  file: { path: string; name: string },
): Promise<Judged> {
  const { pipeline, evolved, files } = context;
  const wanted = new Map(expectedSchema(pipeline, evolved, partition).map((field) => [field.name, field]));
  const optional = new Set(pipeline.columns.filter((rule) => rule.optional && !rule.required).map(({ name }) => name));
  const facts = await openFacts({ files, ...file, limits: pipeline.limits });
  try {
    const differences: string[] = [];
    const columns: ColumnSpec[] = [];
    for (const { name, type, other } of facts.columns) {
      const field = wanted.get(name);
      wanted.delete(name);
      const has = type === undefined ? (other ?? 'unknown') : describe(type);
      if (field === undefined) differences.push(`${name}: ${has} in the file, not in the pipeline`);
      else if (type === undefined || !fits(field.type, type)) {
        differences.push(`${name}: ${has} in the file, ${describeOwn(field)} in the pipeline`);
      } else {
        const nulls = field.required ? await facts.nulls(name) : 0;
        if (nulls > 0) differences.push(`${name}: ${formatCount(nulls)} nulls in the file, required in the pipeline`);
        columns.push(toColumnSpec(field));
      }
    }
    for (const { name } of wanted.values()) {
      const isAdded = evolved.some((column) => column.name === name);
      if (!optional.has(name) && !isAdded) differences.push(`${name}: not in the file${hintFor(name)}`);
    }
    const day = partitionDate(partition);
    const days = differences.length === 0 && day !== undefined ? await facts.days(PARTITION_DATE) : [];
    const strange = days.filter((each) => each !== day);
    if (strange.length > 0) differences.push(`${PARTITION_DATE}: ${strange[0]} in the file, ${day} by its place`);
    return { rows: facts.rows, columns, differences };
  } finally {
    await facts.close();
  }
}

function hintFor(name: string): string {
  return name === PARTITION_DATE ? '; name it as "source.url" instead, and a run makes a file that has it' : '';
}

const DIGITS = { ms: 3, us: 6 } as const;

function fits(own: ColumnType, type: ForeignType): boolean {
  switch (own.kind) {
    case 'numeric':
      return type.kind === 'numeric' && type.precision === own.precision && type.scale === own.scale;
    case 'datetime':
    case 'timestamp': {
      const clock = own.kind === 'datetime' ? 'wall' : 'zone';
      return type.kind === 'time-point' && type.clock === clock && type.digits === DIGITS[own.unit];
    }
    case 'int64':
      return type.kind === 'int64' && type.unsigned !== 64;
    default:
      return type.kind === own.kind;
  }
}

function describe(type: ForeignType): string {
  return type.kind === 'time-point' ? `${foreignWord(type)} with ${type.digits} digits` : foreignWord(type);
}

function describeOwn({ type }: Field): string {
  return 'unit' in type ? `${formatColumnType(type)} with ${DIGITS[type.unit]} digits` : formatColumnType(type);
}
