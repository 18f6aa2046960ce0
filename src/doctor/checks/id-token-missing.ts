import { type Check, fail, ok } from '../answer.ts';
import { isOurs, jobsOf, placeIn, workflowOf } from '../workflow-file.ts';

const FIX = 'permissions: { contents: read, id-token: write }';
const ATTEST_FIX = 'permissions: { contents: read, id-token: write, attestations: write }';

/** Whether each job that logs in to Google without a key, or has GitHub attest what it published, may ask GitHub for its identity. */
export const idTokenMissing: Check = {
  code: 'id-token-missing',
  async run({ pipeline, workflows, isGithub, env }) {
    const isFederated = pipeline.google !== undefined;
    if (isFederated && isGithub && (env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '') === '') {
      return fail(
        2,
        'this job may not ask GitHub for its identity',
        `${FIX} in the job, and in the workflow that calls it`,
      );
    }
    const ours = ((await workflows()).value ?? []).flatMap((file) =>
      jobsOf(file)
        .filter(({ job, steps }) => [job, ...steps].some(isOurs))
        .map(({ id, job }) => ({ file, id, job, isAttesting: String(job.with?.['attest']) === 'true' })),
    );
    const asking = ours.filter(({ isAttesting }) => isFederated || isAttesting);
    if (asking.length === 0) return isFederated ? ok('no workflow here logs in to Google') : undefined;
    const lacking = asking.filter(({ file, job, isAttesting }) => {
      const rights = job.permissions ?? workflowOf(file).permissions;
      return !may('id-token', rights) || (isAttesting && !may('attestations', rights));
    });
    if (lacking.length === 0) return ok('each job may ask GitHub for its identity');
    const places = lacking.map(({ file, id, job }) =>
      placeIn(file, 'jobs', id, ...(job.permissions === undefined ? [] : ['permissions'])),
    );
    const fix = lacking.some(({ isAttesting }) => isAttesting) ? ATTEST_FIX : FIX;
    return fail(2, `a job may not ask GitHub for its identity: ${places.join(', ')}`, `${fix} in each of these jobs`);
  },
};

function may(right: 'id-token' | 'attestations', permissions: unknown): boolean {
  if (typeof permissions !== 'object' || permissions === null) return permissions === 'write-all';
  return (permissions as Record<string, unknown>)[right] === 'write';
}
