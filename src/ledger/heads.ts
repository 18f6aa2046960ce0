import { ConflictError, reasonOf } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store } from '../base/ports/store.ts';
import { readObject } from './content.ts';
import type { Head } from './entry.ts';
import { headsName } from './names.ts';

const HEADS_FORMAT = 1;

/** What `heads.json` held. A file that is absent, damaged, edited or of another version holds nothing: it is only derived. */
export async function readHeads(
  store: Store,
  dataset: string,
): Promise<{ heads: Map<string, Head>; generation: string | 'absent' }> {
  const found = await readObject(store, headsName(dataset));
  if (found === undefined) return { heads: new Map(), generation: 'absent' };
  const heads = new Map<string, Head>();
  for (const head of parseHeads(found.bytes, dataset)) heads.set(head.partition, head);
  return { heads, generation: found.generation };
}

function parseHeads(bytes: Uint8Array, dataset: string): readonly Head[] {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as {
      format?: unknown;
      dataset?: unknown;
      sha256?: unknown;
      heads?: unknown;
    } | null;
    if (value?.format !== HEADS_FORMAT || value.dataset !== dataset || !Array.isArray(value.heads)) return [];
    return value.sha256 === sha256(JSON.stringify(value.heads)) ? (value.heads as Head[]) : [];
  } catch {
    return [];
  }
}

/** Best effort: a lake that may only be read is no error. Answers whether another writer was quicker. */
export async function writeHeads(options: {
  store: Store;
  dataset: string;
  heads: Iterable<Head>;
  generation: string | 'absent';
  log: Log;
}): Promise<'written' | 'overtaken' | 'failed'> {
  const { store, dataset, generation, log } = options;
  const heads = [...options.heads];
  const text = JSON.stringify(heads);
  const body = `{"format":${HEADS_FORMAT},"dataset":${JSON.stringify(dataset)},"sha256":"${sha256(text)}","heads":${text}}\n`;
  try {
    await store.replace(headsName(dataset), Buffer.from(body), generation);
    return 'written';
  } catch (error) {
    log.debug(`${headsName(dataset)} was not written: ${reasonOf(error)}`);
    return error instanceof ConflictError ? 'overtaken' : 'failed';
  }
}

/** Of two sets of heads the newer head of each partition, in order of partition. */
export function mergeHeads(known: ReadonlyMap<string, Head>, fresh: ReadonlyMap<string, Head>): Head[] {
  const merged = new Map(known);
  for (const [partition, head] of fresh) {
    if (head.number >= (known.get(partition)?.number ?? 0)) merged.set(partition, head);
  }
  return [...merged.values()].sort((a, b) => (a.partition < b.partition ? -1 : 1));
}
