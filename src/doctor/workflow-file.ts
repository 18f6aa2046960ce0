import { dirname, join } from 'node:path';
import type { Files } from '../base/ports/files.ts';
import { type PipelineDocument, readDocument } from '../pipeline/document.ts';

/** A workflow of the repository that runs lakeferry. */
export interface WorkflowFile {
  /** `.github/workflows/trips.yml`. */
  path: string;
  document: PipelineDocument;
}

interface Step {
  uses?: unknown;
  run?: unknown;
}

interface Job extends Step {
  steps?: unknown;
  permissions?: unknown;
  with?: Readonly<Record<string, unknown>> | null;
}

interface Workflow {
  on?: unknown;
  permissions?: unknown;
  jobs?: Record<string, Job | null>;
}

const FOLDER = '.github/workflows';

/** Workflows at or above `directory` that use lakeferry's actions or workflows, or its command line. A file that is no YAML is left out: GitHub says so itself. */
export async function readWorkflows(files: Files, directory: string): Promise<WorkflowFile[]> {
  for (let folder = directory; ; folder = dirname(folder)) {
    const names = await files.names(join(folder, FOLDER));
    if (names.length === 0 && dirname(folder) !== folder && (await files.stat(join(folder, '.git'))) === undefined)
      continue;
    const found: WorkflowFile[] = [];
    for (const name of names.filter((each) => /\.ya?ml$/.test(each))) {
      const path = `${FOLDER}/${name}`;
      const document = readDocument(path, Buffer.from(await files.read(join(folder, path))).toString('utf8'));
      const file = { path, document };
      if (jobsOf(file).some(({ steps, job }) => [job, ...steps].some(isOurs))) found.push(file);
    }
    return found;
  }
}

/** `file:line` of what `path` leads to. */
export function placeIn({ path, document }: WorkflowFile, ...keys: (string | number)[]): string {
  return `${path}:${document.line(keys)}`;
}

export function workflowOf({ document }: WorkflowFile): Workflow {
  return isRecord(document.value) ? (document.value as Workflow) : {};
}

export function jobsOf(file: WorkflowFile): { id: string; job: Job; steps: Step[] }[] {
  const { jobs } = workflowOf(file);
  return Object.entries(isRecord(jobs) ? jobs : {}).flatMap(([id, job]) => {
    if (!isRecord(job)) return [];
    const { steps } = job as Job;
    return [{ id, job, steps: Array.isArray(steps) ? steps.filter(isRecord) : [] }];
  });
}

/** Any fork's too. */
export function isOurs({ uses, run }: Step): boolean {
  if (typeof uses === 'string' && /^[^./][^/@]*\/lakeferry(?:\/|@)/.test(uses)) return true;
  return typeof run === 'string' && /(?:^|[\s;&|(])(?:npx\s+)?lakeferry\s/m.test(run);
}

/** Its lines of cron, each with its way from the top. */
export function cronsOf(file: WorkflowFile): { cron: string; keys: (string | number)[] }[] {
  const { on } = workflowOf(file);
  const schedule = isRecord(on) ? on['schedule'] : undefined;
  if (!Array.isArray(schedule)) return [];
  return schedule.flatMap((each: unknown, at) =>
    isRecord(each) && typeof each['cron'] === 'string'
      ? [{ cron: each['cron'], keys: ['on', 'schedule', at, 'cron'] }]
      : [],
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
