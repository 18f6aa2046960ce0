import { type Action, type Input, type Job, needsOf, type Step, triggerOf, type Workflow } from '../model.ts';
import { jobsOf, placeOf, resolveUses, type Tree, type YamlFile } from '../tree.ts';
import { expressionsOf, type Rule } from './rule.ts';

/** What the planner puts into each leg of the matrix: src/plan/legs.ts. */
const LEG = ['name', 'partitions'];

interface Surface {
  inputs: Readonly<Record<string, Input>>;
  outputs: readonly string[];
}

/** What one of our own actions or workflows takes and gives; undefined for any other. */
function surfaceOf(tree: Tree, uses: string | undefined): Surface | undefined {
  const file = uses === undefined ? undefined : resolveUses(tree, uses);
  if (file === undefined) return undefined;
  const { inputs = {}, outputs = {} } =
    file.kind === 'action' ? (file.data as Action) : (triggerOf(file.data as Workflow, 'workflow_call') ?? {});
  return { inputs, outputs: Object.keys(outputs) };
}

function checkInputs(place: string, given: object, { inputs }: Surface): string[] {
  return [
    ...Object.keys(given)
      .filter((name) => !(name in inputs))
      .map((name) => `${place}: there is no input ${name}`),
    ...Object.entries(inputs)
      .filter(([name, { required }]) => required === true && !(name in given))
      .map(([name]) => `${place}: the input ${name} is missing`),
  ];
}

/** Outputs of a step; undefined where they cannot be known. */
function outputsOfStep(tree: Tree, step: Step): readonly string[] | undefined {
  if (step.run !== undefined) return [...step.run.matchAll(/\b([\w-]+)(?:=|<<)/g)].map(([, name = '']) => name);
  return surfaceOf(tree, step.uses)?.outputs;
}

function outputsOfJob(tree: Tree, job: Job): readonly string[] {
  return surfaceOf(tree, job.uses)?.outputs ?? Object.keys(job.outputs ?? {});
}

function matrixOf({ strategy }: Job): string[] {
  const matrix = (strategy?.matrix ?? {}) as Record<string, unknown>;
  return typeof matrix['include'] === 'string' ? LEG : Object.keys(matrix);
}

/** The names that an expression of this job may use, by context; a step sees the steps before it. */
function knownIn(file: YamlFile, tree: Tree, keys: readonly (string | number)[]): Record<string, readonly string[]> {
  const { data } = file;
  const jobs = new Map(jobsOf(file));
  const known: Record<string, readonly string[]> = {};
  const offer = (context: string, outputs: readonly string[] | undefined) => {
    if (outputs !== undefined) known[context] = outputs;
  };
  if ('jobs' in data) {
    const given = ['workflow_call', 'workflow_dispatch'].map((event) => triggerOf(data, event)?.inputs ?? {});
    offer('inputs', given.flatMap(Object.keys));
  }
  if (keys[0] === 'on') {
    for (const [id, job] of jobs) offer(`jobs.${id}.outputs`, outputsOfJob(tree, job));
  }
  const job = keys[0] === 'jobs' ? jobs.get(String(keys[1])) : undefined;
  if (job === undefined) return known;
  offer('matrix', matrixOf(job));
  for (const id of needsOf(job)) {
    const needed = jobs.get(id);
    offer(`needs.${id}.outputs`, needed === undefined ? [] : outputsOfJob(tree, needed));
  }
  const before = keys[2] === 'steps' ? Number(keys[3]) : Number.POSITIVE_INFINITY;
  for (const step of (job.steps ?? []).slice(0, before)) {
    if (step.id !== undefined) offer(`steps.${step.id}.outputs`, outputsOfStep(tree, step) ?? ['*']);
  }
  return known;
}

const REFERENCE =
  /(?<![\w.])(?:(?<context>inputs|matrix)|(?<outputs>(?:steps|needs|jobs)\.[\w-]+\.outputs))\.(?<name>[\w-]+)/g;

export const INTERFACES: readonly Rule[] = [
  {
    name: 'what is given to our own actions and workflows are inputs that they have',
    check: (file, tree) =>
      jobsOf(file).flatMap(([id, job]) => {
        const called = surfaceOf(tree, job.uses);
        return [
          ...(called === undefined ? [] : checkInputs(placeOf(file, 'jobs', id), job.with ?? {}, called)),
          ...(job.steps ?? []).flatMap((step, index) => {
            const surface = surfaceOf(tree, step.uses);
            const place = placeOf(file, 'jobs', id, 'steps', index);
            return surface === undefined ? [] : checkInputs(place, step.with ?? {}, surface);
          }),
        ];
      }),
  },
  {
    name: 'every input, output and leg that an expression names is there',
    check: (file, tree) =>
      file.scalars.flatMap((scalar) => {
        const expressions = expressionsOf(scalar);
        if (expressions.length === 0) return [];
        const known = knownIn(file, tree, scalar.keys);
        return [...expressions.join(' ').matchAll(REFERENCE)].flatMap(({ 0: text, groups = {} }) => {
          const names = known[groups['context'] ?? groups['outputs'] ?? ''];
          return names?.includes(groups['name'] ?? '') || names?.includes('*')
            ? []
            : [`${file.path}:${scalar.line}: there is no ${text}${names === undefined ? ' here' : ''}`];
        });
      }),
  },
];
