import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Files } from '../../src/base/ports/files.ts';
import type { Store } from '../../src/base/ports/store.ts';
import { createFolderStore } from '../../src/lake/folder.ts';
import type { Head, Publication } from '../../src/ledger/entry.ts';
import { type Ledger, openLedger } from '../../src/ledger/ledger.ts';
import { type FinishedFile, type Published, publish } from '../../src/publish/publish.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { createSilentLog, publicationOf } from '../ledger/records.ts';

/** One process's view of a lake: what a run opens. */
export interface Writer {
  store: Store;
  ledger: Ledger;
  heads: Map<string, Head>;
  publish(partition: string, parquet: FinishedFile, more?: Partial<Parameters<typeof publish>[0]>): Promise<Published>;
}

export const PARTITION = '2021-01';
export const OBJECT = 'taxi/year=2021/month=01/part-0.parquet';

/** The facts of a publication without the ones that publishing adds. */
export function factsOf(more: Partial<Publication> = {}): Omit<Publication, 'object' | 'quarantine'> {
  const { object: _object, ...facts } = publicationOf('', more);
  return facts;
}

/** Opens the lake in `folder` as a new run would; `change` stands between it and the store. */
export async function openWriter(
  folder: string,
  options: { files?: Files; change?: (store: Store) => Store; history?: number } = {},
): Promise<Writer> {
  const { files = nodeFiles, change = (store: Store) => store, history = 3 } = options;
  const store = change(createFolderStore({ folder, files, clock: nodeClock }));
  const run = { version: '0.0.0', run: randomBytes(4).toString('hex') };
  const ledger = openLedger({ store, dataset: 'taxi', clock: nodeClock, run, log: createSilentLog() });
  const heads = await ledger.heads();
  return {
    store,
    ledger,
    heads,
    async publish(partition, parquet, more = {}) {
      const [year, month] = partition.split('-');
      const done = await publish({
        store,
        ledger,
        dataset: 'taxi',
        partition,
        partitionPath: `year=${year}/month=${month}`,
        head: heads.get(partition),
        parquet,
        publication: factsOf(),
        history,
        files,
        signal: new AbortController().signal,
        ...more,
      });
      heads.set(partition, done.head);
      return done;
    },
  };
}

/** Every file of a lake, our own unfinished ones included, relative and sorted. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** The kinds of a partition's log, in order. */
export async function kindsOf(writer: Writer, partition: string = PARTITION): Promise<string[]> {
  return (await writer.ledger.entries(partition)).map((entry) => entry.kind);
}
