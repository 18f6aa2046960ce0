import { type Check, ok, warn } from '../answer.ts';
import { cronsOf } from '../workflow-file.ts';

const DAY = 86_400_000;
/** Days without a commit after which GitHub stops the schedules of a public repository. */
const LIMIT = 60;
/** Days before that in which it is said. */
const AHEAD = 15;

/** Whether GitHub is about to stop the schedule, or has. https://docs.github.com/actions/how-tos/manage-workflow-runs/disable-and-enable-workflows */
export const scheduleIdle: Check = {
  code: 'schedule-idle',
  async run({ workflows, lastCommit, clock, isPublic }) {
    const scheduled = ((await workflows()).value ?? []).filter((file) => cronsOf(file).length > 0);
    const last = scheduled.length === 0 ? undefined : await lastCommit();
    if (last === undefined) return undefined;
    if (isPublic === false) return ok('schedules of a private repository do not end by themselves');
    const days = Math.floor((clock.now() - last) / DAY);
    if (days < LIMIT - AHEAD)
      return ok(`the last commit is ${days} days old; after ${LIMIT} a public repository's schedules end`);
    const [file] = scheduled;
    return warn(
      days < LIMIT
        ? `the last commit is ${days} days old: in ${LIMIT - days} days GitHub ends the schedules of a public repository`
        : `the last commit is ${days} days old: GitHub has ended the schedules, if the repository is public`,
      days < LIMIT
        ? 'commit something before that'
        : `enable the workflow again: gh workflow enable ${file?.path.split('/').at(-1)}; then commit something`,
    );
  },
};
