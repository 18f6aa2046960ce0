import { parseArgs } from 'node:util';

/** Rows of the official month 2021-01. */
export const REFERENCE_ROWS = 1_369_765;

export interface BenchOptions {
  /** Names of sections; none: the first. */
  only: readonly string[];
  rounds?: number;
  rows: number;
  /** Make an environment of Python with the pinned peers, unless it is there. */
  python: boolean;
  /** Make the page anew from what is kept, and measure nothing. */
  page: boolean;
  help: boolean;
}

/** Reads the command line. Throws an Error of one line where it cannot be what was meant. */
export function readOptions(words: readonly string[], sections: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string' },
      rows: { type: 'string', default: String(REFERENCE_ROWS) },
      python: { type: 'boolean', default: false },
      page: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const asked = values.only.flatMap((names) => names.split(','));
  const only = asked.includes('all') ? sections : asked;
  const unknown = only.filter((name) => !sections.includes(name));
  if (unknown.length > 0)
    throw new Error(`--only ${unknown.join(',')}: no such section; there are ${sections.join(', ')}, all`);
  return {
    only: only.length === 0 ? sections.slice(0, 1) : only,
    ...(values.rounds === undefined ? {} : { rounds: wholeNumber('--rounds', values.rounds) }),
    rows: wholeNumber('--rows', values.rows),
    python: values.python,
    page: values.page,
    help: values.help,
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${name} ${text}: a whole number from 1 is expected`);
  return Number(text);
}
