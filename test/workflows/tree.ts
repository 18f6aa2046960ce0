import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPair, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { REPOSITORY } from '../../scripts/pins.ts';
import { type Action, type Job, type Step, triggerOf, type Workflow } from './model.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * `action`; `reusable`: a workflow that others call; `own`: one of this repository's; `caller`: an example to copy;
 * `snippet`: a workflow in a Markdown file, or an example that calls none of our workflows.
 */
export type Kind = 'action' | 'reusable' | 'own' | 'caller' | 'snippet';

/** One YAML file, or one block of a Markdown file. */
export interface YamlFile {
  /** Below the root, with `/`. */
  path: string;
  kind: Kind;
  text: string;
  data: Action | Workflow;
  /** Every scalar with its way from the top, its line in the file, and the text of that line. */
  scalars: readonly Scalar[];
}

export interface Scalar {
  keys: readonly (string | number)[];
  value: unknown;
  line: number;
  source: string;
}

export interface Tree {
  files: readonly YamlFile[];
}

/** `firstLine`: where the text begins in its file, for a block in Markdown. */
export function parseFile(options: { path: string; kind?: Kind; text: string; firstLine?: number }): YamlFile {
  const { path, text, firstLine = 1 } = options;
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  if (document.errors[0] !== undefined) throw new SyntaxError(`${path}: ${document.errors[0].message}`);
  const lines = text.split('\n');
  const scalars: Scalar[] = [];
  visit(document, {
    Scalar(key, node, ancestors) {
      if (key === 'key' || node.range == null) return;
      const line = counter.linePos(node.range[0]).line;
      const keys: (string | number)[] = [];
      for (const [place, each] of ancestors.entries()) {
        if (isPair(each)) keys.push(String(each.key));
        else if (isSeq(each)) keys.push(each.items.indexOf(ancestors[place + 1] ?? node));
      }
      scalars.push({ keys, value: node.value, line: line + firstLine - 1, source: lines[line - 1] ?? '' });
    },
  });
  const data = document.toJS() as Action | Workflow;
  return { path, kind: options.kind ?? kindOf(path, data), text, data, scalars };
}

function kindOf(path: string, data: Action | Workflow): Kind {
  if (/(?:^|\/)action\.yml$/.test(path)) return 'action';
  if (path.startsWith('examples/')) return path.startsWith('examples/callers/') ? 'caller' : 'snippet';
  return triggerOf(data as Workflow, 'workflow_call') === undefined ? 'own' : 'reusable';
}

/** Everything of this repository that GitHub reads, or that people copy for GitHub to read. */
export async function readTree(): Promise<Tree> {
  const paths = ['action.yml', ...(await below('actions')), ...(await below('.github/workflows'))];
  paths.push(
    ...(await below('examples/callers')),
    ...(await below('examples/pull-request')),
    ...(await below('examples/pages')),
  );
  const files = await Promise.all(
    paths
      .filter((path) => path.endsWith('.yml'))
      .map(async (path) => parseFile({ path, text: await readTreeFile(path) })),
  );
  const pages = (await below('docs')).filter((path) => path.endsWith('.md'));
  for (const path of ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...pages]) {
    files.push(...snippetsOf(path, await readTreeFile(path)));
  }
  return { files };
}

async function below(folder: string): Promise<string[]> {
  const names = await readdir(join(ROOT, folder), { recursive: true });
  return names.map((name) => `${folder}/${name}`).sort();
}

/** `path` is below the root. */
export function readTreeFile(path: string): Promise<string> {
  return readFile(join(ROOT, path), 'utf8');
}

/** The blocks of a Markdown text that are whole workflows. */
export function snippetsOf(path: string, markdown: string): YamlFile[] {
  const blocks = [...markdown.matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(({ 1: text = '', index }) => {
    const firstLine = markdown.slice(0, index).split('\n').length + 1;
    const file = parseFile({ path, kind: 'snippet', text, firstLine });
    return file.data !== null && 'jobs' in file.data ? [file] : [];
  });
}

/** `.github/workflows/etl.yml` or `actions/plan` or `` (the root) where `uses` names this repository, else undefined. */
export function ownPath(uses: string): string | undefined {
  if (uses.startsWith('./')) return uses.slice(2);
  const [name = ''] = uses.split('@');
  if (name === REPOSITORY) return '';
  return name.startsWith(`${REPOSITORY}/`) ? name.slice(REPOSITORY.length + 1) : undefined;
}

/** The action or workflow of this tree that `uses` names. */
export function resolveUses(tree: Tree, uses: string): YamlFile | undefined {
  const path = ownPath(uses);
  if (path === undefined) return undefined;
  const wanted = path.endsWith('.yml') ? path : path === '' ? 'action.yml' : `${path}/action.yml`;
  return tree.files.find((file) => file.path === wanted && file.kind !== 'snippet');
}

export function isThere(path: string): boolean {
  return existsSync(join(ROOT, path));
}

/** All jobs of a workflow with their ids; none for an action. */
export function jobsOf({ data }: YamlFile): [id: string, job: Job][] {
  return 'jobs' in data ? Object.entries(data.jobs) : [];
}

export function stepsOf(file: YamlFile): { job: string; index: number; step: Step }[] {
  return jobsOf(file).flatMap(([job, { steps = [] }]) => steps.map((step, index) => ({ job, index, step })));
}

/** `path:line` of what stands at these keys, or of the nearest below them. */
export function placeOf(file: YamlFile, ...keys: readonly (string | number)[]): string {
  const at = file.scalars.find((scalar) => keys.every((key, index) => scalar.keys[index] === key));
  return `${file.path}:${at?.line ?? file.scalars[0]?.line ?? 1}`;
}
