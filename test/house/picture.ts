/** The picture of docs/architecture.md as data: who may import whom, and which package belongs to which room. */

/** From the top: a room may import rooms of the layers below it, and of its own layer only what `SIDEWAYS` names. */
export const LAYERS: readonly { rooms: readonly string[]; what: string }[] = [
  { rooms: ['cli', 'actions', 'worker'], what: 'thin: read inputs, call, write outputs; a thread of the pool' },
  { rooms: ['session'], what: 'the words of all surfaces; what every command begins with' },
  {
    rooms: ['flow', 'init', 'doctor'],
    what: 'partitions through tasks; the first look at a file; what is wrong with a set-up',
  },
  { rooms: ['plan', 'report', 'site', 'notify'], what: 'pure over ledger entries; notify also sends' },
  { rooms: ['tasks'], what: 'one verb each, with retries, deadline and cache' },
  { rooms: ['convert', 'publish'], what: 'bytes to row groups; intent to entry' },
  {
    rooms: ['source', 'csv', 'ndjson', 'clean', 'arrow', 'parquet', 'ledger', 'lake', 'warehouse'],
    what: 'one concern each',
  },
  {
    rooms: ['kernel', 'table', 'pipeline', 'schedule', 'http', 'google'],
    what: 'hot loop; columns; pipeline file; dates of a schedule; HTTP client; Google login',
  },
  { rooms: ['base'], what: 'errors, retry, ports: imports nothing of ours' },
];

/** Edges inside one layer, each with its reason. */
export const SIDEWAYS: readonly { from: string; to: string; why: string }[] = [
  { from: 'pipeline', to: 'table', why: "a column's rule names its type" },
  { from: 'pipeline', to: 'schedule', why: 'whoever reads a schedule says what is wrong with it' },
  { from: 'kernel', to: 'table', why: 'columns, and what a dictionary may hold' },
  { from: 'report', to: 'plan', why: 'a grid shows what was decided' },
  { from: 'notify', to: 'plan', why: 'what is told is what was decided' },
  { from: 'notify', to: 'report', why: "text that GitHub's Markdown leaves alone" },
  { from: 'site', to: 'plan', why: 'its pages show what was decided' },
];

/** Beside the layers: they may import `base` alone, and only `importedBy` may import them. */
export const BESIDE: readonly { room: string; importedBy: readonly string[]; what: string }[] = [
  {
    room: 'runtime',
    importedBy: ['cli', 'actions', 'session', 'worker'],
    what: 'the platform: files, clock, terminal, cache, threads',
  },
];

/** Each third-party package is wrapped in one room. */
export const PACKAGES: Readonly<Record<string, string>> = {
  '@actions/artifact': 'runtime',
  '@actions/cache': 'runtime',
  '@actions/core': 'runtime',
  '@duckdb/node-api': 'warehouse',
  '@google-cloud/bigquery': 'warehouse',
  '@google-cloud/storage': 'lake',
  'apache-arrow': 'arrow',
  'cli-table3': 'report',
  commander: 'cli',
  croner: 'schedule',
  'csv-parse': 'csv',
  // Under apache-arrow: its accessors read from this package's buffer, and take no other.
  flatbuffers: 'arrow',
  'google-auth-library': 'google',
  hyparquet: 'parquet',
  'hyparquet-compressors': 'parquet',
  'log-update': 'runtime',
  nodemailer: 'notify',
  pg: 'warehouse',
  'pg-copy-streams': 'warehouse',
  'rrule-temporal': 'schedule',
  undici: 'http',
  uplot: 'site',
  yaml: 'pipeline',
  zod: 'pipeline',
};

/** Files whose dynamic import has a name that the text does not show, and the package that it is. */
export const COMPUTED: Readonly<Record<string, string>> = {
  // Native: a literal name would be resolved when bundling, and it is optional.
  'warehouse/duckdb/library.ts': '@duckdb/node-api',
};

/** All rooms of the picture. */
export function roomsOfPicture(): string[] {
  return [...LAYERS.flatMap((layer) => layer.rooms), ...BESIDE.map((each) => each.room)].sort();
}

/** Why `from` may not import `to`; undefined where it may. */
export function refusal(from: string, to: string): string | undefined {
  if (from === to) return undefined;
  const target = BESIDE.find((each) => each.room === to);
  if (target !== undefined) {
    return target.importedBy.includes(from) ? undefined : `only ${target.importedBy.join(', ')} may import ${to}`;
  }
  if (BESIDE.some((each) => each.room === from)) return to === 'base' ? undefined : `${from} may import base alone`;
  const level = (room: string) => LAYERS.findIndex((layer) => layer.rooms.includes(room));
  if (level(from) < 0 || level(to) < 0) return `${level(from) < 0 ? from : to} is not in the picture`;
  if (level(from) < level(to)) return undefined;
  if (level(from) > level(to)) return `${from} lies below ${to}`;
  if (SIDEWAYS.some((edge) => edge.from === from && edge.to === to)) return undefined;
  return `${from} and ${to} are siblings`;
}

/** The text that docs/architecture.md carries. */
export function pictureText(): string {
  const width = Math.max(...LAYERS.map((layer) => layer.rooms.join('  ').length)) + 3;
  const line = (rooms: readonly string[], what: string) => ` ${rooms.join('  ').padEnd(width)}${what}`.trimEnd();
  const owners = [...new Set(Object.values(PACKAGES))].sort();
  return [
    ...LAYERS.map((layer) => line(layer.rooms, layer.what))
      .join('\n   │\n')
      .split('\n'),
    '',
    ...BESIDE.map((each) => line([each.room], `${each.what}; imports base, imported by ${each.importedBy.join(', ')}`)),
    ...SIDEWAYS.map((edge) => line([`${edge.from} → ${edge.to}`], edge.why)),
    '',
    ...owners.map((room) =>
      line(
        [room],
        `wraps ${Object.keys(PACKAGES)
          .filter((name) => PACKAGES[name] === room)
          .join(', ')}`,
      ),
    ),
  ].join('\n');
}
