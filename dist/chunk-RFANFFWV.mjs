import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  safeText
} from "./chunk-3UZALZAA.mjs";

// src/report/markdown.ts
var LONGEST = 300;
function codeText(text, longest = LONGEST) {
  const safe = safeText(text, longest);
  const entities = safe.replace(/[^A-Za-z0-9 ,/=%-]/gu, (character) => {
    return `&#${character.codePointAt(0)};${character === "@" ? "<!-- -->" : ""}`;
  });
  return `<code>${entities}</code>`;
}
function markdownTable(head, rows, right = []) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, at) => right.includes(at) ? "--:" : "---");
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

export {
  codeText,
  markdownTable
};
