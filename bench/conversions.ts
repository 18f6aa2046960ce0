import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dataset, writeDataset } from './dataset.ts';
import type { Codec, Job } from './job.ts';
import { type Judge, withJudge } from './judge.ts';
import { OBJECT, runProgram } from './lakeferry.ts';
import { measureProcess, type Program } from './measured-process.ts';
import { MONTH } from './month.ts';
import type { Peer } from './peers.ts';
import { pipelineText } from './pipeline-file.ts';
import type { ResultRow, Sample } from './result.ts';
import { type Contestant, takeTurns } from './turns.ts';

/** Who takes this many seconds of processor time for the first run does not run again: that run counts. */
const SLOW = 12;

export interface RaceOptions {
  /** An empty folder. */
  folder: string;
  dataset: Dataset;
  codecs: readonly Codec[];
  peers: readonly Peer[];
  /** The script of the conversion alone, see `bundleConvert`. */
  convert: string;
  /** Whether the whole run takes part beside the conversion. */
  withRun: boolean;
  rounds: number;
  say(line: string): void;
}

interface Entry {
  key: string;
  name: string;
  /** The text says why there is none. */
  program: Program | string;
  output: string;
  /** What must not be there when it starts. */
  removed: string;
}

/** Each contestant makes a Parquet file of the same CSV; one whose file is not what DuckDB reads is refused. Rows by codec. */
export async function raceConversions(options: RaceOptions): Promise<Map<Codec, ResultRow[]>> {
  const { folder, dataset, codecs } = options;
  await mkdir(folder, { recursive: true });
  const input = join(folder, `${MONTH}.csv.gz`);
  await writeDataset(input, dataset);
  return withJudge(input, dataset, async (judge) => {
    const tables = new Map<Codec, ResultRow[]>();
    for (const codec of codecs) {
      const entries = await enter(options, input, codec);
      tables.set(codec, await race(entries, judge, codec, options));
    }
    return tables;
  });
}

async function enter(options: RaceOptions, input: string, codec: Codec): Promise<Entry[]> {
  const { folder, dataset, peers, convert, withRun } = options;
  const pipeline = join(folder, `pipeline-${codec}.yml`);
  await writeFile(pipeline, pipelineText(dataset, codec));
  const enterJob = async (key: string, name: string, program: Peer['program']): Promise<Entry> => {
    const output = join(folder, `${key}-${codec}.parquet`);
    const path = join(folder, `${key}-${codec}.json`);
    const job: Job = { input, output, codec, columns: dataset.columns, partition: MONTH, pipeline };
    await writeFile(path, JSON.stringify(job));
    return { key, name, program: program(path, codec), output, removed: output };
  };
  const lake = join(folder, `lake-${codec}`);
  return [
    await enterJob('convert', 'Lakeferry, conversion', (job) => ({ script: convert, arguments: [job] })),
    ...(withRun
      ? [
          {
            key: 'run',
            name: 'Lakeferry, whole run',
            program: runProgram({ pipeline, lake }),
            output: join(lake, OBJECT),
            removed: lake,
          },
        ]
      : []),
    ...(await Promise.all(peers.map(({ key, name, program }) => enterJob(key, name, program)))),
  ];
}

async function race(entries: readonly Entry[], judge: Judge, codec: Codec, options: RaceOptions): Promise<ResultRow[]> {
  const { folder, rounds, say } = options;
  const firsts = new Map<string, Sample>();
  const refusals = new Map<string, string>();
  const contestants: Contestant[] = [];
  for (const { key, name, program, output, removed } of entries) {
    if (typeof program === 'string') {
      refusals.set(key, program);
      continue;
    }
    const work = async () => {
      await rm(removed, { recursive: true, force: true });
      return measureProcess(program, folder);
    };
    try {
      const first = await work();
      const why = await judge(output, codec);
      if (why !== undefined) refusals.set(key, why);
      else if ((first.cpu ?? 0) > SLOW) firsts.set(key, first);
      else contestants.push({ key, work });
      say(`${codec}, ${name}: ${first.wall.toFixed(1)} s${why === undefined ? '' : `, ${why}`}`);
    } catch (error) {
      refusals.set(key, error instanceof Error ? error.message : String(error));
      say(`${codec}, ${name}: ${refusals.get(key)}`);
    }
  }
  const samples = await takeTurns(contestants, { rounds });
  const rows: ResultRow[] = [];
  for (const { key, name, output } of entries) {
    const refused = refusals.get(key);
    if (refused !== undefined) {
      rows.push({ key, name, samples: [], refused });
      continue;
    }
    const first = firsts.get(key);
    // What the last round left is judged too: a row is a figure of a right file only.
    const why = first === undefined ? await judge(output, codec) : undefined;
    if (why === undefined)
      rows.push({ key, name, samples: samples.get(key) ?? [first as Sample], bytes: (await stat(output)).size });
    else rows.push({ key, name, samples: [], refused: why });
  }
  return rows;
}
