import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  textTable
} from "./chunk-OFNTBMMB.mjs";
import {
  formatCount
} from "./chunk-UEZ476QA.mjs";

// src/report/preview.ts
function previewLines(preview) {
  const { columns, head } = preview;
  const samples = head.map((_, at) => `row ${at + 1}`);
  const counted = columns.some((column) => column.nulls !== void 0);
  const lines = textTable(
    ["column", "type", ...samples, ...counted ? ["nulls", "filled"] : []],
    columns.map((column, at) => [
      column.name,
      column.type,
      ...head.map((row) => row[at] ?? "null"),
      ...counted ? [formatCount(column.nulls ?? 0), formatCount(column.fills ?? 0)] : []
    ]),
    { right: counted ? [2 + head.length, 3 + head.length] : [] }
  );
  const rejected = preview.rejected === void 0 || preview.rejected === 0 ? "" : `, ${formatCount(preview.rejected)} rejected`;
  return [...lines, `${formatCount(preview.rows)} rows${rejected}`];
}

export {
  previewLines
};
