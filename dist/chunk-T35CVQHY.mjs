import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  STATUSES
} from "./chunk-3Y35YYFI.mjs";

// src/report/grid.ts
var MARKS = {
  failed: "F",
  late: "L",
  running: "R",
  missing: "·",
  due: "D",
  stale: "S",
  not_ready: "n",
  held: "H",
  done: "■"
};
function statusGrid(decisions) {
  const rows = /* @__PURE__ */ new Map();
  for (const { partition, status } of decisions) {
    const [row, cell] = rowAndCell(partition);
    const cells = rows.get(row) ?? [];
    cells[cell] = MARKS[status];
    rows.set(row, cells);
  }
  const width = Math.max(0, ...[...rows.keys()].map((row) => row.length));
  const lines = [...rows].map(
    ([row, cells]) => `${row.padEnd(width)}  ${Array.from(cells, (mark) => mark ?? " ").join(" ")}`.trimEnd()
  );
  const counts = STATUSES.map((status) => [status, decisions.filter((each) => each.status === status).length]);
  const legend = counts.filter(([, count]) => count > 0).map(([status, count]) => `${MARKS[status]} ${status} ${count}`);
  return [...lines, "", legend.join("   ")];
}
function rowAndCell(partition) {
  const parts = partition.split("-");
  if (parts.length === 1)
    return /^\d{4}$/.test(partition) ? [`${partition.slice(0, 3)}0s`, Number(partition[3])] : [partition, 0];
  return [parts.slice(0, -1).join("-"), Number(parts.at(-1)) - 1];
}

export {
  statusGrid
};
