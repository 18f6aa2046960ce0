/** What the lake compares to see whether a file is still the one it wrote. Times in nanoseconds. */
export interface FileStat {
  size: number;
  mtimeNs: bigint;
  ctimeNs: bigint;
  isDirectory: boolean;
}

/** A file that is being written. Nothing is durable before `sync` has resolved. */
export interface WritableFile {
  write(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A file that is being read at any place of it. */
export interface ReadableFile {
  /** Fills `into` from byte `position` of the file on; resolves to how many bytes it got: fewer only where the file ends. */
  read(into: Uint8Array, position: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * The file system, narrowed to what this project does with it. Errors are Node's own (`code` = ENOENT, ENOSPC …).
 * The mutating calls are `MUTATING_FILE_CALLS`; tests kill the process or fail the call at each of them.
 */
export interface Files {
  /** `undefined` when nothing is there. Follows no links. */
  stat(path: string): Promise<FileStat | undefined>;
  read(path: string): Promise<Uint8Array>;
  open(path: string): Promise<ReadableFile>;
  /**
   * The file from `start` (inclusive) to `end` (exclusive), in bytes. A piece holds until the next one is asked for: who keeps
   * it, or hands it to a stream of Node, takes a copy. The file is open from the first piece to the last one, or to `return`.
   */
  stream(path: string, range?: { start?: number; end?: number }): AsyncIterable<Uint8Array>;
  /** Names in the folder, sorted; empty when the folder does not exist. */
  names(path: string): Promise<string[]>;
  /** Creates a new file for writing; fails with EEXIST if it is there (`append`: opens it at its end instead). */
  create(path: string, options?: { append?: boolean }): Promise<WritableFile>;
  makeFolder(path: string): Promise<void>;
  /** A second name for a file; fails with EEXIST if the name is taken: the atomic "create only if absent". */
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removing what is not there is no error. */
  remove(path: string): Promise<void>;
  /** Makes the names in a folder durable. */
  syncFolder(path: string): Promise<void>;
}

export const MUTATING_FILE_CALLS = [
  'create',
  'write',
  'sync',
  'makeFolder',
  'link',
  'rename',
  'remove',
  'syncFolder',
] as const;
export type MutatingFileCall = (typeof MUTATING_FILE_CALLS)[number];
