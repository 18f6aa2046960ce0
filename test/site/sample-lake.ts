import { createHash } from 'node:crypto';
import { openLake } from '../../src/lake/open.ts';
import type { DatasetAbout } from '../../src/ledger/dataset.ts';
import type { Head, NewEntry, Publication } from '../../src/ledger/entry.ts';
import { type Ledger, openLedger } from '../../src/ledger/ledger.ts';
import { partitionPath, partitionsBetween } from '../../src/pipeline/partitions.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { createSilentLog } from '../ledger/records.ts';

/** The moment at which sites of the sample lake are made. */
export const NOW = Date.parse('2024-07-10T08:30:00Z');
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Texts of somebody else's that a page must not obey. */
export const HOSTILE = [
  '<script>globalThis.hacked=1</script>',
  '"><img src=x onerror=globalThis.hacked=1>',
  "' onmouseover='globalThis.hacked=1",
  'a\u202Egnp.exe\u2066 &lt;b&gt; &amp;',
  '</title><svg onload=globalThis.hacked=1>',
].join(' ');

interface Writer {
  dataset: string;
  ledger: Ledger;
  heads: Map<string, Head>;
  /** Writes an entry at a time, by a run. */
  say(partition: string, at: number, run: string, entry: NewEntry, commit?: string): Promise<void>;
}

function openWriter(folder: string, dataset: string): Writer {
  let now = 0;
  let [run, commit] = ['', '0f'.repeat(20)];
  const clock = { now: () => now, sleep: async () => {}, random: () => 0.5 };
  const log = createSilentLog();
  const google = () => Promise.reject(new Error('no cloud here'));
  const store = openLake(folder, { files: nodeFiles, clock, log, google });
  const facts = {
    version: '0.1.0',
    get run() {
      return run;
    },
    get commit() {
      return commit;
    },
    dirty: false,
  };
  const ledger = openLedger({ store, dataset, clock, run: facts, log });
  const heads = new Map<string, Head>();
  return {
    dataset,
    ledger,
    heads,
    async say(partition, at, by, entry, from = '0f'.repeat(20)) {
      [now, run, commit] = [at, by, from];
      const { head } = await ledger.append(partition, heads.get(partition), entry);
      heads.set(partition, head);
    },
  };
}

/** A lake that has everything a site can show: every status, two schemas, rejects, a restored month, hostile texts. */
export async function writeSampleLake(folder: string): Promise<void> {
  await writeYellow(folder);
  await writeGreen(folder);
  await writeWeather(folder);
  await writeZones(folder);
  await writeHostile(folder);
}

const contract = { newColumns: 'evolve', types: 'freeze', maxRejected: 0.001 } as const;
const monthly = (start: string) =>
  ({ by: 'month', start, lagMs: 45 * DAY, graceMs: 30 * DAY, recheck: 3, timezone: 'America/New_York' }) as const;

const YELLOW: DatasetAbout = {
  description:
    'Trips of New York’s yellow taxis, one file a month.\nFares in dollars; times are New York’s wall clock.',
  owner: 'data@example.org',
  source: 'https://example.org/trips/yellow_tripdata_{YYYY}-{MM}.csv.gz',
  partitions: monthly('2020-01'),
  contract,
};

const COLUMNS = [
  { name: 'vendor_id', type: 'int64', required: false },
  { name: 'pickup_at', type: 'datetime', unit: 'ms', required: true, description: 'When the meter was switched on' },
  { name: 'dropoff_at', type: 'datetime', unit: 'ms', required: true },
  { name: 'passenger_count', type: 'int64', required: false },
  { name: 'trip_distance', type: 'float64', required: false, description: 'Miles' },
  { name: 'total_amount', type: 'numeric(10,2)', required: false },
  { name: 'partition_date', type: 'date', required: true },
] as const;
const AIRPORT = { name: 'airport_fee', type: 'string', required: false } as const;

async function writeYellow(folder: string): Promise<void> {
  const writer = openWriter(folder, 'yellow_taxi');
  const months = partitionsBetween('2020-01', '2024-03');
  await writer.ledger.saveDataset({
    about: YELLOW,
    evolved: [{ name: 'airport_fee', from: 'airport_fee', type: 'string' }],
    columns: [...COLUMNS, AIRPORT],
  });
  for (const [at, month] of months.entries()) {
    const backfill = Date.parse('2021-02-20T05:17:00Z') + at * 90_000;
    const own = Date.parse(`${month}-01`) + (75 + (at % 7)) * DAY + 5 * HOUR;
    const when = month < '2021-01' ? backfill : own;
    const run = month < '2021-01' ? 'github-9000-1-aa00aa' : `github-${9100 + at}-1-ab${at}`;
    if (at % 17 === 16) {
      const message = `${month}: the source answered 503 three times`;
      await writer.say(month, when - 20 * HOUR, `github-${9100 + at}-0-aa`, failure('fetch', 'error', message));
    }
    // The version before this one, which somebody brought back.
    const publication = made('yellow_taxi', month, 2_400_000 + wave(at, 310_000), month >= '2023-01', 17 + (at % 5));
    await bring(
      writer,
      month,
      when,
      run,
      publication,
      month === '2024-02' ? undefined : 'bigquery://acme/trips/yellow_taxi',
    );
    if (month === '2022-05') {
      await writer.say(month, when + 30 * DAY, 'local-1', {
        kind: 'held',
        who: 'kim',
        why: 'the publisher sent April again',
        restores: 2,
      });
    }
  }
  await writer.say('2024-04', NOW - 26 * HOUR, 'github-9400-1-bb', {
    kind: 'not_ready',
    status: 404,
    url: 'https://example.org/trips/yellow_tripdata_2024-04.csv.gz',
  });
  await writer.say(
    '2024-04',
    NOW - 2 * HOUR,
    'github-9401-1-bc',
    failure(
      'clean',
      'schema',
      '2024-04: the header names "cbd_congestion_fee", which no column of pipeline.yml:21 takes',
    ),
  );
}

async function writeGreen(folder: string): Promise<void> {
  const writer = openWriter(folder, 'green_taxi');
  const about = {
    ...YELLOW,
    description: 'Trips of New York’s green taxis, one file a month',
    source: YELLOW.source.replace('yellow', 'green'),
    partitions: { ...monthly('2021-01'), lagMs: 20 * DAY, graceMs: 60 * DAY },
  };
  await writer.ledger.saveDataset({ about, evolved: [], columns: [...COLUMNS] });
  for (const [at, month] of partitionsBetween('2021-01', '2024-05').entries()) {
    const when = Date.parse(`${month}-01`) + (52 + (at % 4)) * DAY;
    await bring(
      writer,
      month,
      Math.min(when, NOW - 3 * HOUR),
      `github-${7000 + at}-1-cc`,
      made('green_taxi', month, 70_000 - 600 * at, false, 0),
      'bigquery://acme/trips/green_taxi',
    );
  }
}

async function writeWeather(folder: string): Promise<void> {
  const writer = openWriter(folder, 'weather');
  const columns = [
    { name: 'station', type: 'string', required: true },
    { name: 'temperature', type: 'numeric(4,1)', required: false },
    { name: 'partition_date', type: 'date', required: true },
  ];
  const partitions = {
    by: 'day',
    start: '2024-04-10',
    lagMs: DAY,
    graceMs: 2 * DAY,
    recheck: 3,
    timezone: 'UTC',
  } as const;
  const about = {
    ...YELLOW,
    description: 'What the stations measured, one file a day',
    owner: 'weather@example.org',
    source: 'https://example.org/weather/{YYYY}-{MM}-{DD}.csv',
    partitions,
  };
  await writer.ledger.saveDataset({ about, evolved: [], columns });
  for (const day of partitionsBetween('2024-04-10', '2024-07-05')) {
    const publication = {
      ...made('weather', day, 1440, false, 0),
      columns,
      report: columns.map(({ name }) => ({ name, nulls: 0, fills: 0, discarded: 0 })),
    };
    await bring(
      writer,
      day,
      Date.parse(day) + 2 * DAY + 3 * HOUR,
      `w${day.replaceAll('-', '')}00`,
      publication,
      undefined,
    );
  }
  // Begun, and its process was killed.
  await writer.say('2024-07-06', NOW - 5 * 60_000, 'w2024071000', {
    kind: 'publishing',
    sha256: shaOf('x'),
    base: 'absent',
  });
}

async function writeZones(folder: string): Promise<void> {
  const writer = openWriter(folder, 'zones');
  const partitions = { by: 'none', start: 'none', lagMs: 0, graceMs: 0, recheck: 3, timezone: 'UTC' } as const;
  const about = {
    ...YELLOW,
    description: 'Zones of the taxis, one file',
    source: 'https://example.org/zones.csv',
    partitions,
  };
  await writer.ledger.saveDataset({ about, evolved: [], columns: [...COLUMNS.slice(0, 1)] });
  await bring(
    writer,
    'none',
    Date.parse('2024-01-09T10:00:00Z'),
    'local-2',
    made('zones', 'none', 265, false, 0),
    'duckdb:data/zones.duckdb#zones',
  );
}

/** Every text that a publisher, a pipeline file or another writer of the lake can choose. */
async function writeHostile(folder: string): Promise<void> {
  const writer = openWriter(folder, 'hostile');
  const columns = [{ name: HOSTILE, type: 'string', required: false, description: HOSTILE }];
  const about = {
    ...YELLOW,
    description: `${HOSTILE}\n${HOSTILE}`,
    owner: HOSTILE,
    source: HOSTILE,
    partitions: monthly('2024-01'),
  };
  await writer.ledger.saveDataset({ about, evolved: [{ name: HOSTILE, from: HOSTILE, type: 'string' }], columns });
  const publication = made('hostile', '2024-01', 3, false, 1);
  const facts: Publication = {
    ...publication,
    source: { ...publication.source, url: HOSTILE, etag: HOSTILE, lastModified: HOSTILE },
    object: { ...publication.object, name: `hostile/${HOSTILE}`, generation: HOSTILE },
    rejectedBy: { [HOSTILE]: 1 },
    columns,
    report: [{ name: HOSTILE, nulls: 1, fills: 0, discarded: 0, minimum: HOSTILE, maximum: HOSTILE }],
    raw: { format: 'csv', header: [HOSTILE] },
    taskKey: { key: HOSTILE, parts: { [HOSTILE]: HOSTILE } },
  };
  await bring(writer, '2024-01', NOW - 9 * DAY, HOSTILE, facts, HOSTILE, HOSTILE);
  await writer.say('2024-02', NOW - 9 * DAY, HOSTILE, failure(HOSTILE, 'error', HOSTILE));
  await writer.say('2024-03', NOW - 9 * DAY, HOSTILE, { kind: 'held', who: HOSTILE, why: HOSTILE });
}

function failure(task: string, reason: 'error' | 'schema', message: string): NewEntry {
  return { kind: 'failed', reason, task, code: task === 'fetch' ? 'HTTP_STATUS' : 'HEADER', message };
}

/** An intent, a publication a while later, and a load where there is a warehouse. */
async function bring(
  writer: Writer,
  partition: string,
  at: number,
  run: string,
  publication: Publication,
  warehouse: string | undefined,
  commit?: string,
): Promise<void> {
  const milliseconds = Math.round(publication.rows / 60) + 4_000;
  const { sha256 } = publication.object;
  await writer.say(partition, at + milliseconds - 900, run, { kind: 'publishing', sha256, base: 'absent' }, commit);
  await writer.say(partition, at + milliseconds, run, { kind: 'published', publication, milliseconds }, commit);
  if (warehouse === undefined) return;
  const { rows } = publication;
  const number = writer.heads.get(partition)?.number ?? 0;
  await writer.say(
    partition,
    at + milliseconds + 2_300,
    run,
    { kind: 'loaded', warehouse: 'w', warehouseUrl: warehouse, publication: number, sha256, rows, replaced: 0 },
    commit,
  );
}

function made(dataset: string, partition: string, rows: number, evolved: boolean, rejected: number): Publication {
  const columns = evolved ? [...COLUMNS, AIRPORT] : [...COLUMNS];
  const header = [
    'VendorID',
    'tpep_pickup_datetime',
    'tpep_dropoff_datetime',
    evolved ? 'Passenger_count' : 'passenger_count',
    'trip_distance',
    'total_amount',
    ...(evolved ? ['airport_fee'] : []),
  ];
  return {
    source: {
      url: `https://example.org/trips/${dataset}_${partition}.csv.gz`,
      etag: `"${shaOf(partition).slice(0, 10)}"`,
      bytes: rows * 18 + 4096,
      sha256: shaOf(`raw ${dataset} ${partition}`),
    },
    object: {
      name: [dataset, partitionPath(partition), 'part-0.parquet'].filter((part) => part !== '').join('/'),
      generation: '1710000000000000',
      bytes: rows * 21 + 2048,
      sha256: shaOf(`${dataset} ${partition}`),
    },
    rowsRead: rows + rejected,
    rows,
    rejected,
    rejectedBy:
      rejected === 0
        ? {}
        : {
            'pickup_at: required': rejected - Math.floor(rejected / 3),
            ...(rejected > 2 ? { malformed: Math.floor(rejected / 3) } : {}),
          },
    columns,
    report: columns.map(({ name }, at) => ({
      name,
      nulls: at === 3 ? Math.round(rows / 14) : 0,
      fills: at === 3 ? 12 : 0,
      discarded: 0,
      ...(at === 0 ? { minimum: '1', maximum: '6' } : {}),
    })),
    raw: { format: 'csv', header },
    taskKey: {
      key: shaOf(`key ${dataset} ${partition}`),
      parts: {
        fetch: 'version 1',
        versions: 'clean 2, write-parquet 1',
        url: `https://example.org/trips/${dataset}_${partition}.csv.gz`,
        csv: '1f2e3d4c5b6a',
        columns: evolved ? 'a1b2c3d4e5f6' : '0a1b2c3d4e5f',
        contract: 'new_columns evolve, types freeze',
        parquet: 'zstd',
        source: shaOf(`raw ${dataset} ${partition}`),
      },
    },
  };
}

function wave(at: number, height: number): number {
  return Math.round(height * Math.sin(at / 1.9) + at * 9_000 - (at > 2 && at < 14 ? 1_100_000 : 0));
}

function shaOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Many datasets with many months, all alike: what a page has to bear. */
export async function writeWideLake(folder: string, datasets: number, months: number): Promise<void> {
  const last = partitionsBetween('2024-04', '2024-04')[0] as string;
  const all = partitionsBetween('1990-01', last).slice(-months);
  for (let at = 0; at < datasets; at++) {
    const name = `trips_${at}`;
    const writer = openWriter(folder, name);
    await writer.ledger.saveDataset({
      about: { ...YELLOW, partitions: monthly(all[0] as string) },
      evolved: [],
      columns: [...COLUMNS],
    });
    for (const [month, partition] of all.entries()) {
      const publication = made(name, partition, 1_000_000 + 1000 * month, false, 0);
      await writer.say(partition, Date.parse('2024-06-20') + month * 60_000, 'github-1-1-aa', {
        kind: 'published',
        publication,
        milliseconds: 30_000,
      });
    }
  }
}

/** What a site meets less often: years, more days than a grid is wide, a dataset of which nothing is published. */
export async function writeOddLake(folder: string): Promise<void> {
  const about = { ...YELLOW, description: 'Counted once a year', owner: 'census@example.org' };
  const yearly = {
    by: 'year',
    start: '1999',
    lagMs: 30 * DAY,
    graceMs: 30 * DAY,
    recheck: 3,
    timezone: 'UTC',
  } as const;
  const daily = { by: 'day', start: '2023-04-01', lagMs: DAY, graceMs: 2 * DAY, recheck: 3, timezone: 'UTC' } as const;
  for (const [name, partitions, last] of [
    ['census', yearly, '2022'],
    ['long', daily, '2024-07-05'],
  ] as const) {
    const writer = openWriter(folder, name);
    await writer.ledger.saveDataset({ about: { ...about, partitions }, evolved: [], columns: [...COLUMNS] });
    for (const [at, partition] of partitionsBetween(partitions.start, last).entries()) {
      const publication = made(name, partition, 1000 + at, false, 0);
      const milliseconds = 30_000;
      const run = `github-${at}-1-aa`;
      await writer.say(partition, NOW - 9 * DAY + at * 60_000, run, { kind: 'published', publication, milliseconds });
    }
  }
  await openWriter(folder, 'fresh').ledger.saveDataset({ about, evolved: [], columns: [] });
}
