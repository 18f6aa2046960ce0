/**
 * `npm run bench`: measures sections of docs/benchmarks.md, keeps their results in bench/results, prints their tables and makes
 * the page anew. `npm run bench -- --help` lists the sections.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeBuild, describeMachine } from './machine.ts';
import { type BenchOptions, REFERENCE_ROWS, readOptions } from './options.ts';
import { pageText } from './page.ts';
import { pictureText } from './picture.ts';
import type { SectionResult } from './result.ts';
import { ROOT } from './root.ts';
import type { Section } from './section.ts';
import { CONVERSIONS } from './sections/conversions.ts';
import { SECTIONS } from './sections.ts';
import { readEnds, readResults, writeResult } from './store.ts';
import { tableText } from './table-text.ts';

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function measure(section: Section, options: BenchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-bench-'));
  try {
    const { rows, python, rounds = section.rounds } = options;
    const machine = await describeMachine(folder);
    say(`${section.name}: ${section.title}, ${rounds} rounds`);
    const { versions, tables } = await section.measure({
      rounds,
      rows,
      python,
      folder,
      say: (line) => say(`  ${line}`),
    });
    const date = new Date().toISOString().slice(0, 10);
    const build = { Lakeferry: await describeBuild() };
    const result: SectionResult = { section: section.name, date, machine, versions: { ...build, ...versions }, tables };
    for (const table of tables) say(`\n${table.title}\n\n${tableText(table)}`);
    say('');
    if (rows === REFERENCE_ROWS) await writeResult(result);
    else say(`${rows} rows are not the reference size: nothing is kept`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writePage(): Promise<void> {
  const results = await readResults(SECTIONS.map(({ name }) => name));
  await writeFile(join(ROOT, 'docs', 'benchmarks.md'), pageText(SECTIONS, results, await readEnds()));
  const main = results.get(CONVERSIONS.name);
  if (main !== undefined) await writeFile(join(ROOT, 'docs', 'benchmarks.svg'), pictureText(main));
  say('docs/benchmarks.md is made');
}

function helpText(): string {
  return [
    'npm run bench -- [options]',
    '',
    '  --only NAMES   sections, with commas; default: the first; all: every one',
    '  --rounds N     default: as many as the section says',
    `  --rows N       of the month; default: ${REFERENCE_ROWS}; results of another size are not kept`,
    '  --python       make an environment of Python with the pinned peers, where there is none',
    '  --page         make docs/benchmarks.md from bench/results, and measure nothing',
    '',
    ...SECTIONS.map(({ name, title }) => `  ${name.padEnd(12)} ${title}`),
  ].join('\n');
}

async function bench(options: BenchOptions): Promise<void> {
  if (options.help) return say(helpText());
  if (!options.page)
    for (const section of SECTIONS.filter(({ name }) => options.only.includes(name))) await measure(section, options);
  if (options.page || options.rows === REFERENCE_ROWS) await writePage();
}

function readCommand(): BenchOptions | undefined {
  try {
    return readOptions(
      process.argv.slice(2),
      SECTIONS.map(({ name }) => name),
    );
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return undefined;
  }
}

const options = readCommand();
if (options !== undefined) await bench(options);
