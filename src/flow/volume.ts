import { formatCount } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';
import type { FlowContext } from './context.ts';

/** So many published partitions before this one are looked at. */
const LOOKED_AT = 6;
/** One alone may be the odd one itself. */
const FEWEST = 2;

/**
 * Whether a partition has about as many rows as those before it: `expect.rows` says how far it may be from their median. Half
 * a file, or two files in one, is well-formed otherwise. Throws ContractError EXPECT_ROWS before anything is published; without
 * enough partitions to compare with it says so, and nothing is expected.
 */
export function checkVolume(context: FlowContext, partition: string, rows: number): void {
  const { pipeline, heads, log } = context;
  const within = pipeline.expect?.rowsWithin;
  if (within === undefined) return;
  const before = [...heads.values()]
    .filter((head) => head.partition < partition && head.published !== undefined && head.held?.drops !== true)
    .sort((a, b) => (a.partition < b.partition ? -1 : 1))
    .slice(-LOOKED_AT);
  if (before.length < FEWEST) {
    log.info(
      `${partition}: expect.rows has nothing to compare with yet: ${before.length} partitions before it are published`,
    );
    return;
  }
  const counts = before.map((head) => head.published?.publication.rows ?? 0).sort((a, b) => a - b);
  const usual = ((counts[(counts.length - 1) >> 1] ?? 0) + (counts[counts.length >> 1] ?? 0)) / 2;
  const distance = Math.abs(rows - usual);
  if (distance <= usual * within) return;
  // 7 % is 7.000000000000001 times a hundredth.
  const percent = Number((100 * within).toFixed(4));
  const share = usual === 0 ? '' : `, ${Math.round((100 * rows) / usual)} % of that`;
  throw new ContractError(
    'EXPECT_ROWS',
    `${partition} has ${formatCount(rows)} rows; the ${before.length} partitions before it have ${formatCount(usual)} in the ` +
      `median${share}, and "expect: { rows: within ${percent}% }" stops what is further away; look at the source, or widen ` +
      `expect.rows in ${pipeline.file} if it is right`,
    { rows, usual, within },
  );
}
