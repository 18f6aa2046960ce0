import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** The 18 columns of the official yellow months since 2019. */
const HEADER =
  'VendorID,tpep_pickup_datetime,tpep_dropoff_datetime,passenger_count,trip_distance,RatecodeID,store_and_fwd_flag,' +
  'PULocationID,DOLocationID,payment_type,fare_amount,extra,mta_tax,tip_amount,tolls_amount,improvement_surcharge,' +
  'total_amount,congestion_surcharge';

/** The official months end in a block of rows from another provider, which leaves five columns empty: about 7 % in 2021. */
const EMPTY_SHARE = 0.07;
/** One row in this many lies outside its month, as meters with a wrong clock write them. */
const STRAY_EVERY = 50_000;
const CHUNK_ROWS = 2_000;

export interface MonthOptions {
  /** `2021-01`. */
  month: string;
  /** Rows besides the malformed one. */
  rows: number;
  seed: number;
}

/** A gzip file of the month, complete or not there at all. The same options give the same text. */
export async function writeMonth(path: string, options: MonthOptions): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  await pipeline(Readable.from(monthText(options)), createGzip({ level: 1 }), createWriteStream(temporary));
  await rename(temporary, path);
}

/**
 * Invented trips in the shape of a real yellow month, quirks included: the header ends LF and the rows CR LF, one blank line
 * after the header, a block without passenger_count at the end, a few dates outside the month, one row cut short.
 */
export function* monthText(options: MonthOptions): Generator<string> {
  const { month, rows } = options;
  const random = createRandom(options.seed ^ hash(month));
  const from = Date.parse(`${month}-01T00:00:00Z`);
  const to = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1);
  const full = rows - Math.floor(rows * EMPTY_SHARE);
  const malformedAt = Math.floor(full / 2);
  yield `${HEADER}\n\r\n`;
  for (let first = 0; first < rows; first += CHUNK_ROWS) {
    let text = '';
    for (let row = first; row < Math.min(first + CHUNK_ROWS, rows); row += 1) {
      const stray = row % STRAY_EVERY === STRAY_EVERY - 1;
      // Real months are sorted by pickup, roughly; the second block starts over.
      const share = row < full ? row / full : (row - full) / (rows - full);
      const pickup = stray
        ? Date.UTC(2008, 11, 31, 23, 2, 46)
        : from + Math.floor(share * (to - from) + random() * 6e4);
      text += trip(pickup, row < full, random);
      if (row === malformedAt) text += `2,${clock(pickup)},cut short\r\n`;
    }
    yield text;
  }
}

/** A day as `2021-01-31`, by its number: formatting a date is most of the work, and a month has few days. */
const days = new Map<number, string>();

function clock(ms: number): string {
  const number = Math.floor(ms / 86_400_000);
  let day = days.get(number);
  if (day === undefined) {
    day = new Date(number * 86_400_000).toISOString().slice(0, 10);
    days.set(number, day);
  }
  const seconds = Math.floor((ms - number * 86_400_000) / 1000);
  return `${day} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Cents as the publisher writes amounts: `8`, `12.5`, `2.45`. */
function amount(cents: number): string {
  return String(cents / 100);
}

function trip(pickup: number, complete: boolean, random: () => number): string {
  const miles = Math.floor(random() ** 3 * 2200 + 30);
  const seconds = Math.floor(miles * 4 + random() * 600);
  const fare = 250 + 50 * Math.floor(miles / 20) + 50 * Math.floor(seconds / 240);
  const card = random() < 0.72;
  const hour = Math.floor(pickup / 3_600_000) % 24;
  const extra = hour >= 20 || hour < 6 ? 50 : hour >= 16 ? 100 : 0;
  const tip = card ? Math.floor(fare * 0.05 * Math.floor(random() * 6)) : 0;
  const tolls = random() < 0.03 ? 612 : 0;
  const congestion = random() < 0.93 ? 250 : 0;
  // A refund repeats a trip with its signs turned.
  const sign = complete && random() < 0.004 ? -1 : 1;
  const total = sign * (fare + extra + 50 + tip + tolls + 30 + congestion);
  const vendor = random() < 0.33 ? '1' : '2';
  const passengers = 1 + Math.floor(random() ** 4 * 6);
  const times = `${clock(pickup)},${clock(pickup + seconds * 1000)}`;
  const zones = `${1 + Math.floor(random() * 265)},${1 + Math.floor(random() * 265)}`;
  const money =
    `${amount(sign * fare)},${amount(sign * extra)},${amount(sign * 50)},${amount(sign * tip)},` +
    `${amount(sign * tolls)},${amount(sign * 30)},${amount(total)},${amount(sign * congestion)}\r\n`;
  return complete
    ? `${vendor},${times},${passengers},${amount(miles)},${random() < 0.98 ? 1 : 2},${random() < 0.01 ? 'Y' : 'N'},${zones},` +
        `${sign < 0 ? 4 : card ? 1 : 2},${money}`
    : `,${times},,${amount(miles)},,,${zones},,${money}`;
}

/** mulberry32: small, fast and the same everywhere. Numbers in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function hash(text: string): number {
  let value = 0;
  for (let at = 0; at < text.length; at += 1) value = (Math.imul(value, 31) + text.charCodeAt(at)) | 0;
  return value;
}
