import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ConflictError, OutageError } from '../base/errors.ts';
import type { Store } from '../base/ports/store.ts';
import type { ColumnarFile, LoadOutcome, Warehouse } from '../base/ports/warehouse.ts';
import type { Head, NewEntry, Publication } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openParquet } from '../parquet/read.ts';
import { partitionDate } from '../pipeline/partitions.ts';
import { inspectObject } from '../publish/inspect.ts';
import { toColumnSpec } from '../table/schema.ts';
import type { TaskContext } from './context.ts';
import { withPolicy } from './tries.ts';

/** The published object of `head` → the warehouse, then the `loaded` entry. Safe to call again at any point. */
export async function loadPartition(
  context: TaskContext,
  target: { store: Store; ledger: Ledger; warehouse: Warehouse },
  head: Head,
): Promise<{ head: Head; outcome: LoadOutcome }> {
  const { pipeline } = context;
  const { partition, published } = head;
  if (published === undefined) throw new Error(`${partition} was to be loaded without being published`);
  const { publication } = published;
  const date = partitionDate(partition);
  const outcome = await withPolicy(context, { partition, tasks: ['load'] }, (signal) =>
    target.warehouse.load({
      partition,
      ...(date === undefined ? {} : { partitionDate: date }),
      publication: published.number,
      sha256: publication.object.sha256,
      rows: publication.rows,
      columns: publication.columns,
      object: {
        uri: `${target.store.url.replace(/\/$/, '')}/${publication.object.name}`,
        isRemote: target.store.url.includes('://'),
        localFile: () => localFile(context, target.store, publication),
        read: () => readObject(context, target.store, publication),
      },
      write: pipeline.write,
      ...(pipeline.afterLoad === undefined ? {} : { afterLoad: pipeline.afterLoad.sql }),
      signal,
    }),
  );
  const known = head.loaded[target.warehouse.id];
  const isSettled = outcome.outcome === 'unchanged' && known?.publication === published.number;
  // A failure after that load is closed by an entry, or the partition would count as failed for ever.
  if (isSettled && head.failed === undefined) return { head, outcome };
  const entry: NewEntry = {
    kind: 'loaded',
    warehouse: target.warehouse.id,
    warehouseUrl: target.warehouse.url,
    publication: published.number,
    sha256: publication.object.sha256,
    rows: outcome.receipt.rows,
    replaced: outcome.replaced,
    ...(pipeline.afterLoad === undefined || outcome.outcome === 'unchanged'
      ? {}
      : { afterLoad: pipeline.afterLoad.path }),
  };
  return { head: (await target.ledger.append(partition, head, entry)).head, outcome };
}

/** The object on this machine, checked: where the lake is a folder its own file, else a copy. */
async function localFile(context: TaskContext, store: Store, publication: Publication): Promise<string> {
  const object = await store.get(publication.object.name);
  if (object === undefined)
    throw new OutageError('LAKE_OBJECT_GONE', `${publication.object.name} vanished from the lake before it was loaded`);
  if (object.localPath !== undefined) {
    const { name } = publication.object;
    const seen = await inspectObject({ store, name, publication, files: context.files });
    if (seen.kind !== 'same') throw overtaken(publication);
    return object.localPath;
  }
  const path = join(context.workFolder, `${publication.object.sha256}.parquet`);
  await context.files.remove(path);
  const file = await context.files.create(path);
  const hash = createHash('sha256');
  for await (const chunk of await object.open()) {
    hash.update(chunk as Uint8Array);
    await file.write(chunk as Uint8Array);
  }
  await file.close();
  if (hash.digest('hex') !== publication.object.sha256) throw overtaken(publication);
  return path;
}

/** The object's rows, for a warehouse that takes them and no file. */
async function readObject(context: TaskContext, store: Store, publication: Publication): Promise<ColumnarFile> {
  const path = await localFile(context, store, publication);
  const { schema, rowGroups } = await openParquet({ files: context.files, path });
  return { columns: schema.map(toColumnSpec), rowGroups };
}

/** Loaded as what it no longer is, it would get the receipt of a publication whose rows are not in the table. */
function overtaken({ object }: Publication): ConflictError {
  return new ConflictError(
    'LAKE_OBJECT_CHANGED',
    `${object.name} changed in the lake before it was loaded: somebody else published it at the same time; ` +
      'run again to see what they did',
    { name: object.name, expected: object.sha256 },
  );
}
