/** The part of the WebAssembly API that the kernel needs: the types of Node.js leave it to those of browsers. */
export interface SharedMemory {
  /** Another object after each growth, for the same memory. */
  readonly buffer: SharedArrayBuffer;
  /** By so many pages of 64 KiB. */
  grow(pages: number): number;
}

interface WebAssemblyApi {
  Memory: new (options: { initial: number; maximum: number; shared: true }) => SharedMemory;
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object, imports: { env: { memory: SharedMemory } }) => { exports: object };
}

export const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
