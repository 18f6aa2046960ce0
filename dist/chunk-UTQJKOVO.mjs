import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ContractError
} from "./chunk-TOUVOPKP.mjs";

// src/flow/volume.ts
var LOOKED_AT = 6;
var FEWEST = 2;
function checkVolume(context, partition, rows) {
  const { pipeline, heads, log } = context;
  const within = pipeline.expect?.rowsWithin;
  if (within === void 0) return;
  const before = [...heads.values()].filter((head) => head.partition < partition && head.published !== void 0 && head.held?.drops !== true).sort((a, b) => a.partition < b.partition ? -1 : 1).slice(-LOOKED_AT);
  if (before.length < FEWEST) {
    log.info(
      `${partition}: expect.rows has nothing to compare with yet: ${before.length} partitions before it are published`
    );
    return;
  }
  const counts = before.map((head) => head.published?.publication.rows ?? 0).sort((a, b) => a - b);
  const usual = ((counts[counts.length - 1 >> 1] ?? 0) + (counts[counts.length >> 1] ?? 0)) / 2;
  const distance = Math.abs(rows - usual);
  if (distance <= usual * within) return;
  const percent = Number((100 * within).toFixed(4));
  const share = usual === 0 ? "" : `, ${Math.round(100 * rows / usual)} % of that`;
  throw new ContractError(
    "EXPECT_ROWS",
    `${partition} has ${formatCount(rows)} rows; the ${before.length} partitions before it have ${formatCount(usual)} in the median${share}, and "expect: { rows: within ${percent}% }" stops what is further away; look at the source, or widen expect.rows in ${pipeline.file} if it is right`,
    { rows, usual, within }
  );
}

export {
  checkVolume
};
