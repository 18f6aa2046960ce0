import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Counts a lake folder's ledgers again, from the raw JSON, with code that shares nothing with the site's: what each fact of
 * each page must say, as text, by the fact's key.
 */
export interface Recount {
  /** Path of the page below the site's folder → key of the fact → text. */
  pages: Map<string, Map<string, string>>;
  /** `yellow_taxi 2024-05` → the word of its status. */
  states: Map<string, string>;
}

interface Raw {
  partition: string;
  number: number;
  at: string;
  kind: string;
  run: { run: string };
  milliseconds?: number;
  rows?: number;
  replaced?: number;
  /** Of a `published` entry the facts, of a `loaded` one the number of that entry. */
  publication?: RawPublication | number;
}

interface RawPublication {
  rowsRead: number;
  rows: number;
  rejected: number;
  rejectedBy: Record<string, number>;
  columns: { name: string; type: string }[];
  report: { name: string; nulls: number; fills: number; discarded: number }[];
  raw: { header: string[] };
  object: { bytes: number };
  source: { bytes: number };
}

interface RawAbout {
  partitions: { by: string; start: string; lagMs: number; graceMs: number; timezone: string };
  contract: { maxRejected: number };
}

type Published = Raw & { publication: RawPublication };

const DAY = 24 * 60 * 60 * 1000;

export async function recount(lake: string, now: number): Promise<Recount> {
  const pages = new Map<string, Map<string, string>>();
  const home = join(lake, '_lakeferry');
  const overview = new Map<string, string>();
  const names = (await readdir(home)).sort();
  const all: Counted[] = [];
  for (const name of names) all.push(await countDataset(join(home, name), name, now));
  const sum = (of: (each: Counted) => number) => all.reduce((total, each) => total + of(each), 0);
  overview.set('datasets', grouped(all.length));
  overview.set('done', grouped(sum((each) => each.counts.get('done') ?? 0)));
  overview.set('partitions', grouped(sum((each) => each.partitions.length)));
  overview.set('rows', grouped(sum((each) => each.rows)));
  overview.set('bytes', size(sum((each) => each.bytes)));
  for (const status of STATES) overview.set(`count/${status}`, String(sum((each) => each.counts.get(status) ?? 0)));
  const trouble = sum((each) => (each.counts.get('failed') ?? 0) + (each.counts.get('late') ?? 0));
  if (trouble > 30) overview.set('more-trouble', String(trouble - 30));
  const runs = all.flatMap((each) => each.runs.map((run) => ({ name: each.name, run })));
  runs.sort((a, b) => b.run.began - a.run.began);
  for (const { name, run } of runs.slice(0, 20)) tellRun(overview, name, run);
  for (const each of all) {
    overview.set(`${each.name}/card/done`, grouped(each.counts.get('done') ?? 0));
    overview.set(`${each.name}/card/partitions`, grouped(each.partitions.length));
    overview.set(`${each.name}/card/rows`, grouped(each.rows));
    overview.set(`${each.name}/card/bytes`, size(each.bytes));
    pages.set(`${each.name}/index.html`, datasetFacts(each));
    for (const partition of each.partitions) {
      pages.set(`${each.name}/${partition.name}.html`, partitionFacts(each.name, partition));
    }
  }
  pages.set('index.html', overview);
  const states = all.flatMap(({ name, partitions }) =>
    partitions.map((each): [string, string] => [`${name} ${each.name}`, each.state]),
  );
  return { pages, states: new Map(states) };
}

const STATES = ['failed', 'late', 'running', 'missing', 'due', 'stale', 'not_ready', 'held', 'done'];

interface Counted {
  name: string;
  about: RawAbout;
  partitions: CountedPartition[];
  counts: Map<string, number>;
  rows: number;
  bytes: number;
  rejected: number;
  runs: Run[];
  began: number;
}

interface CountedPartition {
  name: string;
  state: string;
  entries: Raw[];
  published: Published | undefined;
  load: Raw | undefined;
  landing: number | undefined;
  due: number;
}

interface Run {
  id: string;
  began: number;
  ended: number;
  partitions: Set<string>;
  kinds: Map<string, number>;
}

async function countDataset(folder: string, name: string, now: number): Promise<Counted> {
  const { about } = JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8')) as { about: RawAbout };
  const logs = new Map<string, Raw[]>();
  for (const partition of await readdir(join(folder, 'log')).catch(() => [])) {
    const files = (await readdir(join(folder, 'log', partition))).sort();
    const texts = await Promise.all(files.map((file) => readFile(join(folder, 'log', partition, file), 'utf8')));
    logs.set(
      partition,
      texts.map((text) => JSON.parse(text)),
    );
  }
  const hasTable = [...logs.values()].flat().some((entry) => entry.kind === 'loaded');
  const wanted = new Set([...periods(about.partitions, now), ...logs.keys()]);
  const partitions = [...wanted].sort().map((each) => countPartition(each, logs.get(each) ?? [], about, hasTable, now));
  const counts = new Map<string, number>();
  for (const { state } of partitions) counts.set(state, (counts.get(state) ?? 0) + 1);
  const runs = new Map<string, Run>();
  for (const entry of [...logs.values()].flat()) {
    const parts = entry.run.run.split('-');
    const id = parts[0] === 'github' && parts.length >= 4 ? parts.slice(0, 3).join('-') : entry.run.run;
    const run = runs.get(id) ?? { id, began: Infinity, ended: 0, partitions: new Set(), kinds: new Map() };
    const at = Date.parse(entry.at);
    run.began = Math.min(run.began, at - (entry.milliseconds ?? 0));
    run.ended = Math.max(run.ended, at);
    run.partitions.add(entry.partition);
    run.kinds.set(entry.kind, (run.kinds.get(entry.kind) ?? 0) + 1);
    runs.set(id, run);
  }
  const total = (of: (publication: RawPublication) => number) =>
    partitions.reduce((sum, { published }) => sum + (published === undefined ? 0 : of(published.publication)), 0);
  return {
    name,
    about,
    partitions,
    counts,
    rows: total((each) => each.rows),
    bytes: total((each) => each.object.bytes),
    rejected: total((each) => each.rejected),
    runs: [...runs.values()].sort((a, b) => b.began - a.began),
    began: Math.min(...[...logs.values()].map((entries) => Date.parse((entries[0] as Raw).at))),
  };
}

function countPartition(
  name: string,
  entries: Raw[],
  about: RawAbout,
  hasTable: boolean,
  now: number,
): CountedPartition {
  const { lagMs, graceMs, timezone } = about.partitions;
  const versions = entries.filter((entry) => entry.kind === 'published') as Published[];
  const published = versions.at(-1);
  const load = entries.filter((entry) => entry.kind === 'loaded').at(-1);
  const end = name === 'none' ? Number.NaN : midnight(dayAfter(name), timezone);
  const due = end + lagMs;
  const last = (kind: string) => entries.findLastIndex((entry) => entry.kind === kind);
  let state = 'done';
  if (last('held') > last('released')) state = 'held';
  else if (last('publishing') > Math.max(last('published'), last('failed'))) state = 'running';
  else if (last('failed') > Math.max(last('published'), last('loaded'), last('not_ready'))) state = 'failed';
  else if (published === undefined)
    state = now >= due + graceMs ? 'late' : now < due || last('not_ready') >= 0 ? 'not_ready' : 'missing';
  else if (hasTable && load?.publication !== published.number) state = 'due';
  const first = versions[0];
  const landing = first === undefined || name === 'none' ? undefined : (Date.parse(first.at) - end) / DAY;
  return { name, state, entries, published, load, landing, due };
}

function datasetFacts({
  name,
  about,
  partitions,
  counts,
  rows,
  bytes,
  rejected,
  runs,
  began,
}: Counted): Map<string, string> {
  const facts = new Map<string, string>();
  const say = (key: string, text: string) => facts.set(`${name}/${key}`, text);
  say('done', grouped(counts.get('done') ?? 0));
  say('partitions', grouped(partitions.length));
  say('rows', grouped(rows));
  say('bytes', size(bytes));
  say('rejected', grouped(rejected));
  for (const status of STATES) say(`count/${status}`, String(counts.get(status) ?? 0));
  const series: Record<string, number[]> = { rows: [], bytes: [], took: [], landing: [] };
  for (const { name: partition, published, landing, due } of partitions) {
    if (published === undefined) continue;
    const { publication, milliseconds } = published;
    say(`${partition}/rows`, grouped(publication.rows));
    say(`${partition}/bytes`, size(publication.object.bytes));
    say(`${partition}/rejected`, grouped(publication.rejected));
    series['rows']?.push(publication.rows);
    series['bytes']?.push(publication.object.bytes);
    if (milliseconds !== undefined) {
      say(`${partition}/took`, span(milliseconds));
      series['took']?.push(milliseconds);
    }
    if (landing === undefined) continue;
    say(`${partition}/landing`, `${landing.toFixed(1)} d`);
    if (due >= began) series['landing']?.push(landing);
  }
  const shown: Record<string, (value: number) => string> = {
    rows: grouped,
    bytes: size,
    took: span,
    landing: (days) => `${days.toFixed(1)} d`,
  };
  for (const [id, values] of Object.entries(series)) {
    if (values.length < 2) continue;
    const show = shown[id] as (value: number) => string;
    const sorted = [...values].sort((a, b) => a - b);
    const half = sorted.length / 2;
    const middle = Number.isInteger(half)
      ? ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
      : (sorted[Math.floor(half)] as number);
    say(`chart/${id}/newest`, show(values.at(-1) as number));
    say(`chart/${id}/median`, show(middle));
  }
  say('contract/max-rejected', `${about.contract.maxRejected * 100} %`);
  const schemas = partitions.flatMap(({ published }) => (published === undefined ? [] : [published.publication]));
  const shapes = new Set(
    schemas.map(({ columns, raw }) => JSON.stringify([columns.map((each) => [each.name, each.type]), raw.header])),
  );
  if (shapes.size === 1) say('eras/0/columns', String(schemas[0]?.columns.length));
  for (const run of runs.slice(0, 40)) tellRun(facts, name, run);
  if (runs.length > 40) {
    say('runs-shown', '40');
    say('runs', grouped(runs.length));
  }
  return facts;
}

function partitionFacts(dataset: string, { name, published, load, landing }: CountedPartition): Map<string, string> {
  const facts = new Map<string, string>();
  const say = (key: string, text: string) => facts.set(`${dataset}/${name}/${key}`, text);
  if (published === undefined) return facts;
  const { publication, milliseconds, number } = published;
  say('rows', grouped(publication.rows));
  say('rejected', grouped(publication.rejected));
  say('rows-read', grouped(publication.rowsRead));
  say('bytes', size(publication.object.bytes));
  say('source-bytes', size(publication.source.bytes));
  if (milliseconds !== undefined) say('took', span(milliseconds));
  if (landing !== undefined) say('landing', `${landing.toFixed(1)} d`);
  say('publication', grouped(number));
  if (load !== undefined) {
    say('load/publication', grouped(load.publication as number));
    say('load/rows', grouped(load.rows as number));
    say('load/replaced', grouped(load.replaced as number));
  }
  const rules = Object.entries(publication.rejectedBy);
  for (const [rule, count] of rules) say(`rejected-by/${shown(rule)}`, grouped(count));
  if (rules.length > 0) say('rejected-total', grouped(rules.reduce((sum, [, count]) => sum + count, 0)));
  for (const { name: column, nulls, fills, discarded } of publication.report) {
    say(`column/${shown(column)}/nulls`, grouped(nulls));
    say(`column/${shown(column)}/fills`, grouped(fills));
    say(`column/${shown(column)}/discarded`, grouped(discarded));
  }
  return facts;
}

function tellRun(facts: Map<string, string>, dataset: string, run: Run): void {
  const key = `${dataset}/run/${shown(run.id)}`;
  for (const kind of ['published', 'loaded', 'failed', 'not_ready', 'held', 'released']) {
    const count = run.kinds.get(kind);
    if (count !== undefined) facts.set(`${key}/${kind}`, grouped(count));
  }
  if (run.ended > run.began) facts.set(`${key}/took`, span(run.ended - run.began));
  facts.set(`${key}/partitions`, grouped(run.partitions.size));
}

/** Characters that turn text around are spelled out. */
function shown(text: string): string {
  return text.replaceAll('\u202E', '\\u{202e}').replaceAll('\u2066', '\\u{2066}');
}

function grouped(count: number): string {
  return count.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1000) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

function span(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes < 60) return `${minutes} min ${String(rest).padStart(2, '0')} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${String(minutes % 60).padStart(2, '0')} min` : `${Math.floor(hours / 24)} d`;
}

/** The day after a year, a month or a day has ended. */
function dayAfter(partition: string): string {
  const [year = 0, month = 12, day] = partition.split('-').map(Number);
  const next = day === undefined ? new Date(Date.UTC(year, month, 1)) : new Date(Date.UTC(year, month - 1, day + 1));
  return next.toISOString().slice(0, 10);
}

/** When a day begins in a zone: by trying which offset makes the wall clock there show midnight. */
function midnight(day: string, zone: string): number {
  const utc = Date.parse(day);
  for (let hours = -14; hours <= 14; hours++) {
    const instant = utc - hours * 3_600_000;
    const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(
      instant,
    );
    if (wall === `${day} 00:00`) return instant;
  }
  throw new Error(`no midnight of ${day} in ${zone}`);
}

/** Every period from the start to the one that has begun. */
function periods({ by, start, timezone }: { by: string; start: string; timezone: string }, now: number): string[] {
  if (by === 'none') return ['none'];
  const length = by === 'year' ? 4 : by === 'month' ? 7 : 10;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(now);
  const found = new Set<string>();
  for (let at = Date.parse(`${start}-01-01`.slice(0, 10)); at <= Date.parse(today); at += DAY) {
    found.add(new Date(at).toISOString().slice(0, length));
  }
  return [...found];
}
