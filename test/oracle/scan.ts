import type { ScanRequest } from '../../src/kernel/kernel.ts';
import type { ScanBlock } from '../../src/kernel/scan-block.ts';

const LF = 10;
const CR = 13;

/**
 * RFC 4180 with any mix of LF, CR LF and CR. A record is taken only when its end is certain: a CR, a quote or an open
 * field at `end` waits for more text unless `final`, so the result does not depend on how the text was cut.
 */
export function scan(request: ScanRequest, block: ScanBlock): void {
  const { text, start, end, final, stopAt } = request;
  const { delimiter, quote } = request.dialect;
  const { recordStarts, recordEnds, recordLines, firstField, odd, fieldSpans, escaped } = block;
  const maxRecords = recordStarts.length;
  const maxFields = escaped.length;
  const special = specialBytes(delimiter, quote);

  let position = start;
  let records = 0;
  let fields = 0;
  let lines = 0;
  let blank = 0;
  let escapes = 0;
  let odds = 0;
  let consumed = start;
  block.stopped = false;
  block.full = false;
  block.cutField = -1;
  block.cutFields = 0;

  scanning: while (position < end) {
    const recordStart = position;
    const linesBefore = lines;
    const escapesBefore = escapes;
    let byte = text[position] as number;
    if (byte === LF || byte === CR) {
      if (byte === CR) {
        if (position + 1 === end) {
          if (!final) break;
        } else if (text[position + 1] === LF) position++;
      }
      position++;
      lines++;
      blank++;
      consumed = position;
      continue;
    }
    if (records === maxRecords) {
      block.full = true;
      break;
    }
    const first = fields;
    let isOdd = 0;
    /** −1 while the record goes on, else where it ends. */
    let recordEnd = -1;
    while (recordEnd < 0) {
      if (fields === maxFields) {
        block.full = true;
        fields = first;
        lines = linesBefore;
        escapes = escapesBefore;
        break scanning;
      }
      let fieldStart = position;
      let fieldEnd: number;
      let isEscaped = 0;
      let isCut = false;
      if (position < end && text[position] === quote) {
        position++;
        fieldStart = position;
        for (;;) {
          while (position < end) {
            byte = text[position] as number;
            if (byte === quote) break;
            if (byte === LF || (byte === CR && text[position + 1] !== LF)) lines++;
            position++;
          }
          if (position >= end) {
            isCut = true;
            isOdd = 1;
            break;
          }
          if (position + 1 >= end) {
            isCut = !final;
            break;
          }
          if (text[position + 1] !== quote) break;
          isEscaped = 1;
          position += 2;
        }
        fieldEnd = position;
        if (isOdd === 0) position++;
      } else {
        while (position < end && special[text[position] as number] === 0) position++;
        fieldEnd = position;
      }
      if (position < end) {
        byte = text[position] as number;
        if (byte !== delimiter && byte !== LF && byte !== CR) {
          isOdd = 1;
          while (position < end) {
            byte = text[position] as number;
            if (byte === LF || byte === CR) break;
            position++;
          }
          fieldEnd = position;
        }
      }
      if (position >= end) {
        if (isCut || !final) {
          if (!final) {
            block.cutField = fieldStart;
            block.cutFields = fields - first;
            fields = first;
            lines = linesBefore;
            escapes = escapesBefore;
            break scanning;
          }
          fieldEnd = end;
        }
        recordEnd = end;
        position = end;
      } else if (byte === delimiter) {
        position++;
      } else {
        recordEnd = position;
        if (byte === CR) {
          if (position + 1 === end) {
            if (!final) {
              block.cutField = fieldStart;
              block.cutFields = fields - first;
              fields = first;
              lines = linesBefore;
              escapes = escapesBefore;
              break scanning;
            }
          } else if (text[position + 1] === LF) position++;
        }
        position++;
        lines++;
      }
      fieldSpans[2 * fields] = fieldStart;
      fieldSpans[2 * fields + 1] = fieldEnd;
      escaped[fields] = isEscaped;
      escapes += isEscaped;
      fields++;
    }
    recordStarts[records] = recordStart;
    recordEnds[records] = recordEnd;
    recordLines[records] = linesBefore;
    firstField[records] = first;
    odd[records] = isOdd;
    odds += isOdd;
    records++;
    consumed = position;
    if (position >= stopAt) {
      block.stopped = true;
      break;
    }
  }
  firstField[records] = fields;
  block.records = records;
  block.fields = fields;
  block.lines = lines;
  block.blank = blank;
  block.escapes = escapes;
  block.odds = odds;
  block.consumed = consumed;
  const taken = Array.from({ length: records }, (_, r) => r);
  const widths = taken.map((r) => (firstField[r + 1] as number) - (firstField[r] as number));
  block.leastFields = Math.min(...widths);
  block.mostFields = Math.max(0, ...widths);
  block.longest = Math.max(0, ...taken.map((r) => (recordEnds[r] as number) - (recordStarts[r] as number)));
}

/** One table look-up a byte instead of four comparisons; made once for each dialect. */
function specialBytes(delimiter: number, quote: number): Uint8Array {
  const key = delimiter * 257 + quote;
  let table = tables.get(key);
  if (table === undefined) {
    table = new Uint8Array(256);
    for (const byte of [delimiter, quote, LF, CR]) if (byte < 256) table[byte] = 1;
    tables.set(key, table);
  }
  return table;
}

const tables = new Map<number, Uint8Array>();
