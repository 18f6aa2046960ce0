import { type Check, fail, ok } from '../answer.ts';

/** Whether the account may do with the lake's objects what a run does. */
export const bucketDenied: Check = {
  code: 'bucket-denied',
  async run({ bucket, pipeline }) {
    const facts = (await bucket()).value;
    if (facts === undefined || !facts.exists) return undefined;
    const { lacking } = facts;
    if (lacking.length === 0) return ok('the account may read, list, write and delete its objects');
    const account = pipeline.google?.serviceAccount;
    const member = account === undefined ? 'ACCOUNT' : `serviceAccount:${account}`;
    return fail(
      2,
      `the account lacks ${lacking.join(', ')}`,
      `gcloud storage buckets add-iam-policy-binding gs://${facts.bucket} --member=${member} --role=roles/storage.objectUser`,
    );
  },
};
