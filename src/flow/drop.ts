import { objectName } from '../lake/names.ts';
import { partitionDate, partitionPath } from '../pipeline/partitions.ts';
import { keepVersion } from '../publish/history.ts';
import type { FlowContext } from './context.ts';
import { holdPartition } from './hold.ts';

export interface Dropped {
  /** Rows that were taken out of the table. */
  rows: number;
  /** Whether the lake had an object. */
  object: boolean;
}

/**
 * Takes a partition out of table and lake, and holds it, so that the next plan does not bring it back; its last version stays
 * in the history, for `restore`. The hold comes first: whoever is killed on the way does the rest when it is said again.
 */
export async function dropPartition(
  context: FlowContext,
  partition: string,
  { who, why }: { who: string; why: string },
): Promise<Dropped> {
  const { store, pipeline, files, warehouse, signal } = context;
  await holdPartition(context, partition, { who, why, drops: true });
  const date = partitionDate(partition);
  const rows =
    warehouse === undefined
      ? 0
      : await context.loadTurn(() =>
          warehouse.drop({ partition, ...(date === undefined ? {} : { partitionDate: date }), signal }),
        );
  const name = objectName(pipeline.name, partitionPath(partition));
  const found = await store.get(name);
  if (found === undefined) return { rows, object: false };
  await keepVersion({ store, dataset: pipeline.name, partition, files }, name);
  await store.delete(name);
  return { rows, object: true };
}
