import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OBJECT } from '../lakeferry.ts';
import { measureProcess } from '../measured-process.ts';
import { MONTH } from '../month.ts';
import { prepareMonth } from '../own-runs.ts';
import type { ResultRow, Sample } from '../result.ts';
import { ROOT } from '../root.ts';
import type { Section } from '../section.ts';
import { takeTurns } from '../turns.ts';

const TASKS = ['fetch', 'clean', 'write-parquet', 'upload'];

/** An action from `dist` in a process of its own, as a runner starts it. */
async function measureAction(
  action: string,
  folder: string,
  inputs: Readonly<Record<string, string>>,
): Promise<Sample> {
  const runner = join(folder, 'runner');
  await mkdir(runner, { recursive: true });
  const files = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'].map((name) => [name, join(runner, name)] as const);
  for (const [, path] of files) await writeFile(path, '');
  const env = {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_TEMP: runner,
    ...Object.fromEntries(files),
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  };
  return measureProcess({ script: join(ROOT, 'dist', `${action}.mjs`), arguments: [], env }, folder);
}

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

export const STEPS: Section = {
  name: 'steps',
  title: 'Step by step against one step',
  text: `The same month by the action \`run\`, and by the actions \`fetch\`, \`clean\`, \`write-parquet\` and \`upload\` one after the other, each a
process of its own with files in between. Both leave the same bytes in the lake. Wall and CPU of the steps are sums, their peak is the highest.`,
  rounds: 3,
  async measure({ folder, rows, rounds }) {
    const place = join(folder, 'steps');
    await prepareMonth(place, rows, 'zstd');
    const each = new Map<string, Sample[]>(TASKS.map((step) => [step, []]));
    const start = async (lake: string) => {
      for (const name of ['.lakeferry', '.cache', 'runner', lake])
        await rm(join(place, name), { recursive: true, force: true });
    };
    const run = async () => {
      await start('lake-run');
      return measureAction('run', place, { partitions: MONTH, lake: './lake-run', cache: 'false' });
    };
    const steps = async (): Promise<Sample> => {
      await start('lake-steps');
      let results = '';
      const taken: Required<Sample> = { wall: 0, cpu: 0, peak: 0 };
      for (const step of TASKS) {
        const input = step === 'fetch' ? { partitions: MONTH, cache: 'false' } : { results };
        const lake = ['fetch', 'upload'].includes(step) ? { lake: './lake-steps' } : {};
        const sample = await measureAction(step, place, { ...input, ...lake });
        each.get(step)?.push(sample);
        taken.wall += sample.wall;
        taken.cpu += sample.cpu ?? 0;
        taken.peak = Math.max(taken.peak, sample.peak ?? 0);
        results = join('.lakeferry', 'bench', step, 'results.json');
      }
      return taken;
    };
    const samples = await takeTurns(
      [
        { key: 'run', work: run },
        { key: 'steps', work: steps },
      ],
      { rounds },
    );
    const [one, other] = await Promise.all(['lake-run', 'lake-steps'].map((lake) => sha256(join(place, lake, OBJECT))));
    if (one !== other) throw new Error('the two ways left different bytes in the lake');
    const table: ResultRow[] = [
      { key: 'run', name: '`run`', samples: samples.get('run') ?? [] },
      { key: 'steps', name: 'four steps', samples: samples.get('steps') ?? [] },
      ...TASKS.map((step) => ({ key: step, name: `of these: \`${step}\``, samples: each.get(step) ?? [] })),
    ];
    return { versions: {}, tables: [{ key: 'steps', title: 'One month, zstd', rows: table }] };
  },
};
