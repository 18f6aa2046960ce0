import type { Annotation, Job, Step } from './jobs.ts';
import type { Run } from './run.ts';

/** All legs of a job, by its key under `jobs:`. Throws where there is none. */
export function legsOf(run: Run, id: string): Job[] {
  const legs = run.jobs.filter((job) => job.id === id);
  if (legs.length === 0) {
    const titles = run.jobs.map(({ title }) => title).join(', ');
    throw new RangeError(`no job ${id} in this run; there are: ${titles}`);
  }
  return legs;
}

/** The job with this key. Throws where it has several legs, or was not in the run. */
export function jobOf(run: Run, id: string): Job {
  const [job, ...others] = legsOf(run, id);
  if (job === undefined || others.length > 0) throw new RangeError(`job ${id} has ${others.length + 1} legs`);
  return job;
}

/** The main stage of a step, by its id, or its place where it has none. Throws where there is none. */
export function stepOf(job: Job, id: string): Step {
  const step = job.steps.find((each) => each.id === id && each.stage === 'Main');
  if (step === undefined) {
    const ids = job.steps.map((each) => each.id).join(', ');
    throw new RangeError(`job ${job.id} has no step ${id}; there are: ${ids}`);
  }
  return step;
}

/** `result id` of every leg, sorted: a run at one glance. */
export function resultsOf(run: Run): string[] {
  return run.jobs.map(({ id, result }) => `${id} ${result}`).sort();
}

export function summariesOf(job: Job): string[] {
  return job.steps.flatMap(({ summaries }) => summaries);
}

export function annotationsOf(job: Job): Annotation[] {
  return job.steps.flatMap(({ annotations }) => annotations);
}

/** Everything that the job's steps printed. */
export function linesOf(job: Job): string[] {
  return job.steps.flatMap(({ lines }) => lines);
}
