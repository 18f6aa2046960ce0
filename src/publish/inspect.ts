import type { Files } from '../base/ports/files.ts';
import type { Store } from '../base/ports/store.ts';
import type { Publication } from '../ledger/entry.ts';
import { hashObject } from './content.ts';

/** An object beside what the ledger says of it. */
export type Inspection =
  | { kind: 'absent' }
  | { kind: 'same'; generation: string }
  | { kind: 'altered'; sha256: string; generation: string };

/**
 * Whether the object `name` still holds what was published. The generation answers without reading; where it differs
 * the sha256 decides, so that a copied lake stays done. Without a publication whatever is there is `altered`.
 */
export async function inspectObject(options: {
  store: Store;
  name: string;
  publication?: Publication;
  files: Files;
  /** Generation by name, of all objects where a listing was taken: a look that asks the store for nothing more. */
  listed?: ReadonlyMap<string, string>;
}): Promise<Inspection> {
  const { store, name, publication, files, listed } = options;
  const expected = publication?.object;
  const isExpected = (generation: string) => expected?.name === name && expected.generation === generation;
  const listedGeneration = listed?.get(name);
  if (listed !== undefined && listedGeneration === undefined) return { kind: 'absent' };
  if (listedGeneration !== undefined && isExpected(listedGeneration))
    return { kind: 'same', generation: listedGeneration };
  const found = await store.get(name);
  if (found === undefined) return { kind: 'absent' };
  const { generation } = found;
  if (isExpected(generation)) return { kind: 'same', generation };
  const sha256 = await hashObject(found, files);
  return sha256 === expected?.sha256 ? { kind: 'same', generation } : { kind: 'altered', sha256, generation };
}
