import type { StoredObject } from '../../base/ports/store.ts';
import type { Location } from './location.ts';

/** What we keep beside an object for ourselves. */
export const OWN = { sha256: 'lakeferry-sha256', write: 'lakeferry-write' } as const;

/** The part of an object's resource that we read. https://cloud.google.com/storage/docs/json_api/v1/objects#resource */
export interface Resource {
  name: string;
  generation: string | number;
  size: string | number;
  crc32c: string;
  metadata?: Record<string, string>;
}

/** Fields of a listing. */
export const FIELDS = 'items(name,generation,size,metadata),nextPageToken';

export function describe({ prefix }: Location, { name, generation, size, metadata = {} }: Resource): StoredObject {
  const own: readonly string[] = Object.values(OWN);
  return {
    name: name.slice(prefix.length),
    generation: String(generation),
    bytes: Number(size),
    facts: Object.fromEntries(Object.entries(metadata).filter(([key]) => !own.includes(key))),
  };
}
