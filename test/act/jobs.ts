import type { Entry } from './entries.ts';

/**
 * `unmapped`: no runner for its label, and act went on without a word; `unfinished`: it began, and its end was never told.
 */
export type Result = 'success' | 'failure' | 'skipped' | 'unmapped' | 'unfinished';

export interface Annotation {
  level: 'notice' | 'warning' | 'error';
  message: string;
  /** `title`, `file`, `line`, … as the step gave them. */
  properties: Readonly<Record<string, string>>;
}

export interface Step {
  /** Its id, or its place in the job; inside a composite action after the id of the step that uses it and a slash. */
  id: string;
  name: string;
  /** `Pre`, `Main`, `Post`; `Job` for what act does before and after. */
  stage: string;
  /** What happened. */
  outcome: Result;
  /** What counts: `success` after a failure that `continue-on-error` forgives. */
  conclusion: Result;
  /** Seconds; 0 where act does not say. */
  duration: number;
  outputs: Record<string, string>;
  summaries: string[];
  annotations: Annotation[];
  /** What the step printed, line by line, without workflow commands. */
  lines: string[];
  /** What act has to say about its failure. */
  errors: string[];
}

/** A job, or one leg of a matrix. */
export interface Job {
  /** Its key under `jobs:`. */
  id: string;
  title: string;
  matrix: Readonly<Record<string, unknown>>;
  result: Result;
  steps: Step[];
  /** Before any step, for example an action that could not be fetched. */
  errors: string[];
  /** The label that no runner is mapped to. */
  unmapped?: string;
}

const UNMAPPED = /Skipping unsupported platform -- Try running with `-P ([^`]*)=\.\.\.`/;
/** What act says before it tells of a failure that `continue-on-error` forgives. */
export const FORGIVEN = 'Failed but continue next step';

/** Folds act's log into jobs, in the order in which they began. */
export class Jobs {
  readonly #jobs = new Map<string, Job>();
  /** What act said of each leg; it has one result for all legs of a job. */
  readonly #told = new Map<Job, string>();
  readonly #masks = new Set<string>();
  /** Keys under `jobs:` that act has at least thought about, callers of other workflows too, each with its title. */
  readonly touched = new Map<string, Set<string>>();

  constructor(secrets: Iterable<string> = []) {
    for (const secret of secrets) this.#mask(secret);
  }

  /** Returns the entry as it may be shown: secrets starred out. Undefined where it is only act's own chatter. */
  add(entry: Entry): Entry | undefined {
    this.touched.set(entry.jobId, (this.touched.get(entry.jobId) ?? new Set()).add(entry.title));
    if (entry.command?.name === 'add-mask') {
      this.#mask(entry.command.argument);
      return undefined;
    }
    const tells = entry.jobResult !== undefined || entry.stepResult !== undefined || entry.command !== undefined;
    if (entry.level === 'debug' && !tells) return undefined;
    const shown = this.#masked(entry);
    this.#fold(shown);
    return shown;
  }

  /** All jobs with their results, so far as they are known now. */
  all(): Job[] {
    for (const job of this.#jobs.values()) job.result = this.#resultOf(job);
    return [...this.#jobs.values()];
  }

  /** A text without the secrets that are known so far. */
  starred(text: string): string {
    let starred = text;
    for (const mask of this.#masks) starred = starred.replaceAll(mask, '***');
    return starred;
  }

  #fold(entry: Entry): void {
    const job = this.#jobOf(entry);
    if (entry.jobResult !== undefined) this.#told.set(job, entry.jobResult);
    const label = UNMAPPED.exec(entry.message)?.[1];
    if (label !== undefined) job.unmapped = label;
    if (entry.step === undefined) {
      if (entry.level === 'error' && entry.command === undefined) job.errors.push(entry.message);
      return;
    }
    const step = stepOf(job, entry.step);
    if (entry.stepResult !== undefined) {
      step.outcome = entry.stepResult as Result;
      step.duration = entry.duration ?? 0;
      if (step.conclusion !== 'success') step.conclusion = step.outcome;
    } else if (entry.message === FORGIVEN) {
      step.conclusion = 'success';
    } else if (entry.summary !== undefined) {
      step.summaries.push(entry.summary);
    } else if (entry.command?.output !== undefined) {
      step.outputs[entry.command.output] = entry.command.argument;
    } else if (entry.command !== undefined) {
      const { name, argument, properties } = entry.command;
      if (name === 'notice' || name === 'warning' || name === 'error') {
        step.annotations.push({ level: name, message: argument, properties });
      }
    } else if (entry.isOutput) {
      step.lines.push(entry.message);
    } else if (entry.level === 'error') {
      step.errors.push(entry.message);
    }
  }

  #jobOf({ title, jobId, matrix }: Entry): Job {
    const key = JSON.stringify([title, matrix]);
    const job = this.#jobs.get(key) ?? { id: jobId, title, matrix, result: 'unfinished', steps: [], errors: [] };
    this.#jobs.set(key, job);
    return job;
  }

  /** Where act tells `failure` for all legs at once, a leg without a failure of its own was none. */
  #resultOf(job: Job): Result {
    if (job.unmapped !== undefined) return 'unmapped';
    const told = this.#told.get(job);
    if (told === undefined) return 'unfinished';
    if (told !== 'failure') return told as Result;
    const hasFailed = ({ steps, errors }: Job) =>
      errors.length > 0 || steps.some((step) => isTop(step) && (step.conclusion === 'failure' || isBroken(step)));
    const legs = [...this.#jobs.values()].filter((each) => each.id === job.id);
    return hasFailed(job) || !legs.some(hasFailed) ? 'failure' : 'success';
  }

  #mask(secret: string): void {
    // The runner, too, takes each line of a secret for a secret.
    for (const line of secret.split(/\r?\n/)) if (line.trim() !== '') this.#masks.add(line);
  }

  #masked(entry: Entry): Entry {
    if (this.#masks.size === 0) return entry;
    // Values are starred out, not names: the latter steer the fold.
    const { command, summary } = entry;
    return {
      ...entry,
      message: this.starred(entry.message),
      ...(command === undefined ? {} : { command: this.#starredCommand(command) }),
      ...(summary === undefined ? {} : { summary: this.starred(summary) }),
    };
  }

  #starredCommand(command: NonNullable<Entry['command']>): NonNullable<Entry['command']> {
    const properties = Object.entries(command.properties).map(([name, value]) => [name, this.starred(value)]);
    return {
      ...command,
      argument: this.starred(command.argument),
      properties: Object.fromEntries(properties) as Record<string, string>,
    };
  }
}

/** Inside a composite action a failure may be forgiven by the step that uses it. */
function isTop(step: Step): boolean {
  return !step.id.includes('/');
}

/** A step that began and did not end: act could not even start it. */
function isBroken(step: Step): boolean {
  return step.outcome === 'unfinished' && step.errors.length > 0;
}

function stepOf(job: Job, { id, stage, name }: { id: string; stage: string; name: string }): Step {
  const found = job.steps.find((step) => step.id === id && step.stage === stage);
  if (found !== undefined) return found;
  const step: Step = {
    id,
    name,
    stage,
    outcome: 'unfinished',
    conclusion: 'unfinished',
    duration: 0,
    outputs: {},
    summaries: [],
    annotations: [],
    lines: [],
    errors: [],
  };
  job.steps.push(step);
  return step;
}
