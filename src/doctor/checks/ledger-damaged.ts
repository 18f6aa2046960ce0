import { formatCount } from '../../base/byte-size.ts';
import { type Check, failOf, ok } from '../answer.ts';
import { isLoginError } from '../login-error.ts';

/** Whether the ledger can be read. */
export const ledgerDamaged: Check = {
  code: 'ledger-damaged',
  async run({ ledger, bucket }) {
    const place = await bucket();
    if (place.value !== undefined && (!place.value.exists || place.value.lacking.length > 0)) return undefined;
    const { value, error } = await ledger();
    if (error !== undefined)
      return place.error !== undefined || isLoginError(error)
        ? undefined
        : failOf(error, 'bring the lake back from a copy');
    if (value.heads.size === 0) return ok('there is none yet: the first run begins it');
    return ok(`it knows ${formatCount(value.heads.size)} partitions`);
  },
};
