import type { Machine, SectionResult } from './result.ts';
import type { Section } from './section.ts';
import { markdown, tableText } from './table-text.ts';
import { type Results, TARGETS, type Target, verdict } from './target.ts';

/** docs/benchmarks.md. The same results give the same text. */
export function pageText(
  parts: readonly Pick<Section, 'name' | 'title' | 'text'>[],
  results: Results,
  ends: readonly string[],
): string {
  return `${[
    HEAD,
    '## Targets',
    targetsText(results),
    ...parts.map((part) => partText(part, results.get(part.name))),
    ENDS,
    ends.length === 0 ? 'Not measured yet.' : ends.map((line) => `- ${line}`).join('\n'),
    FOOT,
  ].join('\n\n')}\n`;
}

const HEAD = `# Benchmarks

Made by \`npm run bench\`, which measures and writes this page; nothing on it is typed by hand. Figures are medians over several
rounds, in which the contestants take turns. In parentheses stands the first row's figure divided by this
row's: below 1, the first row took less. \`wall\` is from start to exit of a process; \`CPU\` is user and system time of all its
threads; \`peak\` is the most memory that the process itself had resident (VmHWM of Linux). Where a machine is busy otherwise,
CPU is steadier than wall.

![Wall time of each contestant, zstd and gzip](benchmarks.svg)`;

const ENDS = `## Threads that end

A process that used threads has to end, and Node.js waits for each of them when it does. \`node scripts/workers-end.mjs 2500\` runs
\`dist\` again and again with two threads, and counts runs that do not end, fail, or write other bytes than the first; 200 of them
are part of the tests. Several of these were kept, on cores that others worked on too:`;

const FOOT = `## Again

In a clone of this repository, after \`npm ci\`:

\`\`\`sh
npm run bench                                # the first section, a few minutes
npm run bench -- --python                    # with the peers from Python, in an environment that it makes
npm run bench -- --only loads,start          # other sections; \`--only all\` for every one
npm run bench -- --rounds 3 --rows 100000    # a trial: another size is printed and not kept
npm run bench -- --page                      # this page again from bench/results
\`\`\``;

function targetsText(results: Results): string {
  const rows = TARGETS.map((target) => {
    const value = target.value(results);
    return [
      target.what,
      boundText(target),
      value === undefined ? '' : valueText(target, value),
      verdict(target, results),
    ];
  });
  return markdown(['', 'target', 'measured', ''], rows);
}

function boundText({ bound, unit }: Target): string {
  return 'most' in bound ? `at most ${bound.most} ${unit}` : `at least ${bound.least} ${unit}`;
}

function valueText({ unit }: Target, value: number): string {
  return `${unit === 'MiB' ? value.toFixed(0) : value.toFixed(2)} ${unit}`;
}

function partText(part: Pick<Section, 'name' | 'title' | 'text'>, result: SectionResult | undefined): string {
  const head = `## ${part.title}\n\n${part.text}`;
  if (result === undefined) return `${head}\n\nNot measured yet.`;
  const tables = result.tables.map((table) => `### ${table.title}\n\n${tableText(table)}`);
  return [head, ...tables, sourceText(result)].join('\n\n');
}

/** Sections are measured one by one, perhaps on different days and machines. */
function sourceText({ date, machine, versions, tables }: SectionResult): string {
  const rounds = Math.max(...tables.flatMap(({ rows }) => rows.map(({ samples }) => samples.length)));
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `Measured on ${date}, ${rounds} rounds. ${machineText(machine)}. ${names.join(', ')}.`;
}

function machineText({ cores, cpu, memoryGib, kernel, node, files, load }: Machine): string {
  return `${cores} cores (${cpu}), ${memoryGib} GiB, ${kernel}, Node.js ${node}, files ${files === 'memory' ? 'in memory' : 'on disk'}, load ${load?.toFixed(1) ?? 'unknown'} before it began`;
}
