import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDataset } from '../dataset.ts';
import type { Codec, Job } from '../job.ts';
import { bundleConvert } from '../lakeferry.ts';
import { MONTH, monthDataset } from '../month.ts';
import { pipelineText } from '../pipeline-file.ts';
import { profileScript } from '../profile.ts';
import type { ResultRow, Sample } from '../result.ts';
import type { Section } from '../section.ts';

export const PROFILE: Section = {
  name: 'profile',
  title: 'Where the time goes',
  text: `The conversion alone, without worker threads, under the profiler of Node.js: all that it does one after the other, by what
it does; in threads the same work overlaps, and each thread starts and collects its garbage by itself. Unpacking, fields, dictionaries,
values, pages and compression are every contestant's work. Starting Node.js and its code, reading the pipeline file, collecting garbage, and verification,
which no other contestant does, are ours alone: about a quarter of all, and what keeps the conversion from its targets.`,
  rounds: 3,
  async measure({ folder, rows, rounds, say }) {
    const script = await bundleConvert(join(folder, 'ours'));
    const tables = [];
    for (const codec of ['zstd', 'gzip'] satisfies Codec[]) {
      say(codec);
      const place = join(folder, codec);
      const job = await prepareJob(place, rows, codec);
      const parts = new Map<string, Sample[]>();
      const whole: Sample[] = [];
      for (let round = 0; round < rounds; round++) {
        const activities = await profileScript(script, [job], place);
        whole.push({ wall: [...activities.values()].reduce((sum, seconds) => sum + seconds, 0) });
        for (const [name, wall] of activities) parts.set(name, [...(parts.get(name) ?? []), { wall }]);
      }
      const found: ResultRow[] = [...parts].map(([name, samples]) => ({ key: name, name: `of it: ${name}`, samples }));
      found.sort((a, b) => leastOf(b) - leastOf(a));
      tables.push({ key: codec, title: codec, rows: [{ key: 'whole', name: 'all', samples: whole }, ...found] });
    }
    return { versions: {}, tables };
  },
};

function leastOf({ samples }: ResultRow): number {
  return Math.min(...samples.map(({ wall }) => wall));
}

async function prepareJob(folder: string, rows: number, codec: Codec): Promise<string> {
  await mkdir(folder, { recursive: true });
  const dataset = monthDataset(rows);
  const [input, pipeline, path] = ['month.csv.gz', 'pipeline.yml', 'job.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeDataset(input, dataset);
  await writeFile(pipeline, pipelineText(dataset, codec));
  const output = join(folder, 'month.parquet');
  const job: Job = { input, output, codec, columns: dataset.columns, partition: MONTH, pipeline, threads: false };
  await writeFile(path, JSON.stringify(job));
  return path;
}
