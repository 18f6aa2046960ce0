import type { ScanBlock } from '../kernel/scan-block.ts';
import type { CsvSettings } from '../pipeline/pipeline.ts';
import type { ScanBounds } from './scanner.ts';

const LF = 10;
const CR = 13;

/** Fills the record part of a block: bounds and line numbers; fields are the parser's. */
export type Splitter = (bounds: ScanBounds, block: ScanBlock, maxRecords: number) => void;

/**
 * Finds where records end when delimiter, quote and comment may be several bytes: at the first line end that is not
 * between quotes, where a quote opens only at the start of a field. Behind a misplaced quote quotes mean nothing until
 * the line ends, as in the kernel's scan. Comment lines and empty lines are no records.
 */
export function createSplitter(csv: CsvSettings): Splitter {
  const delimiter = Buffer.from(csv.delimiter);
  const quote = Buffer.from(csv.quote);
  const comment = Buffer.from(csv.comment ?? '');

  return (bounds, block, maxRecords) => {
    const { text, start, end, final, stopAt } = bounds;
    Object.assign(block, { records: 0, fields: 0, blank: 0, lines: 0, escapes: 0, odds: 0, consumed: start });
    Object.assign(block, { stopped: false, full: false, cutField: -1, cutFields: 0 });
    let position = start;
    let lines = 0;
    /** The text ended where a decision needs more of it. */
    let isCut = false;

    function stands(mark: Buffer): boolean {
      if (mark.length === 0) return false;
      for (let at = 0; at < mark.length; at++) {
        if (position + at >= end) {
          isCut = !final;
          return false;
        }
        if (text[position + at] !== mark[at]) return false;
      }
      return true;
    }

    /** Steps over a line end; false when it is a CR that a LF may follow. */
    function stepOverLineEnd(): boolean {
      if (text[position] === CR) {
        if (position + 1 >= end && !final) return false;
        if (position + 1 < end && text[position + 1] === LF) position++;
      }
      position++;
      lines++;
      return true;
    }

    const isLineEnd = () => text[position] === LF || text[position] === CR;

    function stepToLineEnd(): void {
      while (position < end && !isLineEnd()) position++;
    }

    /** Steps to the end of the record; false when it is cut. */
    function stepOverRecord(): boolean {
      for (;;) {
        block.cutField = position;
        if (stands(quote)) {
          position += quote.length;
          if (!stepOverQuoted()) return false;
          if (isCut) return false;
          if (position < end && !isLineEnd() && !stands(delimiter)) {
            if (isCut) return false;
            stepToLineEnd();
          }
        } else {
          while (!isCut && position < end && !isLineEnd() && !stands(delimiter)) {
            if (isCut) return false;
            if (stands(quote)) stepToLineEnd();
            else position++;
          }
        }
        if (isCut) return false;
        if (position >= end) return final;
        if (isLineEnd()) return true;
        position += delimiter.length;
        block.cutFields++;
      }
    }

    function stepOverQuoted(): boolean {
      while (position < end) {
        if (stands(quote)) {
          position += quote.length;
          if (!stands(quote)) return position < end || final;
          position += quote.length;
        } else {
          if (isCut) return false;
          if (text[position] === LF || (text[position] === CR && text[position + 1] !== LF)) lines++;
          position++;
        }
      }
      return final;
    }

    while (position < end) {
      const recordStart = position;
      const linesBefore = lines;
      block.cutFields = 0;
      let kind: 'blank' | 'comment' | 'record' = 'record';
      if (isLineEnd()) kind = 'blank';
      else if (stands(comment)) kind = 'comment';
      if (kind === 'record' && block.records === maxRecords) {
        block.full = true;
        break;
      }
      let isWhole = !isCut;
      if (isWhole && kind === 'comment') {
        stepToLineEnd();
        isWhole = position < end || final;
      } else if (isWhole && kind === 'record') isWhole = stepOverRecord();
      const recordEnd = position;
      if (isWhole && position < end) isWhole = stepOverLineEnd();
      if (!isWhole) {
        lines = linesBefore;
        if (kind === 'record') block.cutField = Math.max(block.cutField, recordStart);
        else block.cutField = recordStart;
        break;
      }
      block.cutField = -1;
      block.consumed = position;
      if (kind === 'blank') block.blank++;
      if (kind !== 'record') continue;
      block.recordStarts[block.records] = recordStart;
      block.recordEnds[block.records] = recordEnd;
      block.recordLines[block.records] = linesBefore;
      block.records++;
      if (position >= stopAt) {
        block.stopped = true;
        break;
      }
    }
    block.lines = lines;
  };
}
