import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/session/samples.ts
var SAMPLES = ["none", "masked", "full"];
function maskedCell(cell, samples) {
  if (cell === null || samples === "full") return cell;
  return cell.replace(new RegExp("\\p{L}", "gu"), "x").replace(new RegExp("\\p{N}", "gu"), "9");
}

export {
  SAMPLES,
  maskedCell
};
