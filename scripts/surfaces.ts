/**
 * `node scripts/surfaces.ts` writes what users see of the words: action.yml of every action and the inputs of the reusable
 * workflows, from src/session/words.ts and surfaces.ts. `--check` writes nothing and exits 1 where a file is out of step.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACTIONS, type ActionName, type Surface } from '../src/session/surfaces.ts';
import { WORDS, type Word, type WordName } from '../src/session/words.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Inputs of the reusable workflows: the union of what their actions take, and the runner. */
export const WORKFLOWS = {
  'etl.yml': union(['plan', 'run', 'report'], ['results', 'from', 'plan', 'site', 'datasets']),
  'etl-steps.yml': union(['plan', 'fetch', 'clean', 'load', 'report'], ['results', 'plan', 'site', 'datasets']),
} as const;

function union(actions: readonly ActionName[], without: readonly WordName[]): WordName[] {
  const all = new Set<WordName>(actions.flatMap((action) => [...ACTIONS[action].inputs]));
  return [...(Object.keys(WORDS) as WordName[]).filter((word) => all.has(word) && !without.includes(word)), 'runner'];
}

/** The description with what holds where nothing is said. Defaults are the code's: an empty input is an unset one. */
function told(name: WordName): string {
  const { description, otherwise }: Word = WORDS[name];
  return otherwise === undefined ? description : `${description} Default: ${otherwise}.`;
}

/** A YAML text that nothing in it can end. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}

export function actionYaml(name: ActionName): string {
  const { title, description, inputs, outputs }: Surface = ACTIONS[name];
  const up = name === 'run' ? '' : '../../';
  return [
    '# Made by scripts/surfaces.ts.',
    `name: ${title}`,
    `description: ${quoted(description)}`,
    'author: The Lakeferry authors',
    'branding: { icon: anchor, color: blue }',
    'inputs:',
    ...inputs.flatMap((input) => [`  ${input}:`, `    description: ${quoted(told(input))}`, '    required: false']),
    'outputs:',
    ...Object.entries(outputs).flatMap(([output, what]) => [`  ${output}:`, `    description: ${quoted(what)}`]),
    'runs:',
    '  using: node24',
    `  main: ${up}dist/${name}.mjs`,
    '',
  ].join('\n');
}

function workflowInputs(words: readonly WordName[]): string {
  return words
    .flatMap((word) => [`      ${word}:`, `        description: ${quoted(told(word))}`, '        type: string'])
    .join('\n');
}

/** Inputs and outputs of all actions, for docs/reference.md. */
export function actionTables(): string {
  const names = Object.keys(ACTIONS) as ActionName[];
  const users = (word: WordName) =>
    names.filter((name) => (ACTIONS[name] as Surface).inputs.includes(word)).map((name) => `\`${name}\``);
  const cell = (text: string) => text.replace(/\|/g, '\\|');
  return [
    '| input | what it says | default | read by |',
    '|---|---|---|---|',
    ...(Object.entries(WORDS) as [WordName, Word][])
      .filter(([word]) => users(word).length > 0)
      .map(
        ([word, { description, otherwise = '' }]) =>
          `| \`${word}\` | ${cell(description)} | ${otherwise} | ${users(word).join(' ')} |`,
      ),
    '',
    '| action | output | what it holds |',
    '|---|---|---|',
    ...names.flatMap((name) =>
      Object.entries(ACTIONS[name].outputs).map(([output, what]) => `| \`${name}\` | \`${output}\` | ${cell(what)} |`),
    ),
  ].join('\n');
}

/** Replaces what stands between the marks, which stay. */
function between(text: string, start: string, end: string, content: string, path: string): string {
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path}: the marks "${start}" and "${end}" are missing`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(text.lastIndexOf('\n', to) + 1)}`;
}

/** Path below the root → text, of everything that is made. */
export async function surfaces(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const name of Object.keys(ACTIONS) as ActionName[]) {
    files.set(name === 'run' ? 'action.yml' : `actions/${name}/action.yml`, actionYaml(name));
  }
  for (const [name, words] of Object.entries(WORKFLOWS)) {
    const path = `.github/workflows/${name}`;
    const text = await readFile(join(ROOT, path), 'utf8');
    files.set(
      path,
      between(text, '# Inputs are made by scripts/surfaces.ts.', '# End of the inputs.', workflowInputs(words), path),
    );
  }
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check');
  for (const [path, text] of await surfaces()) {
    const full = join(ROOT, path);
    if ((await readFile(full, 'utf8').catch(() => undefined)) === text) continue;
    if (check) {
      process.stderr.write(
        `${path} is out of step with src/session; run "npm run surfaces" and commit what it makes\n`,
      );
      process.exitCode = 1;
      continue;
    }
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, text);
    process.stdout.write(`wrote ${path}\n`);
  }
  if (check && process.exitCode !== 1) process.stdout.write('actions and workflows are in step with the words\n');
}
