import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { pinsOf, REPOSITORY } from '../../scripts/pins.ts';
import { stageRepository } from './repository.ts';
import { type Run, type RunOptions, runWorkflow } from './run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The commit at which the caller names the reusable workflows: any forty digits, because this tree stands in for it. */
const RELEASE = '5'.repeat(40);

/** What the publisher answers for a path; absent: the file with its ETag, or 304. */
export type Trouble = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * A repository that is not ours, whose workflows call ours at a SHA; a publisher that wants a token; a lake folder and a
 * DuckDB file that all jobs share.
 */
export interface Stage {
  /** By path: `/yellow-2021-01.csv`. */
  files: Map<string, string>;
  trouble: Map<string, Trouble>;
  /** What was asked since the last call: `/yellow-2021-01.csv 200`. */
  taken(): string[];
  /** Writes the pipeline file anew and commits it. */
  commit(files?: Readonly<Record<string, string>>): Promise<void>;
  run(workflow: string, more?: Partial<RunOptions>): Promise<Run>;
  /** The toolkit that the runs take: a copy of this tree, which a test may change. */
  toolkit: string;
  lake: string;
  ask(sql: string, file?: string): Promise<unknown[][]>;
  /** By month. */
  shas(lake?: string): Promise<Record<string, string>>;
  log(partition: string, lake?: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export const MONTHS = ['2021-01', '2021-02', '2021-03'];
export const TOKEN = 'fake-token-of-the-source';

export function monthText(color: string, month: string): string {
  return `id,note\n1,${color} ${month}\n2,second\n3,\n`;
}

export function pipelineText(options: { origin: string; root: string; id?: string }): string {
  return `name: "{color}_trips"
description: Trips of a test
owner: data@example.org
parameters: { color: yellow }
source:
  url: "${options.origin}/{color}-{YYYY}-{MM}.csv"
  headers: { Authorization: "Bearer \${SOURCE_TOKEN}" }
partitions: { by: month, start: 2021-01, end: 2021-03 }
columns:
  id: ${options.id ?? '{ type: int64, required: true }'}
  note: { type: string }
lake: ${options.root}/lake
warehouse: "duckdb:${options.root}/trips.duckdb"
tasks: { fetch: { retries: 0 } }
`;
}

const ONLY_RUN = `      dry-run: \${{ inputs.dry }}
      time-budget: \${{ inputs.budget }}
`;

/** A workflow as in examples/callers: schedule and dispatch. */
function caller(workflow: string): string {
  return `name: taxi
on:
  schedule: [{ cron: '17 5 * * *' }]
  workflow_dispatch:
    inputs:
      months: { type: string }
      force: { type: string }
      refresh: { type: string }
      set: { type: string }
      jobs: { type: string }
      dry: { type: string }
      lake: { type: string }
      warehouse: { type: string }
      budget: { type: string }
permissions: { contents: read }
jobs:
  etl:
    uses: ${REPOSITORY}/.github/workflows/${workflow}@${RELEASE}
    with:
      pipeline: pipeline.yml
      partitions: \${{ inputs.months }}
      force: \${{ inputs.force }}
      refresh-cache: \${{ inputs.refresh }}
      set: \${{ inputs.set }}
      max-jobs: \${{ inputs.jobs }}
      lake: \${{ inputs.lake }}
      warehouse: \${{ inputs.warehouse }}
${workflow === 'etl.yml' ? ONLY_RUN : ''}    secrets:
      environment: SOURCE_TOKEN=\${{ secrets.SOURCE_TOKEN }}
`;
}

export async function openStage(): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'lakeferry-etl-'));
  const files = new Map(MONTHS.map((month) => [`/yellow-${month}.csv`, monthText('yellow', month)]));
  const trouble = new Map<string, Trouble>();
  let asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    response.on('finish', () => asked.push(`${path} ${response.statusCode}`));
    const special = trouble.get(path);
    if (special !== undefined) return special(request, response);
    const text = files.get(path);
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return response.writeHead(401).end();
    if (text === undefined) return response.writeHead(404).end();
    const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 12)}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
    const body = Buffer.from(text);
    response.writeHead(200, { etag, 'content-type': 'text/csv', 'content-length': body.length });
    return response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const toolkit = join(root, 'toolkit');
  try {
    await copyToolkit(toolkit);
  } catch (error) {
    // It would keep the process waiting, and the failure unseen, until the suite's time is over.
    server.close();
    throw error;
  }
  const pins = new Set<string>([RELEASE]);
  for (const name of ['etl.yml', 'etl-steps.yml']) {
    const text = await readFile(join(toolkit, '.github/workflows', name), 'utf8');
    for (const pin of pinsOf(text)) pins.add(pin);
  }
  let repository = '';
  let commits = 0;
  const stage: Stage = {
    files,
    trouble,
    toolkit,
    lake: join(root, 'lake'),
    taken() {
      const taken = asked.sort();
      asked = [];
      return taken;
    },
    async commit(more = {}) {
      // act takes a work tree as it is; a new one each time is the least surprising.
      repository = join(root, `repository-${++commits}`);
      await stageRepository({
        folder: repository,
        files: {
          'pipeline.yml': pipelineText({ origin, root }),
          '.github/workflows/taxi.yml': caller('etl.yml'),
          '.github/workflows/steps.yml': caller('etl-steps.yml'),
          ...more,
        },
      });
    },
    run(workflow, more = {}) {
      return runWorkflow({
        repository,
        workflow: `.github/workflows/${workflow}`,
        state: join(root, 'state'),
        secrets: { SOURCE_TOKEN: TOKEN },
        // Offline: the library lies where npm put it for these tests.
        environment: { LAKEFERRY_DUCKDB_DIR: ROOT },
        localRepositories: Object.fromEntries([...pins].map((pin) => [`${REPOSITORY}@${pin}`, toolkit])),
        ...more,
      });
    },
    async ask(sql, file = join(root, 'trips.duckdb')) {
      const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
      try {
        const connection = await instance.connect();
        const rows = (await connection.runAndReadAll(sql)).getRowsJson();
        connection.closeSync();
        return rows;
      } finally {
        instance.closeSync();
      }
    },
    async shas(lake = join(root, 'lake')) {
      const found: Record<string, string> = {};
      for (const month of MONTHS) {
        const [year, number] = month.split('-');
        const path = join(lake, `yellow_trips/year=${year}/month=${number}/part-0.parquet`);
        found[month] = createHash('sha256')
          .update(await readFile(path))
          .digest('hex');
      }
      return found;
    },
    async log(partition, lake = join(root, 'lake')) {
      const folder = join(lake, '_lakeferry/yellow_trips/log', partition);
      const entries: Record<string, unknown>[] = [];
      for (let number = 1; ; number++) {
        const path = join(folder, `${String(number).padStart(6, '0')}.json`);
        const text = await readFile(path, 'utf8').catch(() => undefined);
        if (text === undefined) return entries;
        entries.push(JSON.parse(text) as Record<string, unknown>);
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(root, { recursive: true, force: true });
    },
  };
  await stage.commit();
  return stage;
}

/** What a release holds, as a commit: everything that git tracks and an action runs. */
/** The tree as a repository of its own: all that runs of another repository take from it. */
export async function copyToolkit(folder: string): Promise<void> {
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  const files: Record<string, Uint8Array> = {};
  for (const name of tracked.toString().split('\0')) {
    if (!/^(?:action\.yml|actions\/|dist\/|\.github\/workflows\/etl)/.test(name)) continue;
    // A file of dist that was built away is tracked until the next commit.
    const bytes = await readFile(join(ROOT, name)).catch(() => undefined);
    if (bytes !== undefined) files[name] = bytes;
  }
  await stageRepository({ folder, files, repository: REPOSITORY });
}
