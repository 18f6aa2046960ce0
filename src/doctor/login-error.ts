import { LakeferryError } from '../base/errors.ts';

/** Google let nobody in: told once, and not again by everything that needs Google. */
export function isLoginError(error: unknown): boolean {
  return error instanceof LakeferryError && ['GOOGLE_LOGIN', 'GOOGLE_ID_TOKEN', 'WAREHOUSE_LOGIN'].includes(error.code);
}
