import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { parseColumnType } from '../../src/table/type.ts';
import { READERS } from '../parquet/readers.ts';
import { openBench } from './bench.ts';
import { openTableReader } from './table-reader.ts';

/** More rows than a dictionary is judged by: with as many distinct values a column is parsed value by value. */
const FILLER = 24_000;

interface Trial {
  type: string;
  texts: readonly string[];
  /** What the text means, in the form of the readers; undefined for none. */
  meaning: (text: string) => string | undefined;
  /** A good text of the type, another for each number. */
  filler: (at: number) => string;
  reader?: 'hyparquet';
}

/** Each text by dictionary and value by value: its exact meaning by another reader, or a row of the quarantine. */
async function tryTexts(context: TestContext, { type, texts, meaning, filler, reader }: Trial): Promise<void> {
  const bench = await openBench(context);
  const duckdb = await openTableReader();
  context.after(() => duckdb.close());
  const distinct = [...new Set(texts)].filter((text) => text !== '');
  for (const more of [0, FILLER]) {
    const all = [...distinct, ...Array.from({ length: more }, (_, at) => filler(at))];
    const raw = `v\n${all.map((text) => `"${text.replaceAll('"', '""')}"\n`).join('')}`;
    const lines = [`columns: { v: { type: "${type}" } }`, 'contract: { max_rejected: 100% }'];
    const { conversion, quarantine } = await bench.convert({ raw, lines });
    const field = { name: 'v', type: parseColumnType(type), required: false };
    const path = conversion.parquet.path;
    const found =
      reader === undefined
        ? (await duckdb.read(path, [field])).map(([value]) => value)
        : await READERS[reader]?.(path, field);
    const expected = all.map((text) => [text, meaning(text)] as const);
    assert.deepEqual(
      found,
      expected.flatMap(([, value]) => value ?? []),
      type,
    );
    assert.deepEqual(
      quarantine?.rows.map(([, rule, , value]) => [rule, value]),
      expected.filter(([, value]) => value === undefined).map(([text]) => ['type', text]),
    );
  }
}

/** What looks like a number and is none here. */
const HOSTILE = [
  ...[' 1', '1 ', '\t1', '1\n', '\u00a01', '1\u00a0', '\ufeff1', '1_000', '1,000', '0x1F', '0b1', '1n', '1f', 'ten'],
  ...[
    '+',
    '-',
    '--1',
    '+-1',
    '1-',
    '.',
    '+.',
    '-.',
    '..1',
    '1..',
    '1.2.3',
    '१२',
    '９',
    '\u22125',
    '1e',
    'e5',
    '1e+',
    '1e5.5',
  ],
  ...['NaN', 'nan', 'Infinity', '-Infinity', 'inf', '$5', '5%', '(5)', '1/2', '1 000', "1'000", '0x', '٣'],
];

/** Digits, signs, points and exponents in any order; most are numbers, and some are long. */
const numberLike = fc.sample(
  fc
    .tuple(
      fc.constantFrom('', '', '-', '+'),
      fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 45 }),
      fc.constantFrom('', '', '.', '.0', '.5', '.10', '.000000001', '.999999999', '.1234567891', '.00000000000'),
      fc.constantFrom('', '', '', 'e0', 'E5', 'e-7', 'e+20', 'e308', 'e-320'),
    )
    .map((parts) => parts.join('')),
  { numRuns: 6000, seed: 1 },
);

function around(...centers: readonly bigint[]): string[] {
  return centers.flatMap((center) =>
    [-2n, -1n, 0n, 1n, 2n].flatMap((step) =>
      [center + step, -center + step].flatMap((value) => [`${value}`, `${value}`.replace(/^(-?)/, '$1000')]),
    ),
  );
}

test('V1, V2: an int64 is exact from -2^63 to 2^63 - 1, and nothing else is one', async (context) => {
  const powers = Array.from({ length: 23 }, (_, at) => 10n ** BigInt(at));
  await tryTexts(context, {
    type: 'int64',
    texts: [
      ...around(2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 62n, 2n ** 63n, 2n ** 64n, ...powers),
      ...HOSTILE,
      ...numberLike,
    ],
    meaning(text) {
      if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
      const value = BigInt(text.replace('+', ''));
      return BigInt.asIntN(64, value) === value ? String(value) : undefined;
    },
    filler: (at) => String(at * 1_000_003),
  });
});

/** Decimals of more digits than a double holds, some of them next to one that fits. */
const longDecimals = fc.sample(
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.bigInt({ min: 0n, max: 999n }), fc.nat({ max: 14 }))
    .map(([whole, fraction, zeros]) => `${whole}.${'0'.repeat(zeros)}${fraction}`),
  { numRuns: 2000, seed: 1 },
);

/** The exact value of the nearest double begins with these digits: the text is a double written out. */
function isWrittenOut(text: string): boolean {
  const digits = text.replace(/^[+-]/, '').replace('.', '').replace(/^0+/, '');
  if (digits.length < 15 || digits.length > 100 || !/^[0-9]+$/.test(digits)) return false;
  return (
    BigInt(
      Number(text)
        .toPrecision(digits.length)
        .replace(/^-|e.*|\./g, ''),
    ) === BigInt(digits)
  );
}

for (const [precision, scale] of [
  [38, 9],
  [29, 0],
  [18, 9],
  [10, 2],
] as const) {
  test(`V2: a numeric(${precision},${scale}) is exact to its last digit, and nothing is rounded`, async (context) => {
    const nines = ['9'.repeat(precision - scale), '9'.repeat(scale)].join(scale === 0 ? '' : '.');
    const ends = [nines, `-${nines}`, `0${nines}00`, `1${nines}`, `${nines}9`, nines.replace('9', '8')];
    await tryTexts(context, {
      type: `numeric(${precision},${scale})`,
      // Doubles that are written out have a rule of their own: V3.
      texts: [...ends, ...HOSTILE, ...numberLike, ...longDecimals].filter((text) => !isWrittenOut(text)),
      meaning(text) {
        const match = /^([+-]?)([0-9]*)(?:\.([0-9]*))?$/.exec(text);
        const [, sign = '', whole = '', fraction = ''] = match ?? [];
        if (match === null || whole + fraction === '') return undefined;
        const [short, cut] = [whole.replace(/^0+/, ''), fraction.replace(/0+$/, '')];
        if (short.length > precision - scale || cut.length > scale) return undefined;
        const digits = `${short === '' ? '0' : short}${scale === 0 ? '' : `.${cut.padEnd(scale, '0')}`}`;
        return sign === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits;
      },
      filler: (at) => `${at}${scale === 0 ? '' : '.25'}`,
    });
  });
}

test('V2, V4: a float64 is the double nearest to its text, bit for bit', async (context) => {
  const hard = [
    ...['2.2250738585072011e-308', '2.2250738585072012e-308', '2.2250738585072014e-308', '4.9406564584124654e-324'],
    ...['2.4703282292062327e-324', '2.4703282292062328e-324', '1.7976931348623157e308', '1.7976931348623158e308'],
    ...['1.7976931348623159e308', '1e309', '1e-400', '0e999', '-0', '-.0', '-0e5', '+.5', '5.', '.50', '00012.500'],
    ...['9007199254740993', '9007199254740992.999', '9007199254740993.0000000001', '0.1', '0.30000000000000004'],
    ...[
      '179769313486231580793e289',
      '123456789012345678901234567890',
      '8.41e21',
      '9.5367431640625e-07',
      '5e-324',
      '6.631236846766476e-316',
    ],
    `0.${'0'.repeat(330)}5`,
    `${'1'.repeat(400)}`,
    `1${'0'.repeat(400)}e-400`,
    `0.${'1234567890'.repeat(80)}`,
    `1.00000000000000011102230246251565404236316680908203125`,
    `1.00000000000000011102230246251565404236316680908203126`,
    `1.00000000000000011102230246251565404236316680908203124`,
  ];
  const doubles = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 4000, seed: 1 });
  await tryTexts(context, {
    type: 'float64',
    texts: [
      ...hard,
      ...HOSTILE,
      ...numberLike,
      ...doubles.flatMap((value) => [String(value), value.toPrecision(17), value.toExponential(25)]),
    ],
    meaning(text) {
      if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text)) return undefined;
      const value = Number(text);
      if (!Number.isFinite(value)) return undefined;
      return Object.is(value, -0) ? '-0' : String(value);
    },
    filler: (at) => `${at}.1`,
    reader: 'hyparquet',
  });
});

/** A day as JavaScript's own proleptic Gregorian calendar has it; one that it would roll over is none. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isSame = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isSame && year >= 1 && year <= 9999 ? date.toISOString().slice(0, 10) : undefined;
}

const YEARS = [
  0, 1, 4, 100, 400, 1500, 1581, 1582, 1583, 1600, 1700, 1800, 1899, 1900, 1970, 2000, 2021, 2024, 2100, 9999,
];
const two = (value: number): string => String(value).padStart(2, '0');

test('V9: a date is a day of the calendar from 0001-01-01 to 9999-12-31, and nothing rolls over', async (context) => {
  const days = YEARS.flatMap((year) =>
    Array.from(
      { length: 14 * 33 },
      (_, at) => `${String(year).padStart(4, '0')}-${two(Math.floor(at / 33))}-${two(at % 33)}`,
    ),
  );
  const hostile = [
    '10000-01-01',
    '-0001-01-01',
    '+2021-01-01',
    '21-01-01',
    '2021-1-01',
    '2021-01-1',
    '20210101',
    '2021/01/01',
  ];
  await tryTexts(context, {
    type: 'date',
    texts: [
      ...days,
      ...hostile,
      ' 2021-01-01',
      '2021-01-01 ',
      '2021-01-01T00:00:00',
      '２０２１-01-01',
      '2021-01-0१',
      '01/02/2021',
      '2021-W01-1',
      'today',
    ],
    meaning(text) {
      const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
      return match === null ? undefined : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
    },
    filler: (at) => dayOf(1 + (at % 9999), 1 + (at % 12), 1 + (at % 28)) as string,
  });
});

test('V9, V10: a datetime is what its text shows: every second of a clock, none that a zone skips, no 24:00 and no leap second', async (context) => {
  const clocks = [
    '00:00:00',
    '23:59:59',
    '24:00:00',
    '23:59:60',
    '23:60:00',
    '12:30',
    '2:30:00',
    '02:30:00',
    '02:30:00.5',
    '02:30:00.001',
    '02:30:00.000000',
    '02:30:00.0001',
    '02:30:00.',
    '02:30:00Z',
    '02:30:00+01:00',
    '025959',
    '',
  ];
  const days = [
    '0001-01-01',
    '1582-10-10',
    '1883-11-18',
    '1969-12-31',
    '1970-01-01',
    '2000-02-29',
    '1900-02-29',
    '2021-02-29',
    '2021-03-14',
    '2021-11-07',
    '9999-12-31',
    '0000-12-31',
  ];
  await tryTexts(context, {
    type: 'datetime',
    texts: days.flatMap((day) => clocks.flatMap((clock) => [`${day} ${clock}`, `${day}T${clock}`, `${day}${clock}`])),
    meaning(text) {
      const match =
        /^([0-9]{4})-([0-9]{2})-([0-9]{2})[ T]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,3})0*)?)?$/.exec(
          text,
        );
      const day = match === null ? undefined : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
      if (match === null || day === undefined) return undefined;
      const fraction = (match[7] ?? '').replace(/0+$/, '');
      return `${day}T${match[4]}:${match[5]}:${match[6] ?? '00'}${fraction === '' ? '' : `.${fraction}`}`;
    },
    filler: (at) => `2021-01-01 ${two(Math.floor(at / 3600))}:${two(Math.floor(at / 60) % 60)}:${two(at % 60)}`,
  });
});
