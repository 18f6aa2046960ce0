/** Memory of one user of the kernel. What it hands out keeps its place and its content until it is released. */
export interface KernelMemory {
  /** Not cleared. */
  bytes(count: number): Buffer;
  shorts(count: number): Uint16Array;
  words(count: number): Uint32Array;
  /** Gives back what one of these made. */
  release(array: Uint8Array | Uint16Array | Uint32Array): void;
  /** From now on it is not this user's: it is given back by what this returns, once. */
  detach(array: Uint8Array): () => void;
  /** Gives back everything. */
  close(): void;
}
