import fc from 'fast-check';
import type { Field } from '../../src/table/schema.ts';
import { parseColumnType } from '../../src/table/type.ts';

/** A value of a table: one of its spellings in a CSV, and what every reader of the Parquet file must show. */
interface Cell {
  spelled: string;
  shown: string;
}

/** `null` is spelled by a null token. */
type Row = (Cell | null)[];

export interface Dialect {
  delimiter: string;
  quote: string;
  nulls: string[];
  encoding: string;
  comment: string | undefined;
  mark: boolean;
  lineEnds: string[];
  header: 'plain' | 'quoted';
  quoting: 'always' | 'needed' | 'mixed';
  blankLines: boolean;
  endsOpen: boolean;
}

export interface RandomTable {
  fields: Field[];
  rows: Row[];
  dialect: Dialect;
}

const DAY = 86_400_000;
const FIRST = Date.UTC(2000, 0, 1) - 730_119 * DAY;
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const withSign = (text: string, plus: boolean): string => (plus && !text.startsWith('-') ? `+${text}` : text);

const int64 = fc
  .tuple(
    fc.oneof(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.bigInt({ min: -9n, max: 9n }),
      fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 10n ** 15n, -1n),
    ),
    fc.boolean(),
    fc.nat({ max: 2 }),
  )
  .map(([value, plus, zeros]) => {
    const digits = `${'0'.repeat(zeros)}${value < 0n ? -value : value}`;
    return { spelled: withSign(value < 0n ? `-${digits}` : digits, plus), shown: String(value) };
  });

function numeric(precision: number, scale: number): fc.Arbitrary<Cell> {
  const limit = 10n ** BigInt(precision) - 1n;
  return fc
    .tuple(
      fc.oneof(
        fc.bigInt({ min: -limit, max: limit }),
        fc.bigInt({ min: -999n, max: 999n }),
        fc.constantFrom(limit, -limit),
      ),
      fc.boolean(),
      fc.constantFrom('full', 'short', 'padded', 'bare'),
    )
    .map(([value, plus, how]) => {
      const sign = value < 0n ? '-' : '';
      const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
      const [whole, fraction] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)];
      const shown = scale === 0 ? sign + whole : `${sign}${whole}.${fraction}`;
      const kept = fraction.replace(/0+$/, '');
      const short = kept === '' ? whole : `${whole === '0' && how === 'bare' ? '' : whole}.${kept}`;
      const spelled = how === 'full' ? shown.replace('-', '') : how === 'padded' ? `0${whole}.${fraction}000` : short;
      return { spelled: withSign(sign + spelled, plus), shown };
    });
}

const float64 = fc
  .tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom('short', 'exponent', 'precise'))
  .map(([value, how]) => {
    const shown = Object.is(value, -0) ? '-0' : String(value);
    // Seventeen digits tell every double from its neighbours.
    const spelled = how === 'short' ? shown : how === 'exponent' ? value.toExponential(16) : value.toPrecision(17);
    return { spelled: Object.is(value, -0) ? '-0' : spelled, shown };
  });

const bool = fc.constantFrom(
  ...['true', 'True', 'TRUE', 'false', 'False', 'FALSE'].map((spelled) => ({ spelled, shown: spelled.toLowerCase() })),
);

const moment = fc.oneof(
  fc.integer({ min: FIRST, max: LAST }),
  fc.integer({ min: Date.UTC(2021, 0, 1), max: Date.UTC(2021, 11, 31) }),
  fc.constantFrom(FIRST, LAST, -1, 0, -12_219_292_800_000, Date.UTC(2000, 1, 29), Date.UTC(1900, 1, 28, 23, 59, 59)),
);

const date = moment.map((ms) => {
  const day = new Date(ms).toISOString().slice(0, 10);
  return { spelled: day, shown: day };
});

/** How an instant tells its zone, in minutes east of Greenwich. */
const OFFSETS: Readonly<Record<string, number>> = {
  Z: 0,
  ' UTC': 0,
  '+00:00': 0,
  '+05:30': 330,
  '-08:00': -480,
  '+1400': 840,
  '-12': -720,
};

function time(unit: 'ms' | 'us', zones: readonly string[]): fc.Arbitrary<Cell> {
  return fc
    .tuple(moment, fc.nat({ max: 999 }), fc.constantFrom('T', ' '), fc.boolean(), fc.constantFrom(...zones))
    .map(([ms, micros, middle, short, zone]) => {
      const minutes = OFFSETS[zone] ?? 0;
      // The clock that the text shows stays within the years that can be written.
      const instant = Math.min(Math.max(ms, FIRST + DAY), LAST - DAY);
      const iso = (at: number) => `${new Date(at).toISOString().slice(0, -1)}${unit === 'us' ? pad(micros, 3) : ''}`;
      const [day, clock] = iso(instant + minutes * 60_000).split('T') as [string, string];
      const trimmed = (text: string): string =>
        text.replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros)).replace(/(\.\d*?)0+$/, '$1');
      const spelled = `${day}${middle}${short ? trimmed(clock) : clock}${zone}`;
      return { spelled, shown: `${trimmed(iso(instant))}${zones.length > 1 ? 'Z' : ''}` };
    });
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const string = fc
  .oneof(
    fc.string({
      unit: fc.constantFrom('a', 'b', ' ', ',', ';', '"', "'", '\n', '\r', '\t', '#', ':', '|', 'é', '¦'),
      maxLength: 9,
    }),
    fc.string({ unit: fc.constantFrom('x', 'ÿ', '0', '.'), maxLength: 40 }),
    fc.constantFrom('', 'NA', 'NULL', '-9999', '007', 'true', '""', '=1+1', ' ', '\r\n'),
  )
  .map((text) => ({ spelled: text, shown: text }));
const wideString = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => {
  const clean = text.replaceAll('\0', '0');
  return { spelled: clean, shown: clean };
});

const KINDS: readonly (readonly [type: string, unit: 'ms' | 'us', cells: fc.Arbitrary<Cell>])[] = [
  ['int64', 'ms', int64],
  ['float64', 'ms', float64],
  ['numeric(10,2)', 'ms', numeric(10, 2)],
  ['numeric(18,9)', 'ms', numeric(18, 9)],
  ['numeric(29,0)', 'ms', numeric(29, 0)],
  ['numeric(38,9)', 'ms', numeric(38, 9)],
  ['bool', 'ms', bool],
  ['date', 'ms', date],
  ['datetime', 'ms', time('ms', [''])],
  ['datetime', 'us', time('us', [''])],
  ['timestamp', 'ms', time('ms', Object.keys(OFFSETS))],
  ['timestamp', 'us', time('us', Object.keys(OFFSETS))],
  ['string', 'ms', string],
];

/** One in two or three is a dialect of single bytes without comments, which the kernel reads; csv-parse reads the others. */
const dialects: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(',', ',', ',', ';', ';', '\t', '|', '::', '¦', ' | '),
  quote: fc.constantFrom('"', '"', '"', '"', "'", '«'),
  nulls: fc.constantFrom([''], ['NA'], ['', 'NULL', '\\N'], ['-9999'], []),
  encoding: fc.constantFrom('utf-8', 'utf-8', 'windows-1252', 'utf-16le', 'utf-16be'),
  comment: fc.constantFrom(...Array<undefined>(6).fill(undefined), '#', '//'),
  mark: fc.boolean(),
  lineEnds: fc.constantFrom(['\n'], ['\r\n'], ['\r'], ['\n', '\r\n'], ['\r\n', '\n', '\r']),
  header: fc.constantFrom('plain', 'quoted'),
  quoting: fc.constantFrom('always', 'needed', 'mixed'),
  blankLines: fc.boolean(),
  endsOpen: fc.boolean(),
});

/** A table of up to five columns and so many rows, in a dialect that can write it. */
export function randomTables({
  minRows = 0,
  maxRows,
}: {
  minRows?: number;
  maxRows: number;
}): fc.Arbitrary<RandomTable> {
  return fc
    .tuple(dialects, fc.array(fc.nat({ max: KINDS.length - 1 }), { minLength: 1, maxLength: 5 }))
    .chain(([dialect, kinds]) => {
      const chosen = kinds.map((kind) => KINDS[kind] as (typeof KINDS)[number]);
      const cells = chosen.map(([type, , cell]) => {
        const any = type === 'string' && dialect.encoding !== 'windows-1252' ? fc.oneof(cell, wideString) : cell;
        return dialect.nulls.length === 0 ? any : fc.option(any, { freq: 6 });
      });
      return fc.record({
        dialect: fc.constant(dialect),
        fields: fc.constant(
          chosen.map(([type, unit], at) => ({ name: `c${at}`, type: parseColumnType(type, unit), required: false })),
        ),
        rows: fc.array(fc.tuple(...cells), { minLength: minRows, maxLength: maxRows }),
      });
    });
}

/** The table as a CSV. */
export function writeCsv({ fields, rows, dialect }: RandomTable): Buffer {
  const { delimiter, quote, nulls, lineEnds, quoting } = dialect;
  let written = 0;
  const mustQuote = (text: string, first: boolean): boolean =>
    [...delimiter, quote, '\n', '\r'].some((mark) => text.includes(mark)) ||
    // A row of one empty field would be an empty line, and one that begins like a comment would be one.
    (first && (text === '' || (dialect.comment !== undefined && text.startsWith(dialect.comment))));
  const field = (text: string, first: boolean): string => {
    written++;
    const isQuoted = quoting === 'always' || (quoting === 'mixed' && written % 3 === 0) || mustQuote(text, first);
    return isQuoted ? `${quote}${text.replaceAll(quote, quote + quote)}${quote}` : text;
  };
  const lines = [
    fields.map(({ name }) => (dialect.header === 'quoted' ? `${quote}${name}${quote}` : name)).join(delimiter),
    ...rows.map((row, at) =>
      row
        .map((cell, column) => field(cell === null ? (nulls[at % nulls.length] as string) : cell.spelled, column === 0))
        .join(delimiter),
    ),
  ];
  let text = '';
  lines.forEach((line, at) => {
    const end = lineEnds[at % lineEnds.length] as string;
    text += at === lines.length - 1 && dialect.endsOpen ? line : line + end;
    if (dialect.blankLines && at % 5 === 0 && at < lines.length - 1) text += end;
    if (dialect.comment !== undefined && at % 4 === 1 && at < lines.length - 1) text += `${dialect.comment} said${end}`;
  });
  return encoded(text, dialect);
}

function encoded(text: string, { encoding, mark }: Dialect): Buffer {
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  const marked = mark ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(marked);
  const wide = Buffer.from(marked, 'utf16le');
  return encoding === 'utf-16le' ? wide : wide.swap16();
}

/** What every reader must show, row by row: a text that is a null token is null. */
export function shownRows({ rows, dialect }: RandomTable): (string | null)[][] {
  return rows.map((row) =>
    row.map((cell) => (cell === null || dialect.nulls.includes(cell.spelled) ? null : cell.shown)),
  );
}

/** The same values in the plainest dialect, each in its canonical spelling. */
export function plainly(table: RandomTable): RandomTable {
  return {
    fields: table.fields,
    rows: shownRows(table).map((row) => row.map((shown) => (shown === null ? null : { spelled: shown, shown }))),
    dialect: {
      delimiter: ',',
      quote: '"',
      nulls: ['no value at all'],
      encoding: 'utf-8',
      comment: undefined,
      mark: false,
      lineEnds: ['\n'],
      header: 'plain',
      quoting: 'needed',
      blankLines: false,
      endsOpen: false,
    },
  };
}

/** The lines of a pipeline file that declare it. */
export function declarationOf({ fields, dialect }: RandomTable): string[] {
  const columns = fields.map(({ name, type }) => {
    const kind = type.kind === 'numeric' ? `numeric(${type.precision},${type.scale})` : type.kind;
    return [name, { type: kind, ...('unit' in type ? { unit: type.unit } : {}) }];
  });
  const { delimiter, quote, nulls, encoding, comment } = dialect;
  const csv = { delimiter, quote, nulls, encoding, ...(comment === undefined ? {} : { comment }) };
  return [`columns: ${JSON.stringify(Object.fromEntries(columns))}`, `csv: ${JSON.stringify(csv)}`];
}
