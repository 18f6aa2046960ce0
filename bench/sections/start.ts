import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measureProcess, type Program } from '../measured-process.ts';
import { ROOT } from '../root.ts';
import type { Section } from '../section.ts';
import { takeTurns } from '../turns.ts';

const pipelineText = (lake: string) => `
name: start
description: One day
owner: data@example.org
source: { url: "day.csv" }
partitions: { by: day, start: 2021-01-01, end: 2021-01-01, recheck: last:0 }
columns: { id: { type: int64 } }
lake: ${lake}
`;

export const START: Section = {
  name: 'start',
  title: 'Cold start',
  text: `What starting costs, beside a Node.js process that does nothing: \`lakeferry --version\`, and the action \`plan\` over one partition
that is done, in a folder lake.`,
  rounds: 21,
  async measure({ folder, rounds }) {
    await writeFile(join(folder, 'pipeline.yml'), pipelineText(join(folder, 'lake')));
    await writeFile(join(folder, 'day.csv'), 'id\n1\n');
    await writeFile(join(folder, 'empty.mjs'), '');
    await cp(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
    const outputs = { GITHUB_OUTPUT: join(folder, 'outputs'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
    await writeFile(outputs.GITHUB_OUTPUT, '');
    const programs: Record<string, Program> = {
      empty: { script: join(folder, 'empty.mjs'), arguments: [] },
      version: { script: join(folder, 'dist', 'cli.mjs'), arguments: ['--version'] },
      plan: { script: join(folder, 'dist', 'plan.mjs'), arguments: [], env: outputs },
    };
    const names: Record<string, string> = {
      empty: 'an empty process',
      version: '`lakeferry --version`',
      plan: 'the action `plan`',
    };
    await measureProcess({ script: join(folder, 'dist', 'cli.mjs'), arguments: ['run'] }, folder);
    const work = async (program: Program) => {
      await rm(join(folder, '.lakeferry'), { recursive: true, force: true });
      return measureProcess(program, folder);
    };
    // Each once before: the disk's cache is filled.
    for (const program of Object.values(programs)) await work(program);
    const samples = await takeTurns(
      Object.entries(programs).map(([key, program]) => ({ key, work: () => work(program) })),
      { rounds },
    );
    const rows = Object.keys(programs).map((key) => ({
      key,
      name: names[key] ?? key,
      samples: samples.get(key) ?? [],
    }));
    return { versions: {}, tables: [{ key: 'start', title: 'Processes', rows }] };
  },
};
