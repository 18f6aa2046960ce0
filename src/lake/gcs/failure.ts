import { ConfigurationError, LakeferryError, OutageError } from '../../base/errors.ts';
import { describeProblem, isPassingStatus, type Problem, problemOf } from '../../google/problem.ts';
import type { Location } from './location.ts';

/** A failed call as an error of ours; `what` completes "cannot …". */
export function callFailure({ url, bucket }: Location, what: string, error: unknown): LakeferryError {
  if (error instanceof LakeferryError) return error;
  const problem = problemOf(error);
  const { status } = problem;
  const told = `cannot ${what} in the lake ${url}: ${describeProblem(problem)}`;
  const data = { ...(status === undefined ? {} : { status }) };
  if (isPassingStatus(status)) return new OutageError('LAKE_UNAVAILABLE', told, { data, cause: error });
  if (isNoBucket(problem)) {
    return new ConfigurationError(
      'LAKE_BUCKET',
      `the lake ${url}: there is no bucket ${bucket}; create it (gcloud storage buckets create gs://${bucket}), or correct "lake"`,
      data,
      error,
    );
  }
  if (status === 401 || status === 403) {
    return new ConfigurationError(
      'LAKE_DENIED',
      `${told}; give the account Storage Object User (roles/storage.objectUser) on the bucket ${bucket}`,
      data,
      error,
    );
  }
  return new ConfigurationError('LAKE_REFUSED', told, data, error);
}

/** Google tells both with 404, and apart by the text alone. */
export function isNoBucket({ status, message }: Problem): boolean {
  return status === 404 && /bucket does not exist/i.test(message);
}
