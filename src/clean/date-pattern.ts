import { type ClockTime, clockSeconds } from './datetime.ts';

const TOKENS: Record<string, string> = {
  YYYY: 'year',
  MM: 'month',
  DD: 'day',
  HH: 'hour',
  mm: 'minute',
  ss: 'second',
  SSS: 'fraction',
  SSSSSS: 'fraction',
};

/** Day, month and hour may have one digit (`1/2/2021 0:30`) where their neighbours show where they end. */
const SHORT = new Set(['month', 'day', 'hour']);

export interface DatePattern {
  /** Whether the pattern can show anything but midnight. */
  hasTime: boolean;
  read(text: string): ClockTime | undefined;
}

/**
 * Compiles a column's `format`: `YYYY MM DD HH mm ss SSS SSSSSS`, every other character stands for itself. What the
 * pattern leaves out of the time is zero. Throws RangeError, with the reason, for a pattern that names no day, names
 * a part twice or holds a letter that looks like a part and is none (`YY`, `hh`).
 */
export function compileDatePattern(pattern: string): DatePattern {
  const parts: string[] = [];
  const pieces = pattern.split(/(Y+|M+|D+|H+|h+|m+|s+|S+)/);
  let source = '';
  pieces.forEach((piece, at) => {
    if (at % 2 === 0) {
      source += piece.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
      return;
    }
    const part = TOKENS[piece];
    if (part === undefined) throw new RangeError(`"${piece}" is not one of ${Object.keys(TOKENS).join(', ')}`);
    if (parts.includes(part)) throw new RangeError(`it names the ${part} twice`);
    parts.push(part);
    const alone = edge(pieces, at - 1, at === 1) && edge(pieces, at + 1, at === pieces.length - 2);
    source += SHORT.has(part) && alone ? '([0-9]{1,2})' : `([0-9]{${piece.length}})`;
  });
  for (const part of ['year', 'month', 'day']) {
    if (!parts.includes(part)) throw new RangeError(`it does not say where the ${part} stands`);
  }
  const form = new RegExp(`^${source}$`, 'u');
  return {
    hasTime: parts.some((part) => ['hour', 'minute', 'second', 'fraction'].includes(part)),
    read(text) {
      const match = form.exec(text);
      if (match === null) return undefined;
      const shown = (part: string): string => match[parts.indexOf(part) + 1] as string;
      const number = (part: string): number => (parts.includes(part) ? Number(shown(part)) : 0);
      const seconds = clockSeconds(
        number('year'),
        number('month'),
        number('day'),
        number('hour'),
        number('minute'),
        number('second'),
      );
      if (seconds === undefined) return undefined;
      return { seconds, fraction: parts.includes('fraction') ? shown('fraction') : '' };
    },
  };
}

/** Whether the literal text at `at` shows where the part next to it ends: the text's end, or something but a digit. */
function edge(pieces: readonly string[], at: number, outermost: boolean): boolean {
  const literal = pieces[at] ?? '';
  if (literal === '') return outermost;
  return !/[0-9]/.test(literal);
}
