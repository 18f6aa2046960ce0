import type { ByteDictionary, LookRequest } from './byte-dictionary.ts';
import type { KernelMemory } from './kernel-memory.ts';
import type { BlockColumn, ScanBlock } from './scan-block.ts';

/**
 * The hot loop of reading, behind an interface narrow enough for another implementation: raw bytes and typed arrays go in and
 * out, one call per column and block, never one per field. Whatever implements it gives bit-identical results; only texts made
 * to collide may end a dictionary of one earlier than one of the other. test/oracle has the one that judges.
 */
export interface Kernel {
  /** Memory that the calls take text, blocks and dictionaries from. Whoever opened it closes it. */
  openMemory(): KernelMemory;
  createScanBlock(memory: KernelMemory, room: { records: number; fields: number }): ScanBlock;
  createDictionary(memory: KernelMemory): ByteDictionary;
  /** Finds records and field bounds in `text[start, end)` and writes them into `block`. */
  scan(request: ScanRequest, block: ScanBlock): void;
  /** Line ends in `text[start, end)`: LF, CR LF and CR count one each, a CR as the last byte too. */
  countLines(text: Uint8Array, start: number, end: number): number;
  /**
   * Behind the last LF of `text[start, end)` that ends a record or an empty line for certain: none behind the first misplaced
   * quote is. `start`, where a record begins, where there is no such LF.
   */
  skipRecords(request: Pick<ScanRequest, 'text' | 'start' | 'end' | 'dialect'>): number;
  /**
   * Makes doubled quotes one, in place, in the first `fields` fields of a block. Such a value ends where it ended, its span says
   * where it starts now, and the bytes that it left before it are NUL: as many as there were doubled quotes.
   */
  collapse(block: ScanBlock, fields: number, text: Uint8Array, quote: number): void;
  /** Writes the starts and the ends of one column of a block apart from each other. */
  part(request: BlockColumn, starts: Uint32Array, ends: Uint32Array): void;
  /** Looks one column of a block up in a dictionary, adding new strings; returns how many were taken before it was full. */
  look(request: LookRequest): number;
}

/** What the scanner speaks: single bytes. */
export interface Dialect {
  delimiter: number;
  /** 256 when nothing is quoted. */
  quote: number;
}

export interface ScanRequest {
  text: Uint8Array;
  start: number;
  end: number;
  /** No text follows `end`: what is open there ends there. */
  final: boolean;
  /** Stops behind the first record that ends (its line end included) here or later. */
  stopAt: number;
  dialect: Dialect;
}
