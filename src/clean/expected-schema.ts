import { partitionDate } from '../pipeline/partitions.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Schema } from '../table/schema.ts';
import { bindColumns } from './binding.ts';

/** The columns of a partition whose file has every column that the pipeline names or that came later, and no other. */
export function expectedSchema(
  pipeline: Pipeline,
  evolved: readonly { name: string; from: string }[],
  partition: string,
): Schema {
  const date = partitionDate(partition);
  const named = pipeline.columns.map(({ from, name }) => from[0] ?? name);
  const later = evolved.filter(({ name }) => !pipeline.columns.some((rule) => rule.name === name));
  return bindColumns({
    header: [...named, ...later.map(({ from }) => from).filter((from) => !named.includes(from))],
    pipeline,
    evolved,
    partition,
    file: pipeline.file,
    ...(date === undefined ? {} : { partitionDate: date }),
  }).schema;
}
