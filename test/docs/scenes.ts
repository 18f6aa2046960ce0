import { readFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startCloud } from '../servers/cloud.ts';
import { startChannels } from '../servers/notify/channels.ts';
import { startIssues } from '../servers/notify/issues.ts';
import { startMail } from '../servers/notify/mail.ts';
import type { PostgresServer } from '../servers/postgres.ts';
import { blocksOf } from './blocks.ts';
import { enterClone } from './clone.ts';
import { type Machine, MIRROR } from './machine.ts';
import type { Scene } from './walk.ts';

const TUTORIAL = fileURLToPath(new URL('../../docs/tutorial.md', import.meta.url));

/** Where the tutorial's third section leaves its reader: a folder with the package, git and the pipeline file. */
async function startTaxi(machine: Machine): Promise<void> {
  await machine.type('mkdir taxi; cd taxi; git init --quiet --initial-branch main');
  await machine.install();
  for (const block of blocksOf(await readFile(TUTORIAL, 'utf8'))) {
    if (block.kind !== 'save' || block.path !== 'pipeline.yml') continue;
    return machine.save(block.path, block.text);
  }
  throw new Error('the tutorial has no pipeline.yml');
}

const after =
  (...lines: string[]) =>
  async (machine: Machine): Promise<void> => {
    await startTaxi(machine);
    await typeAll(machine, lines);
  };

async function typeAll(machine: Machine, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const { code, output } = await machine.type(line);
    if (code !== 0) throw new Error(`${line}\n${output}`);
  }
}

/** Another rule about money, and room for rows that break it. */
const rule = (words: string): string =>
  `sed -i -e 's/total_amount: .*/total_amount: { type: "numeric(10,2)", ${words} }/' -e 's/0.1%/50%/' pipeline.yml`;

const MONTHS = 'lakeferry run --partitions 2021-01..2021-03';

/** Two months, the second of which broke; and everybody who can be told, on this machine. */
async function breakAndListen(machine: Machine, context: TestContext): Promise<void> {
  const [channels, mail, github] = [await startChannels(), await startMail(), await startIssues()];
  context.after(() => Promise.all([channels, mail, github].map((server) => server.close())));
  for (const name of ['slack', 'teams', 'discord', 'hook']) {
    const variable = name === 'hook' ? 'HOOK_URL' : `${name.toUpperCase()}_WEBHOOK`;
    machine.set(variable, `${channels.origin}/${name}`);
  }
  machine.set('HOOK_TOKEN', 'a-token-of-the-hook');
  machine.set('SMTP_URL', mail.url);
  machine.set('GITHUB_API_URL', github.api);
  machine.set('GITHUB_REPOSITORY', github.repository);
  machine.set('GITHUB_TOKEN', github.token);
  await startTaxi(machine);
  machine.publisher.files.set(`${MIRROR}/yellow_tripdata_2021-02.csv.gz`, () => ({ status: 410 }));
  const { code } = await machine.type('lakeferry run --partitions 2021-01..2021-02');
  if (code !== 1) throw new Error('the month was to break');
}

/** What docs/google-cloud.md has its reader make: a bucket, and a dataset in the same location. */
function googleProject(project: string): NonNullable<Scene['before']> {
  return async (machine, context) => {
    const cloud = await startCloud(['my-lake'], project);
    context.after(() => cloud.close());
    cloud.bigquery.controls.polls = 0;
    const made = await fetch(`${cloud.bigquery.origin}/bigquery/v2/projects/${project}/datasets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ datasetReference: { datasetId: 'taxi' }, location: 'EU' }),
    });
    if (!made.ok) throw new Error(`the dataset was to be made: ${made.status}`);
    for (const [name, value] of Object.entries(cloud.env)) machine.set(name, value);
    await startTaxi(machine);
  };
}

/** By page. */
export const SCENES: Readonly<Record<string, Scene>> = {
  'README.md': {
    // The demo and the package need none of the sources.
    before: (machine) => enterClone(machine, /^(?!src\/|test\/)/),
    shows: [
      [/demo/, /2021-03-01 +330000 /],
      [/lakeferry init/, /wrote pipeline\.yml and \.github\/workflows\/lakeferry\.yml/],
      [/run --partitions/, /yellow_taxi: 3 to do[\s\S]*3 done/],
      [/--serve/, /<title>[\s\S]*yellow_taxi/],
    ],
  },
  'docs/tutorial.md': {
    shows: [
      [/preview/, /tpep_pickup_datetime +datetime [\s\S]* 2,000 rows/],
      [/lakeferry init/, /wrote pipeline\.yml and \.github\/workflows\/lakeferry\.yml/],
      [/validate$/, /pipeline\.yml: valid: yellow_taxi/],
      [/run --partitions 2021-01$/, /1 done/],
      [/2021-01\.\.2021-03/, /yellow_taxi: 2 to do[\s\S]*2 done/],
      [/--serve/, /<title>[\s\S]*yellow_taxi/],
      [/ask\.mjs/, /2021-01-01[\s\S]*2000[\s\S]*2021-03-01/],
      [/run --partitions stale/, /cache hit[\s\S]*3 done/],
      [/bucket\.yml/, /bucket\.yml: valid: yellow_taxi/],
    ],
  },
  'docs/from-prefect.md': {
    before: (machine) => machine.install(),
    shows: [
      [/validate/, /pipeline\.yml: valid: yellow_taxi/],
      [/2021-01,2021-02/, /2 done|nothing to do/],
    ],
  },
  'docs/tasks/run.md': { before: startTaxi },
  'docs/tasks/plan.md': { before: startTaxi },
  'docs/tasks/fetch.md': {
    before: async (machine) => {
      machine.set('SOURCE_TOKEN', 'a-token-of-the-source');
      await startTaxi(machine);
    },
  },
  'docs/tasks/clean.md': { before: startTaxi, codes: [[/lakeferry run/, 3]] },
  'docs/tasks/write-parquet.md': { before: startTaxi },
  'docs/tasks/upload.md': { before: startTaxi },
  'docs/tasks/load.md': { before: startTaxi },
  'docs/tasks/report.md': { before: startTaxi },
  'docs/folder-lake.md': { before: startTaxi },
  'docs/duckdb.md': { before: startTaxi },
  'docs/adopt.md': {
    // Somebody lost the ledger, and of the last month the file too.
    before: after(MONTHS, 'rm -r lake/_lakeferry lake/yellow_taxi/year=2021/month=03'),
    shows: [
      [/--dry-run/, /yellow_taxi: 2 adoptable[\s\S]*Rows in the table without a file: 2021-03/],
      [/adopt$/, /yellow_taxi: 2 adopted[\s\S]*its 2,000 rows are in the table/],
      [/--from source/, /yellow_taxi: 1 adopted, 2 known/],
    ],
  },
  'docs/bigquery.md': {
    before: googleProject('acme-data'),
    shows: [
      [/doctor/, /bigquery-denied +the account may run jobs and write the table/],
      [/run/, /load: loaded 2000 rows[\s\S]*1 done/],
      [/verify/, /lake, ledger and warehouse agree/],
    ],
  },
  'docs/doctor.md': {
    before: after('lakeferry run --partitions 2021-01'),
    shows: [[/doctor/, /ok +table-drift +the table takes the columns of the pipeline/]],
  },
  'docs/google-cloud.md': {
    before: googleProject('my-project'),
    shows: [
      [/plan/, /yellow_taxi: 3 to do/],
      [/run/, /1 done/],
    ],
  },
  'docs/notifications.md': {
    before: breakAndListen,
    shows: [
      [/--dry-run/, /"issue" \(issue\) would send:\s+\{\s+"title": "yellow_taxi 2021-02 failed"/],
      [/notify$/, /"slack": 1 told[\s\S]*"teams": 1 told[\s\S]*"email": 1 told[\s\S]*"issue": 1 told/],
    ],
  },
  'docs/operations.md': {
    before: after(MONTHS),
    meanwhile: [
      [/restore/, (machine) => typeAll(machine, [rule('maximum: 90'), 'lakeferry run --partitions stale'])],
      [
        /replay/,
        (machine) =>
          typeAll(machine, [
            'lakeferry release 2021-02',
            rule('maximum: 60'),
            'lakeferry run --partitions 2021-02',
            rule('maximum: 900'),
          ]),
      ],
    ],
    shows: [
      [/restore/, /2021-02: version 2 \(2,000 rows\) is back, held by \w+: the publisher sent January again/],
      [/release/, /2021-02: released/],
      [/drop/, /2021-02: 2,000 rows are out of the table, its file is out of the lake/],
      [/replay/, /2021-02: \d+ rejected rows are taken now, 1 stay in quarantine/],
      [/prune --cache/, /the local cache is empty/],
      [/trips\.yml/, /trips: 3 to do[\s\S]*3 done/],
      [/--from lake/, /3 done/],
    ],
  },
  'docs/pull-requests.md': {
    before: after(MONTHS, 'git add pipeline.yml', 'git commit --quiet --message one', rule('maximum: 900')),
    shows: [
      [/diff$/, /yellow_taxi: 2 changes[\s\S]*columns\.total_amount +numeric\(10,2\) +numeric\(10,2\), maximum 900/],
      [/--base/, /3 partitions would be stale[\s\S]*Sample: 2021-02[\s\S]*rows: 2,000/],
    ],
  },
  'docs/schedules.md': {
    before: startTaxi,
    shows: [
      [/schedule$/, /yellow_taxi: FREQ=MONTHLY[\s\S]*In the workflow:\s+on:\s+schedule:\s+- cron: /],
      [/--json/, /"utc"/],
    ],
  },
  'docs/site.md': {
    before: after(MONTHS),
    shows: [
      [/--serve/, /<title>[\s\S]*yellow_taxi/],
      [/--out/, /files about yellow_taxi; open public\/index\.html/],
    ],
  },
  'docs/verify.md': { before: after(MONTHS), shows: [[/verify/, /yellow_taxi: lake, ledger and warehouse agree/]] },
};

export function postgresScene(server: PostgresServer): Scene {
  let database = '';
  return {
    before: async (machine) => {
      database = await server.createDatabase();
      machine.set('TAXI_POSTGRES_URL', server.url(database, { user: 'lakeferry', password: '…' }));
      await startTaxi(machine);
    },
    pieces: { sql: async (_, text) => void (await server.query(database, text)) },
    shows: [[/run/, /1 done/]],
  };
}
