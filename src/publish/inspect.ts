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
}): Promise<Inspection> {
  const { store, name, publication, files } = options;
  const found = await store.get(name);
  if (found === undefined) return { kind: 'absent' };
  const { generation } = found;
  const expected = publication?.object;
  if (expected?.name === name && expected.generation === generation) return { kind: 'same', generation };
  const sha256 = await hashObject(found, files);
  return sha256 === expected?.sha256 ? { kind: 'same', generation } : { kind: 'altered', sha256, generation };
}
