import { type Check, fail, failOf, ok } from '../answer.ts';
import { isLoginError } from '../login-error.ts';

/** Whether the lake's bucket is there. */
export const bucketUnreachable: Check = {
  code: 'bucket-unreachable',
  async run({ bucket, pipeline }) {
    const { value, error } = await bucket();
    if (error !== undefined)
      return isLoginError(error) || !/^gs:/i.test(pipeline.lake ?? '')
        ? undefined
        : failOf(error, 'see whether this machine reaches storage.googleapis.com');
    if (value === undefined) return undefined;
    if (value.exists) return ok(`there is a bucket ${value.bucket}`);
    const location = pipeline.bigquery?.location;
    const where = location === undefined ? '' : ` --location=${location}`;
    return fail(
      2,
      `there is no bucket ${value.bucket}`,
      `gcloud storage buckets create gs://${value.bucket}${where} --uniform-bucket-level-access --public-access-prevention`,
    );
  },
};
