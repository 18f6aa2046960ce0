import { safeLines, safeText } from '../../src/base/safe-text.ts';
import { type Entry, isEntry, type Remark } from './entries.ts';
import { type Annotation, FORGIVEN, type Job } from './jobs.ts';
import type { Run } from './run.ts';

/** What a person wants to see of a line while the run goes on; often nothing. */
export function liveLines(entry: Entry | Remark): string[] {
  if (!isEntry(entry))
    return safeLines(entry.message.replace(/^Error: /, '')).map((line) => `act ${entry.level}: ${line}`);
  const { step, command, message } = entry;
  const said = (text: string) => `[${shortTitle(entry.title)}] ${text}`;
  const indented = (text: string) => safeLines(text).map((line) => said(`  ${line}`));
  if (entry.isOutput) return indented(message);
  if (entry.jobResult !== undefined) return entry.jobResult === 'skipped' ? [said('skipped')] : [];
  if (command !== undefined) {
    const { name: level, argument, properties } = command;
    return isAnnotation(level) ? indented(annotationText({ level, message: argument, properties })) : [];
  }
  if (step !== undefined && step.stage !== 'Job') {
    if (message.startsWith('⭐ Run ')) return [said(stepTitle(step))];
    if (entry.stepResult !== undefined && step.stage === 'Main') {
      const time = entry.duration === undefined ? '' : ` after ${entry.duration.toFixed(1)} s`;
      return [said(`${stepTitle(step)}: ${entry.stepResult}${time}`)];
    }
  }
  if (message === FORGIVEN) return indented('failed; continue-on-error forgives it');
  if (entry.level === 'error') return indented(`error: ${message}`);
  return /Skipping unsupported platform/.test(message) ? indented('no runner for its label: never ran') : [];
}

/** The jobs with their results, then every summary in full. */
export function reportLines(run: Run): string[] {
  // What calls a workflow is no job of its own: act tells its beginning and never its end.
  const isCall = ({ title, result }: Job) =>
    result === 'unfinished' && run.jobs.some((other) => other.title.startsWith(`${title.split('/').at(-1)}/`));
  const jobs = run.jobs
    .filter((job) => !isCall(job))
    .map((job) => {
      const matrix = Object.keys(job.matrix).length === 0 ? '' : `  ${safeText(JSON.stringify(job.matrix))}`;
      return `  ${job.result.padEnd(10)} ${shortTitle(job.title)}${matrix}`;
    });
  const summaries = run.jobs.flatMap((job) =>
    job.steps.flatMap((step) =>
      step.summaries.flatMap((text) => [
        '',
        `summary of ${shortTitle(job.title)}, ${stepTitle(step)}`,
        ...safeLines(text.trimEnd()).map((line) => `  ${line}`),
      ]),
    ),
  );
  return ['', `run ${run.id}`, ...jobs, ...summaries];
}

/** Without the workflow's name; of a job in a called workflow, the caller's name and its own. */
function shortTitle(title: Job['title']): string {
  const parts = title.split('/');
  const own = parts.at(-1) ?? title;
  return safeText(parts.length > 2 ? `${parts[0]}/${own}` : own);
}

/** A step without a name is named by its script: the first line will do. */
function stepTitle(step: { stage: string; name: string }): string {
  const [first = '', ...rest] = step.name.trim().split('\n');
  return `${step.stage === 'Main' ? '' : `${step.stage} `}${safeText(first)}${rest.length === 0 ? '' : ' …'}`;
}

function isAnnotation(level: string): level is Annotation['level'] {
  return level === 'notice' || level === 'warning' || level === 'error';
}

function annotationText({ level, message, properties }: Annotation): string {
  const place = [properties['file'], properties['line']].filter((part) => part !== undefined).join(':');
  const title = properties['title'] === undefined ? '' : `${properties['title']}: `;
  return `${level}: ${place === '' ? '' : `${place}: `}${title}${message}`;
}
