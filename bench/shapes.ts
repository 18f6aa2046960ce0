import type { Dataset, DatasetColumn } from './dataset.ts';

/** A table unlike the taxi's: what is easy there may be hard here. */
export interface Shape {
  key: string;
  title: string;
  dataset: Dataset;
}

const PIECE_ROWS = 500;

type Cell = (row: number, random: () => number) => string;
type Column = DatasetColumn & { cell: Cell };

const WORDS = [
  'harbour',
  'ferry',
  'lake',
  'tide',
  'anchor',
  'pier',
  'lantern',
  'current',
  'mast',
  'delta',
  'reed',
  'shoal',
];
const word = (random: () => number) => WORDS[Math.floor(random() * WORDS.length)] as string;

const ids: Cell = (row) => String(10_000_000 + row);
const whole: Cell = (_, random) => String(Math.floor(random() * 500));
const amount: Cell = (_, random) => String(Math.floor(random() * 10_000) / 100);
const label: Cell = (_, random) => `${word(random)}-${word(random)}`;
const sentence: Cell = (_, random) => `"${word(random)}, ""${word(random)}"" and\n${word(random)} ${word(random)}"`;
const hex = (random: () => number) =>
  Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
const unique: Cell = (row, random) => `${row.toString(16)}-${hex(random)}-${hex(random)}`;
const measure: Cell = (row, random) => String((row * 1000 + Math.floor(random() * 1000)) / 1000);
const moment: Cell = (row) => new Date(Date.UTC(2021, 0, 1) + row * 1000).toISOString().slice(0, 19).replace('T', ' ');

const many = (count: number, make: (at: number) => Column) => Array.from({ length: count }, (_, at) => make(at));

/** Tables of about `cells` cells each. Nothing in them is random but for their seed. */
export function shapesOf(cells: number): Shape[] {
  const wide = (at: number): Column =>
    at % 3 === 0
      ? { name: `i${at}`, type: 'int64', cell: whole }
      : at % 3 === 1
        ? { name: `f${at}`, type: 'float64', cell: amount }
        : { name: `s${at}`, type: 'string', cell: label };
  const shapes: [string, string, Column[]][] = [
    [
      'narrow',
      'Narrow: 3 columns',
      [
        { name: 'at', type: 'datetime', cell: moment },
        { name: 'station', type: 'int64', cell: whole },
        { name: 'value', type: 'float64', cell: amount },
      ],
    ],
    ['wide', 'Wide: 240 columns', many(240, wide)],
    ['strings', 'All strings: 12 columns', many(12, (at) => ({ name: `s${at}`, type: 'string', cell: label }))],
    [
      'quoted',
      'All quoted, with commas, quotes and line ends inside: 6 columns',
      many(6, (at) => ({ name: `q${at}`, type: 'string', cell: sentence })),
    ],
    [
      'distinct',
      'All distinct, nothing for a dictionary: 6 columns',
      [
        { name: 'id', type: 'int64', cell: ids },
        { name: 'at', type: 'datetime', cell: moment },
        { name: 'value', type: 'float64', cell: measure },
        ...many(3, (at) => ({ name: `u${at}`, type: 'string', cell: unique })),
      ],
    ],
  ];
  return shapes.map(([key, title, columns], at) => {
    const rows = Math.max(1, Math.floor(cells / columns.length));
    const count = new Intl.NumberFormat('en').format(rows);
    return { key, title: `${title}, ${count} rows`, dataset: { columns, text: () => textOf(columns, rows, at + 1) } };
  });
}

function* textOf(columns: readonly Column[], rows: number, seed: number): Generator<string> {
  const random = createRandom(seed);
  yield `${columns.map(({ name }) => name).join(',')}\n`;
  for (let first = 0; first < rows; first += PIECE_ROWS) {
    let text = '';
    for (let row = first; row < Math.min(first + PIECE_ROWS, rows); row++)
      text += `${columns.map(({ cell }) => cell(row, random)).join(',')}\n`;
    yield text;
  }
}

/** A linear congruential generator, the same everywhere. Numbers in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
