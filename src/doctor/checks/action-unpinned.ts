import { type Check, ok, warn } from '../answer.ts';
import { jobsOf, placeIn, type WorkflowFile } from '../workflow-file.ts';

/** Whether everything that workflows take from elsewhere is named by a commit, which nobody can move. */
export const actionUnpinned: Check = {
  code: 'action-unpinned',
  async run({ workflows }) {
    const files = (await workflows()).value ?? [];
    if (files.length === 0) return undefined;
    const loose = files.flatMap((file) => usesOf(file).filter(({ uses }) => isLoose(uses)));
    if (loose.length === 0) return ok('all actions are named by a full commit');
    return warn(
      `whoever can move a tag changes what runs: ${loose.map(({ uses, place }) => `${uses} (${place})`).join(', ')}`,
      `name the commit behind each: git ls-remote https://github.com/OWNER/NAME TAG, then uses: owner/name@<40 hex digits> # v1.2.3`,
    );
  },
};

function usesOf(file: WorkflowFile): { uses: string; place: string }[] {
  return jobsOf(file).flatMap(({ id, job, steps }) => [
    ...(typeof job.uses === 'string' ? [{ uses: job.uses, place: placeIn(file, 'jobs', id, 'uses') }] : []),
    ...steps.flatMap(({ uses }, at) =>
      typeof uses === 'string' ? [{ uses, place: placeIn(file, 'jobs', id, 'steps', at, 'uses') }] : [],
    ),
  ]);
}

function isLoose(uses: string): boolean {
  if (/^(?:\.\/|\$\/)/.test(uses)) return false;
  return uses.startsWith('docker://') ? !/@sha256:[0-9a-f]{64}$/.test(uses) : !/@[0-9a-f]{40}$/.test(uses);
}
