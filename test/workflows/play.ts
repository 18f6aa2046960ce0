import type { WorkflowJob } from '@actions/workflow-parser/model/workflow-template';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import {
  type Contexts,
  evaluateExpression,
  evaluateToken,
  listOf,
  namesOf,
  parseWorkflow,
  tokenAt,
  type Value,
} from './github.ts';
import { ownPath, readTreeFile } from './tree.ts';

/** A run that is thought through, not run: GitHub's expressions decide, the script says what steps would say. */
export interface Script {
  event: { name: string; inputs?: Readonly<Record<string, string>> };
  /** What steps set, by their id. */
  outputs?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Ids of jobs that fail. */
  failing?: readonly string[];
  /** Somebody cancels the run while its matrix works. */
  cancelled?: boolean;
  secrets?: Readonly<Record<string, string>>;
  /** Texts in the place of files. */
  texts?: Readonly<Record<string, string>>;
}

type Texts = Readonly<Record<string, string>>;
type Result = 'success' | 'failure' | 'cancelled' | 'skipped';

export interface PlayedStep {
  uses: string;
  with: Texts;
  env: Texts;
}

export interface PlayedLeg {
  name: string;
  runsOn: string;
  group: string;
  steps: PlayedStep[];
}

export interface PlayedJob {
  result: Result;
  outputs: Texts;
  /** Empty where the job is skipped or calls a workflow. */
  legs: PlayedLeg[];
  /** The jobs of the workflow that it calls. */
  jobs?: Readonly<Record<string, PlayedJob>>;
}

/** https://docs.github.com/actions/reference/limits */
const MOST_LEGS = 256;

/** Plays a workflow from its event on. Throws where GitHub would stop the run. */
export async function playWorkflow(path: string, text: string, script: Script): Promise<Record<string, PlayedJob>> {
  const { root, jobs, errors } = await parseWorkflow(path, text, script.texts);
  if (errors.length > 0) throw new SyntaxError(errors.join('\n'));
  const { name, inputs: given = {} } = script.event;
  const inputs = typed(name === 'workflow_dispatch' ? tokenAt(root, 'on', name, 'inputs') : undefined, given);
  const github = {
    event_name: name,
    event: { inputs: given },
    ref: 'refs/heads/main',
    repository: 'example/taxi',
    token: 't',
  };
  return playJobs(root, jobs, { github, inputs, secrets: { ...script.secrets } }, script);
}

async function playJobs(
  root: TemplateToken,
  jobs: readonly WorkflowJob[],
  contexts: Contexts,
  script: Script,
): Promise<Record<string, PlayedJob>> {
  const played: Record<string, PlayedJob> = {};
  // A workflow may name its jobs in any order; ours are written in the order in which they run.
  for (const job of jobs) {
    const { value: id } = job.id;
    const needs = Object.fromEntries(
      (job.needs ?? []).map(({ value }) => {
        const needed = played[value];
        if (needed === undefined) throw new RangeError(`${id} needs ${value}, which does not come before it`);
        return [value, { result: needed.result, outputs: needed.outputs }];
      }),
    );
    played[id] = await playJob(job, tokenAt(root, 'jobs', id), { ...contexts, needs }, script);
  }
  return played;
}

async function playJob(
  job: WorkflowJob,
  token: TemplateToken | undefined,
  contexts: Contexts & { needs?: Value },
  script: Script,
): Promise<PlayedJob> {
  const results = Object.values(contexts.needs as Record<string, { result: Result }>).map(({ result }) => result);
  const cancelled = script.cancelled === true && results.includes('cancelled');
  const goes = evaluateExpression(job.if.expression, contexts, {
    success: () => results.every((result) => result === 'success'),
    failure: () => results.includes('failure'),
    cancelled: () => cancelled,
    always: () => true,
  });
  if (!isTrue(goes)) return { result: 'skipped', outputs: {}, legs: [] };
  if (job.type === 'reusableWorkflowJob') return playCall(job.ref.value, token, contexts, script);

  const result: Result = script.failing?.includes(job.id.value)
    ? 'failure'
    : script.cancelled === true && job.strategy !== undefined
      ? 'cancelled'
      : 'success';
  const legs = matrixOf(job, contexts).map((matrix) => playLeg(token, { ...contexts, matrix }, script));
  const steps = stepsContext(listOf(tokenAt(token, 'steps')), script);
  return { result, outputs: textsOf(evaluateToken(job.outputs, { ...contexts, steps })), legs };
}

function matrixOf(job: WorkflowJob, contexts: Contexts): Value[] {
  if (job.strategy === undefined) return [null];
  const include = evaluateToken(tokenAt(job.strategy, 'matrix', 'include'), contexts);
  if (!Array.isArray(include)) throw new TypeError(`${job.id.value}: only a matrix of include is played`);
  if (include.length === 0) throw new RangeError("Matrix vector 'include' does not contain any values");
  if (include.length > MOST_LEGS) throw new RangeError(`a matrix of ${include.length} jobs; GitHub takes ${MOST_LEGS}`);
  return include as Value[];
}

function playLeg(token: TemplateToken | undefined, contexts: Contexts, script: Script): PlayedLeg {
  const steps = listOf(tokenAt(token, 'steps'));
  const textOf = (part: TemplateToken | undefined) => asText(evaluateToken(part, contexts));
  return {
    name: textOf(tokenAt(token, 'name')),
    runsOn: textOf(tokenAt(token, 'runs-on')),
    group: textOf(tokenAt(token, 'concurrency', 'group')),
    steps: steps.map((step, index) => {
      const known = { ...contexts, steps: stepsContext(steps.slice(0, index), script) };
      return {
        uses: textOf(tokenAt(step, 'uses')),
        with: textsOf(evaluateToken(tokenAt(step, 'with'), known)),
        env: textsOf(evaluateToken(tokenAt(step, 'env'), known)),
      };
    }),
  };
}

function stepsContext(steps: readonly TemplateToken[], script: Script): Value {
  const ids = steps.map((step) => asText(evaluateToken(tokenAt(step, 'id'), {}))).filter((id) => id !== '');
  return Object.fromEntries(ids.map((id) => [id, { outputs: { ...script.outputs?.[id] } }]));
}

async function playCall(
  uses: string,
  token: TemplateToken | undefined,
  contexts: Contexts,
  script: Script,
): Promise<PlayedJob> {
  const path = ownPath(uses) ?? uses;
  const text = script.texts?.[path] ?? (await readTreeFile(path));
  const { root, jobs, errors } = await parseWorkflow(path, text);
  if (errors.length > 0) throw new SyntaxError(errors.join('\n'));
  const call = tokenAt(root, 'on', 'workflow_call');
  const given = (evaluateToken(tokenAt(token, 'with'), contexts) ?? {}) as Readonly<Record<string, Value>>;
  const inputs = typed(tokenAt(call, 'inputs'), given);
  const secrets = textsOf(evaluateToken(tokenAt(token, 'secrets'), contexts));
  const played = await playJobs(root, jobs, { github: contexts['github'] ?? {}, inputs, secrets }, script);
  const definitions = tokenAt(call, 'outputs');
  const known = { jobs: Object.fromEntries(Object.entries(played).map(([id, { outputs }]) => [id, { outputs }])) };
  const outputs = namesOf(definitions).map((name) => [
    name,
    asText(evaluateToken(tokenAt(definitions, name, 'value'), known)),
  ]);
  const results = Object.values(played).map(({ result }) => result);
  const worst = (['failure', 'cancelled'] as const).find((result) => results.includes(result));
  return { result: worst ?? 'success', outputs: Object.fromEntries(outputs), legs: [], jobs: played };
}

const EMPTY = { string: '', boolean: false, number: 0 };

/**
 * Inputs as a workflow sees them. What an event does not have is null: an empty string, and an error for other types. GitHub
 * turns a boolean that is given for a string into one, or not, by how it is written; here it is an error always.
 */
function typed(definitions: TemplateToken | undefined, given: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    namesOf(definitions).map((name) => {
      const type = (evaluateToken(tokenAt(definitions, name, 'type'), {}) ?? 'string') as keyof typeof EMPTY;
      if (!(name in given)) return [name, evaluateToken(tokenAt(definitions, name, 'default'), {}) ?? EMPTY[type]];
      const value = given[name] ?? null;
      if (value === null && type === 'string') return [name, ''];
      if (typeof value !== type)
        throw new TypeError(`the input ${name} is ${JSON.stringify(value)}; expected a ${type}`);
      return [name, value];
    }),
  );
}

function asText(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? 'Object' : String(value);
}

function textsOf(value: Value): Texts {
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, each]) => [name, asText(each as Value)]));
}

function isTrue(value: Value): boolean {
  return value !== null && value !== false && value !== 0 && value !== '';
}
