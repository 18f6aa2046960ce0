/** A file of a cache entry, as it lies on this machine. */
export interface CachedFile {
  name: string;
  path: string;
  bytes: number;
  sha256: string;
}

export interface CacheEntry {
  key: string;
  /** Milliseconds since the epoch, when the entry was saved. */
  savedAt: number;
  files: readonly CachedFile[];
  /** The task's own record, as JSON. */
  record: unknown;
}

/**
 * Bytes by key, that may vanish any day. `restore` hands on only what agrees with its checksums:
 * a damaged entry is a miss with a reason, never an error.
 */
export interface Cache {
  restore(key: string): Promise<{ hit: CacheEntry } | { miss: string }>;
  /** From now on the entry of this key. Moves nothing: the files stay where they are. An entry that cannot be saved costs a warning, never the run. */
  save(key: string, files: readonly CachedFile[], record: unknown): Promise<void>;
}
