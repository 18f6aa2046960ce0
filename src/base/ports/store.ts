import type { Readable } from 'node:stream';

/** Short text facts kept beside an object where the store can, for people who look at it there. */
export type Facts = Readonly<Record<string, string>>;

/** What a listing tells of an object. */
export interface StoredObject {
  /** Name below the store's root, with `/`: `yellow_taxi/year=2021/month=01/part-0.parquet`. */
  name: string;
  /** Changes whenever the content is replaced; compare for equality only. */
  generation: string;
  bytes: number;
  facts: Facts;
}

/** A finished local file, or bytes in memory: never a stream that cannot be read twice. */
export type Body = Uint8Array | { file: string; bytes: number; sha256: string };

/**
 * A lake's storage: five operations, nothing else. Every driver passes `test/suites/store.ts`.
 * All of them are safe to call again after an error whose outcome is unknown.
 */
export interface Store {
  /** `gs://bucket/prefix` or the folder's path; for messages and records. */
  readonly url: string;
  /** Throws `ConflictError` STORE_EXISTS when the name is taken. */
  create(name: string, body: Body, facts?: Facts): Promise<StoredObject>;
  /** Replaces exactly the generation seen (`absent`: there must be none); else `ConflictError` STORE_CHANGED, and nothing is written. */
  replace(name: string, body: Body, seen: string | 'absent', facts?: Facts): Promise<StoredObject>;
  /** `undefined` when it is not there. `open` streams the content of exactly this generation from byte `start`. */
  get(name: string): Promise<(StoredObject & { open(): Promise<Readable>; localPath?: string }) | undefined>;
  /** Everything whose name starts with `prefix`, sorted by name. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** Deleting what is not there is no error. */
  delete(name: string): Promise<void>;
}
