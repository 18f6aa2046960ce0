import { type Check, ok, warn } from '../answer.ts';
import { cronsOf, placeIn } from '../workflow-file.ts';

/**
 * Whether a schedule asks at the full hour, when GitHub has most to do and drops the most.
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
 */
export const cronMinuteZero: Check = {
  code: 'cron-minute-zero',
  async run({ workflows }) {
    const crons = ((await workflows()).value ?? []).flatMap((file) => cronsOf(file).map((each) => ({ file, ...each })));
    if (crons.length === 0) return undefined;
    const full = crons.filter(({ cron }) => /^\s*(?:0|\*(?:\/\d+)?)(?:,\d+)*\s/.test(cron));
    if (full.length === 0) return ok('no schedule is at the full hour');
    return warn(
      `at minute 0 GitHub is busiest, and runs come late or not at all: ${full.map(({ file, keys }) => placeIn(file, ...keys)).join(', ')}`,
      `write another minute, like cron: '${full[0]?.cron.trim().replace(/^\S+/, '17')}'`,
    );
  },
};
