import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { ConfigurationError, reasonOf } from '../../src/base/errors.ts';

/** What must show up in the log of a run. */
export interface WorkflowFile {
  /** As act calls it: its name, or else the name of the file. */
  name: string;
  /** The keys under `jobs:`, and whether each calls another workflow: then it has no log of its own. */
  jobs: { id: string; isCall: boolean }[];
}

/** Throws ConfigurationError where the file is not there or no workflow. Judging it is left to act. */
export async function readWorkflow(path: string): Promise<WorkflowFile> {
  try {
    const { name, jobs } = parse(await readFile(path, 'utf8')) as { name?: string; jobs: Record<string, object> };
    return {
      name: name ?? basename(path),
      jobs: Object.entries(jobs).map(([id, job]) => ({ id, isCall: 'uses' in job })),
    };
  } catch (error) {
    throw new ConfigurationError('ACT_NO_WORKFLOW', `cannot read the workflow ${path}: ${reasonOf(error)}`, {}, error);
  }
}
