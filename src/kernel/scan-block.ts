import type { KernelMemory } from './kernel-memory.ts';

/**
 * What one scan found. Field k of the block reaches from `fieldSpans[2 * k]` to `fieldSpans[2 * k + 1]`, because whoever wants
 * the one wants the other; record r has those from `firstField[r]` to `firstField[r + 1]`. A quoted field's span is the text between its quotes; `escaped` is 1 for a
 * field that holds doubled quotes. A record that RFC 4180 does not allow (text after a closing quote, a quote inside an
 * unquoted field, a quote that is never closed) is flagged in `odd`: it ends at the first line end behind the fault, and
 * its last field reaches from its start to there. Empty lines are no records.
 */
export interface ScanBlock {
  records: number;
  fields: number;
  /** Empty lines skipped. */
  blank: number;
  /** Line ends before `consumed`: LF, CR LF and CR count one each, also between quotes. */
  lines: number;
  /** How many fields hold doubled quotes. */
  escapes: number;
  /** How many records are odd. */
  odds: number;
  /** First byte that belongs to no complete record of this block. */
  consumed: number;
  /** Fields of the narrowest and of the widest record, and bytes of the longest; without records these are nothing. */
  leastFields: number;
  mostFields: number;
  longest: number;
  /** The scan ended behind a record that reached `stopAt`. */
  stopped: boolean;
  /** The scan ended because the arrays were full; with no record in the block, they are too small for one record. */
  full: boolean;
  /** Where the field starts that `end` cut, and how many fields stand before it in its record; −1: none was cut. */
  cutField: number;
  cutFields: number;

  recordStarts: Uint32Array;
  /** Without the line end. */
  recordEnds: Uint32Array;
  /** Line ends of the block before the record. */
  recordLines: Uint32Array;
  firstField: Uint32Array;
  odd: Uint8Array;
  fieldSpans: Uint32Array;
  escaped: Uint8Array;
}

/** One column of a block: field k of it is the block's field first + k × stride, see `fieldSpans`. */
export interface BlockColumn {
  spans: Uint32Array;
  first: number;
  stride: number;
  count: number;
}

/** An empty block with room for so many records and fields. */
export function createScanBlock(memory: KernelMemory, room: { records: number; fields: number }): ScanBlock {
  return {
    records: 0,
    fields: 0,
    blank: 0,
    lines: 0,
    escapes: 0,
    odds: 0,
    leastFields: 0,
    mostFields: 0,
    longest: 0,
    consumed: 0,
    stopped: false,
    full: false,
    cutField: -1,
    cutFields: 0,
    recordStarts: memory.words(room.records),
    recordEnds: memory.words(room.records),
    recordLines: memory.words(room.records),
    firstField: memory.words(room.records + 1),
    odd: memory.bytes(room.records),
    fieldSpans: memory.words(2 * room.fields),
    escaped: memory.bytes(room.fields),
  };
}

/** For how many fields a block has room. */
export function fieldRoom({ escaped }: ScanBlock): number {
  return escaped.length;
}

/** Gives its arrays back. */
export function releaseScanBlock(memory: KernelMemory, block: ScanBlock): void {
  const { recordStarts, recordEnds, recordLines, firstField, odd, fieldSpans, escaped } = block;
  for (const array of [recordStarts, recordEnds, recordLines, firstField, odd, fieldSpans, escaped])
    memory.release(array);
}
