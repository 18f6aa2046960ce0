import type { Batch } from '../../src/table/batch.ts';
import type { Schema } from '../../src/table/schema.ts';
import { CASES, type Stored } from '../parquet/columns.ts';
import { batchOf } from './streams.ts';

/** Times that fit every unit from seconds to nanoseconds. */
const RECENT = (['datetime', 'timestamp'] as const).map((kind) => ({
  name: `recent_${kind}`,
  type: { kind, unit: kind === 'datetime' ? 'ms' : 'us' } as const,
  values: [0, -1, 1_609_459_200].map((second) => BigInt(second) * (kind === 'datetime' ? 1_000n : 1_000_000n)),
}));

/** What is exchanged with pyarrow: every type, nullable and required, in three row groups. */
const SHAPES = [...CASES, ...RECENT].flatMap((item) =>
  [true, false].map((required) => ({ ...item, required, name: `${item.name}_${required ? 'required' : 'nullable'}` })),
);

export const SCHEMA: Schema = SHAPES.map(({ name, type, required }) => ({
  name,
  type,
  required,
  description: `what ${name} is about`,
}));

export const ROWS: readonly number[] = [100, 1, 37];

/** The values of one column, one list for each row group. */
export function expectedItems(column: number): (Stored | null)[][] {
  const { values, required } = SHAPES[column] as (typeof SHAPES)[number];
  return ROWS.map((rows, group) =>
    Array.from({ length: rows }, (_, row) =>
      !required && (row + group) % 13 < 2 ? null : (values[(row + group) % values.length] ?? null),
    ),
  );
}

export function expectedBatches(): Batch[] {
  return ROWS.map((_, group) => ({
    ...batchOf(SCHEMA.map((field, at) => ({ ...field, items: expectedItems(at)[group] ?? [] }))),
    schema: SCHEMA,
  }));
}
