import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  nextPartition
} from "./chunk-TI4EOZ5J.mjs";

// src/plan/legs.ts
var MOST_JOBS = 256;
function dealLegs(partitions, most) {
  const count = Math.min(most, partitions.length);
  const legs = [];
  for (let leg = 0, from = 0; leg < count; leg++) {
    const to = from + Math.ceil((partitions.length - from) / (count - leg));
    legs.push(describe(partitions.slice(from, to)));
    from = to;
  }
  return legs;
}
function describe(partitions) {
  const ranges = rangesOf(partitions);
  const [first = ""] = partitions;
  const name = ranges.length === 1 ? ranges[0] : `${first} and ${partitions.length - 1} more`;
  return { name, partitions: ranges.join(",") };
}
function rangesOf(partitions) {
  const ranges = [];
  for (const partition of partitions) {
    const open = ranges.at(-1);
    if (open !== void 0 && nextPartition(open[1]) === partition) open[1] = partition;
    else ranges.push([partition, partition]);
  }
  return ranges.map(([first, last]) => first === last ? first : `${first}..${last}`);
}

export {
  MOST_JOBS,
  dealLegs,
  rangesOf
};
