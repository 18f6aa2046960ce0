import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Codec } from '../job.ts';
import { MONTH } from '../month.ts';
import { measureRun, prepareMonth } from '../own-runs.ts';
import type { ResultTable } from '../result.ts';
import { ROOT } from '../root.ts';
import type { Section } from '../section.ts';
import { takeTurns } from '../turns.ts';

const execute = promisify(execFile);

const COUNTS = [1, 2];
const OPTION = '--workers';

export const WORKERS: Section = {
  name: 'workers',
  title: 'Workers',
  text: `The whole \`run\` with one worker thread and with two.`,
  rounds: 5,
  async measure({ folder, rows, rounds, say }) {
    const { stdout } = await execute(process.execPath, [join(ROOT, 'dist', 'cli.mjs'), 'run', '--help']);
    const refused = stdout.includes(OPTION) ? undefined : `this build has no option ${OPTION}`;
    const tables: ResultTable[] = [];
    for (const codec of ['zstd', 'gzip'] satisfies Codec[]) {
      const place = join(folder, codec);
      if (refused === undefined) {
        say(codec);
        await prepareMonth(place, rows, codec);
      }
      const contestants = COUNTS.map((count) => ({
        key: String(count),
        work: () => measureRun(place, ['--partitions', MONTH, OPTION, String(count)]),
      }));
      const samples = await takeTurns(refused === undefined ? contestants : [], { rounds });
      const table = COUNTS.map((count) => ({
        key: String(count),
        name: count === 1 ? 'one worker' : `${count} workers`,
        samples: samples.get(String(count)) ?? [],
        ...(refused === undefined ? {} : { refused }),
      }));
      tables.push({ key: codec, title: codec, rows: table });
    }
    return { versions: {}, tables };
  },
};
