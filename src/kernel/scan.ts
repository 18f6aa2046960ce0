import type { ScanRequest } from './kernel.ts';
import { theMachine } from './machine.ts';
import { type BlockColumn, fieldRoom, type ScanBlock } from './scan-block.ts';

/** Words of the description of a block that assembly/scan.ts reads, and of what it found there. */
const GIVEN = 9;
const FOUND = 14;

/**
 * RFC 4180 with any mix of LF, CR LF and CR. A record is taken only when its end is certain: a CR, a quote or an open
 * field at `end` waits for more text unless `final`, so the result does not depend on how the text was cut. Text and block lie
 * in the kernel's memory.
 */
export function scan(request: ScanRequest, block: ScanBlock): void {
  const machine = theMachine();
  const { start, end, final, stopAt, dialect } = request;
  const place = machine.scratch(4 * (GIVEN + FOUND));
  const words = new Int32Array(machine.bytes().buffer, place, GIVEN + FOUND);
  words[0] = machine.placeOf(block.recordStarts);
  words[1] = machine.placeOf(block.recordEnds);
  words[2] = machine.placeOf(block.recordLines);
  words[3] = machine.placeOf(block.firstField);
  words[4] = machine.placeOf(block.odd);
  words[5] = machine.placeOf(block.fieldSpans);
  words[6] = machine.placeOf(block.escaped);
  words[7] = block.recordStarts.length;
  words[8] = fieldRoom(block);
  const text = machine.placeOf(request.text);
  const most = Math.min(stopAt, 0xffffffff);
  machine.calls.scan(place, text, start, end, final ? 1 : 0, most, dialect.delimiter, dialect.quote);
  const found = words.subarray(GIVEN) as Int32Array;
  block.records = found[0] as number;
  block.fields = found[1] as number;
  block.blank = found[2] as number;
  block.lines = found[3] as number;
  block.escapes = found[4] as number;
  block.odds = found[5] as number;
  block.consumed = found[6] as number;
  block.stopped = found[7] === 1;
  block.full = found[8] === 1;
  block.cutField = found[9] as number;
  block.cutFields = found[10] as number;
  block.leastFields = found[11] as number;
  block.mostFields = found[12] as number;
  block.longest = found[13] as number;
}

/** Line ends in `text[start, end)`: LF, CR LF and CR count one each, a CR as the last byte too. */
export function countLines(text: Uint8Array, start: number, end: number): number {
  const machine = theMachine();
  return machine.calls.countLines(machine.placeOf(text), start, end);
}

export function skipRecords({ text, start, end, dialect }: Omit<ScanRequest, 'final' | 'stopAt'>): number {
  const machine = theMachine();
  return machine.calls.skipRecords(machine.placeOf(text), start, end, dialect.delimiter, dialect.quote);
}

export function collapse(block: ScanBlock, fields: number, text: Uint8Array, quote: number): void {
  const machine = theMachine();
  const [spans, escaped] = [machine.placeOf(block.fieldSpans), machine.placeOf(block.escaped)];
  machine.calls.collapse(machine.placeOf(text), spans, escaped, fields, quote);
}

export function part({ spans, first, stride, count }: BlockColumn, starts: Uint32Array, ends: Uint32Array): void {
  if (count === 0) return;
  const machine = theMachine();
  const [from, to] = [machine.placeOf(starts), machine.placeOf(ends)];
  machine.calls.part(machine.placeOf(spans), first, stride, count, from, to);
}
