import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { ConflictError } from '../base/errors.ts';
import type { Files } from '../base/ports/files.ts';
import type { Store, StoredObject } from '../base/ports/store.ts';
import { objectName, quarantineName } from '../lake/names.ts';
import type { Head, ObjectFacts, Publication } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { hashObject } from './content.ts';
import { keepVersion, pruneHistory } from './history.ts';
import { type Inspection, inspectObject } from './inspect.ts';

/** A finished file on this machine. */
export interface FinishedFile {
  path: string;
  bytes: number;
  sha256: string;
}

export interface PublishOptions {
  store: Store;
  ledger: Ledger;
  dataset: string;
  partition: string;
  /** `year=2021/month=01`; empty for `by: none`. */
  partitionPath: string;
  /** The partition's state as this writer knows it. */
  head: Head | undefined;
  parquet: FinishedFile;
  /** Rejected rows, where there are any. */
  quarantine?: FinishedFile;
  publication: Omit<Publication, 'object' | 'quarantine'>;
  /** Milliseconds since the partition's first task began, asked at the end. */
  spent?: () => number;
  /** Superseded versions kept. */
  history: number;
  files: Files;
  signal: AbortSignal;
}

export interface Published {
  head: Head;
  publication: Publication;
  /** True when the lake held all of this already, and nothing was written; at most a surplus version was removed. */
  unchanged: boolean;
}

/**
 * Makes a finished file the partition's one version in the lake: intent → quarantine → history → object → entry.
 *
 * A kill between any two of these leaves the old object or the new one, whole, and running again finishes the work. Of
 * two writers one gets `ConflictError` (LEDGER_CONFLICT or PUBLISH_CONFLICT). An abort is obeyed up to the moment before
 * the object is replaced, and never between object and entry.
 */
export async function publish(options: PublishOptions): Promise<Published> {
  const { store, ledger, partition, head, parquet, files, signal } = options;
  const name = objectName(options.dataset, options.partitionPath);
  const current = head?.published?.publication;
  signal.throwIfAborted();
  const seen = await inspectObject({ store, name, files, ...(current === undefined ? {} : { publication: current }) });
  const holds = shaOf(seen, current);
  if (seen.kind === 'same' && head !== undefined && current !== undefined && isUnchanged(options, head, current)) {
    // A run that could not remove it may have left a version too many.
    await pruneHistory(options, parquet.sha256, undefined);
    return { head, publication: current, unchanged: true };
  }
  if (seen.kind !== 'absent' && holds === parquet.sha256) {
    // What was begun, by us or by a run that was killed, is already in place: only its entry is missing.
    const quarantine = await keepQuarantine(options);
    return finish(options, head, { name, generation: seen.generation, bytes: parquet.bytes }, quarantine);
  }
  const base = seen.kind === 'absent' ? 'absent' : seen.generation;
  const intent = await ledger.append(partition, head, { kind: 'publishing', sha256: parquet.sha256, base });
  signal.throwIfAborted();
  const quarantine = await keepQuarantine(options);
  const superseded = options.history > 0 ? await keepVersion(options, name) : undefined;
  signal.throwIfAborted();
  const object = await replaceObject(options, name, base, intent.head.number);
  return finish(options, intent.head, object, quarantine, superseded);
}

function shaOf(seen: Inspection, current: Publication | undefined): string | undefined {
  if (seen.kind === 'absent') return undefined;
  return seen.kind === 'altered' ? seen.sha256 : current?.object.sha256;
}

/** An open intent, a failure or a wait after the publication is closed by an entry even if the bytes are the same. */
function isUnchanged(options: PublishOptions, head: Head, current: Publication): boolean {
  if (head.open !== undefined || head.failed !== undefined || head.notReady !== undefined) return false;
  if (current.object.sha256 !== options.parquet.sha256) return false;
  if (current.quarantine?.sha256 !== options.quarantine?.sha256) return false;
  const { object: _object, quarantine: _quarantine, ...facts } = current;
  return plainText(facts) === plainText(options.publication);
}

/** As the ledger would read it back: members that are `undefined` are not there. */
function plainText(value: object): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)) as Json);
}

/**
 * The log decides who may go on: the writer of its last entry. If the object moved although our intent is that entry,
 * a writer whom our intent has already beaten got his object in before; his entry will be refused, so ours replaces it.
 */
async function replaceObject(
  options: PublishOptions,
  name: string,
  base: string | 'absent',
  intent: number,
): Promise<StoredObject> {
  const { store, ledger, dataset, partition, parquet, files } = options;
  const body = { file: parquet.path, bytes: parquet.bytes, sha256: parquet.sha256 };
  try {
    return await store.replace(name, body, base);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const last = (await ledger.entries(partition)).at(-1);
    if (last?.number !== intent) {
      throw new ConflictError(
        'PUBLISH_CONFLICT',
        `${dataset} ${partition}: somebody else published ${name} at the same time, so this run did not; ` +
          'run again to see what they did',
        { partition, name, intent, last: last?.number },
        error,
      );
    }
    const moved = await store.get(name);
    if (moved !== undefined && (await hashObject(moved, files)) === parquet.sha256) return moved;
    if (moved !== undefined && options.history > 0) await keepVersion(options, name);
    return store.replace(name, body, moved?.generation ?? 'absent');
  }
}

/** Rejected rows lie under the name of their content, so what is there under that name and sound is what we would write. */
async function keepQuarantine(options: PublishOptions): Promise<ObjectFacts | undefined> {
  const { store, dataset, partition, quarantine, files } = options;
  if (quarantine === undefined) return undefined;
  const { bytes, sha256, path } = quarantine;
  const name = quarantineName(dataset, partition, sha256);
  const body = { file: path, bytes, sha256 };
  const found = await store.get(name);
  const sound = found !== undefined && (await hashObject(found, files)) === sha256;
  const { generation } = sound ? found : await store.replace(name, body, found?.generation ?? 'absent');
  return { name, generation, bytes, sha256 };
}

async function finish(
  options: PublishOptions,
  head: Head | undefined,
  object: { name: string; generation: string; bytes: number },
  quarantine: ObjectFacts | undefined,
  superseded?: string,
): Promise<Published> {
  const { ledger, partition, parquet } = options;
  const publication: Publication = {
    ...options.publication,
    object: { name: object.name, generation: object.generation, bytes: parquet.bytes, sha256: parquet.sha256 },
    ...(quarantine === undefined ? {} : { quarantine }),
  };
  // While the intent is still open: whoever is killed here leaves a run that comes back and prunes.
  await pruneHistory(options, parquet.sha256, superseded);
  const spent = options.spent === undefined ? {} : { milliseconds: Math.round(options.spent()) };
  const published = await ledger.append(partition, head, { kind: 'published', publication, ...spent });
  return { head: published.head, publication, unchanged: false };
}
