import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Codec, Job } from '../job.ts';
import { bundleConvert } from '../lakeferry.ts';
import { measureProcess } from '../measured-process.ts';
import { MONTH, monthDataset } from '../month.ts';
import { prepareMonth } from '../own-runs.ts';
import type { ResultTable } from '../result.ts';
import type { Section } from '../section.ts';
import { takeTurns } from '../turns.ts';

const COUNTS = [1, 2];

export const WORKERS: Section = {
  name: 'workers',
  title: 'Workers',
  text: `The conversion of the month with one worker thread and with two, besides the thread that reads and writes.`,
  rounds: 5,
  async measure({ folder, rows, rounds, say }) {
    const script = await bundleConvert(join(folder, 'ours'));
    const tables: ResultTable[] = [];
    for (const codec of ['zstd', 'gzip'] satisfies Codec[]) {
      say(codec);
      const place = join(folder, codec);
      const pipeline = await prepareMonth(place, rows, codec);
      const output = join(place, 'month.parquet');
      const { columns } = monthDataset(rows);
      const contestant = async (workers: number) => {
        const path = join(place, `${workers}.json`);
        const input = join(place, `${MONTH}.csv.gz`);
        const job: Job = { input, output, codec, columns, partition: MONTH, workers, pipeline };
        await writeFile(path, JSON.stringify(job));
        const work = async () => {
          await rm(output, { force: true });
          return measureProcess({ script, arguments: [path] }, place);
        };
        return { key: String(workers), work };
      };
      const samples = await takeTurns(await Promise.all(COUNTS.map(contestant)), { rounds });
      const found = COUNTS.map(String).map((key) => ({
        key,
        name: key === '1' ? 'one worker' : `${key} workers`,
        samples: samples.get(key) ?? [],
      }));
      tables.push({ key: codec, title: codec, rows: found });
    }
    return { versions: {}, tables };
  },
};
