/** The parts of workflows and actions that our rules look at. That a file has this shape is GitHub's own parser's to say. */
export type Scalar = string | number | boolean | null;
export type Rights = Readonly<Record<string, string>>;

export interface Input {
  description?: string;
  type?: string;
  required?: boolean;
  default?: Scalar;
}

export interface Step {
  id?: string;
  if?: Scalar;
  uses?: string;
  run?: string;
  shell?: string;
  with?: Readonly<Record<string, Scalar>>;
  env?: Readonly<Record<string, Scalar>>;
  'timeout-minutes'?: Scalar;
}

export interface Job {
  name?: string;
  needs?: string | readonly string[];
  if?: Scalar;
  'runs-on'?: Scalar;
  permissions?: Rights | string;
  strategy?: { 'fail-fast'?: Scalar; 'max-parallel'?: Scalar; matrix?: unknown };
  concurrency?: { group?: Scalar; 'cancel-in-progress'?: Scalar } | string;
  outputs?: Readonly<Record<string, string>>;
  steps?: readonly Step[];
  uses?: string;
  with?: Readonly<Record<string, Scalar>>;
  secrets?: Readonly<Record<string, Scalar>> | string;
}

interface Trigger {
  inputs?: Readonly<Record<string, Input>>;
  outputs?: Readonly<Record<string, { description?: string; value?: string }>>;
  secrets?: Readonly<Record<string, { required?: boolean }>>;
}

export interface Workflow {
  name?: string;
  on: string | readonly string[] | Readonly<Record<string, Trigger | null>>;
  permissions?: Rights | string;
  jobs: Readonly<Record<string, Job>>;
}

export interface Action {
  inputs?: Readonly<Record<string, Input>>;
  outputs?: Readonly<Record<string, unknown>>;
  runs: { using: string; main?: string };
}

/** An event that a workflow names, with what it says of it; undefined where it does not name it. */
export function triggerOf(workflow: Workflow, event: string): Trigger | undefined {
  const { on } = workflow;
  if (typeof on === 'string') return on === event ? {} : undefined;
  if (isList(on)) return on.includes(event) ? {} : undefined;
  return event in on ? (on[event] ?? {}) : undefined;
}

export function eventsOf({ on }: Workflow): string[] {
  if (typeof on === 'string') return [on];
  return isList(on) ? [...on] : Object.keys(on);
}

export function needsOf(job: Job): readonly string[] {
  return typeof job.needs === 'string' ? [job.needs] : (job.needs ?? []);
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}
