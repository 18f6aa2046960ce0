import Table from 'cli-table3';
import { safeText } from '../base/safe-text.ts';

/** Longest cell; data is shown to be recognised, not to be read whole. */
const LONGEST_CELL = 40;

/** A reason that is cut before its end does not say why. */
const LONGEST_REASON = 300;

/**
 * A plain table without colours; every cell is made safe and cut. `right` names the columns of numbers, `reasons` those
 * of sentences, which may be longer.
 */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { right = [], reasons = [] }: { right?: readonly number[]; reasons?: readonly number[] } = {},
): string[] {
  const table = new Table({
    head: head.map((cell) => safeText(cell, LONGEST_CELL)),
    colAligns: head.map((_, at) => (right.includes(at) ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
    chars: PLAIN,
  });
  for (const row of rows) {
    table.push(row.map((cell, at) => safeText(cell, reasons.includes(at) ? LONGEST_REASON : LONGEST_CELL)));
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** Only a line under the head: borders are noise in a log. */
const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '─',
  'mid-mid': '─',
  right: '',
  'right-mid': '',
  middle: ' ',
};
