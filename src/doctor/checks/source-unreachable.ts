import { formatBytes } from '../../base/byte-size.ts';
import { redactUrl } from '../../source/shown-url.ts';
import { type Check, fail, failOf, ok } from '../answer.ts';
import { isLoginError } from '../login-error.ts';

/** Whether the source has the newest partition that is due, or one shortly before it. */
export const sourceUnreachable: Check = {
  code: 'source-unreachable',
  async run({ source, pipeline }) {
    const { value, error } = await source();
    const template = redactUrl(pipeline.source.shownUrl);
    if (error !== undefined)
      return isLoginError(error)
        ? undefined
        : failOf(error, `see whether ${template} answers a browser, and whether source.headers let it in`);
    const { asked, found, status } = value;
    if (asked.length === 0) return ok('no partition is due yet');
    if (found === undefined) {
      return fail(
        1,
        `the source has none of ${asked.join(', ')}: it answered ${status}`,
        `open "${template}" for one of them, and correct source.url or partitions in ${pipeline.file}`,
      );
    }
    const { partition, sample } = found;
    const size = sample.bytes === undefined ? '' : `, ${formatBytes(sample.bytes)}`;
    const later = asked.length > 1 ? `; not published yet: ${asked.slice(0, -1).join(', ')}` : '';
    return ok(`it has ${partition}${size}${later}`);
  },
};
