import { LakeferryError } from '../../base/errors.ts';
import { type Check, failOf, ok } from '../answer.ts';

/** Whether Google lets this run in. */
export const googleLogin: Check = {
  code: 'google-login',
  async run({ google, isGithub }) {
    const { value, error } = await google();
    if (error === undefined) return value ? ok('Google lets this run in') : undefined;
    // A job that may not ask for its identity has a check of its own.
    if (isGithub && error instanceof LakeferryError && error.code === 'GOOGLE_ID_TOKEN') return undefined;
    return failOf(error, 'see docs/google-cloud.md: which accounts may log in, and how');
  },
};
