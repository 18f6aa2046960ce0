import { type Check, fail, ok } from '../answer.ts';
import { isOurs, jobsOf, placeIn, workflowOf } from '../workflow-file.ts';

const FIX = 'permissions: { contents: read, id-token: write }';

/** Whether each job that logs in to Google without a key may ask GitHub for its identity. */
export const idTokenMissing: Check = {
  code: 'id-token-missing',
  async run({ pipeline, workflows, isGithub, env }) {
    if (pipeline.google === undefined) return undefined;
    if (isGithub && (env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '') === '') {
      return fail(
        2,
        'this job may not ask GitHub for its identity',
        `${FIX} in the job, and in the workflow that calls it`,
      );
    }
    const lacking = ((await workflows()).value ?? []).flatMap((file) =>
      jobsOf(file)
        .filter(({ job, steps }) => [job, ...steps].some(isOurs))
        .filter(({ job }) => !mayAsk(job.permissions ?? workflowOf(file).permissions))
        .map(({ id, job }) => placeIn(file, 'jobs', id, ...(job.permissions === undefined ? [] : ['permissions']))),
    );
    if (lacking.length === 0) return ok('each job may ask GitHub for its identity');
    return fail(2, `a job may not ask GitHub for its identity: ${lacking.join(', ')}`, `${FIX} in each of these jobs`);
  },
};

function mayAsk(permissions: unknown): boolean {
  if (typeof permissions !== 'object' || permissions === null) return permissions === 'write-all';
  return (permissions as Record<string, unknown>)['id-token'] === 'write';
}
