import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { measureRun, prepareMonth } from '../own-runs.ts';
import type { ResultRow } from '../result.ts';
import type { Section } from '../section.ts';
import { takeTurns } from '../turns.ts';

/** The largest runs once: it takes as long as all rounds of the first. */
const TIMES = [
  { times: 1, once: false },
  { times: 4, once: false },
  { times: 16, once: true },
];

export const SIZES: Section = {
  name: 'sizes',
  title: 'More rows, and two months at once',
  text: `The whole \`run\` into a folder lake, with zstd. Memory is bounded by a row group and not by the file: the peak of 16 times the rows
is to be that of the month itself. Two months at once are two conversions in one process.`,
  rounds: 3,
  async measure({ folder, rows, rounds, say }) {
    const sizes: ResultRow[] = [];
    for (const { times, once } of TIMES) {
      say(`${times} × ${rows} rows`);
      const place = join(folder, `rows-${times}`);
      await prepareMonth(place, rows * times, 'zstd');
      const work = () => measureRun(place);
      const samples = await takeTurns([{ key: 'run', work }], { rounds: once ? 1 : rounds });
      const count = new Intl.NumberFormat('en').format(rows * times);
      sizes.push({ key: `run-${times}`, name: `${times} ×: ${count} rows`, samples: samples.get('run') ?? [] });
      if (times > 1) await rm(place, { recursive: true });
    }
    say('two months');
    const place = join(folder, 'rows-1');
    await copyFile(join(place, '2021-01.csv.gz'), join(place, '2021-02.csv.gz'));
    const both = ['--partitions', '2021-01..2021-02', '--concurrency'];
    const samples = await takeTurns(
      [
        { key: 'two', work: () => measureRun(place, [...both, '2']) },
        { key: 'one', work: () => measureRun(place, [...both, '1']) },
      ],
      { rounds },
    );
    const months: ResultRow[] = [
      { key: 'two', name: 'two at once', samples: samples.get('two') ?? [] },
      { key: 'one', name: 'one after the other', samples: samples.get('one') ?? [] },
    ];
    return {
      versions: {},
      tables: [
        { key: 'sizes', title: 'Times the rows', rows: sizes },
        { key: 'months', title: 'Two months', rows: months },
      ],
    };
  },
};
