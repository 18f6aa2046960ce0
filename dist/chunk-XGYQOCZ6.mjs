import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/runtime/github/summary.ts
import { appendFile, stat } from "node:fs/promises";
var MOST_BYTES = 1024 * 1024;
var BLOCKS = ["pre", "details"];
var ROOM = 200;
async function appendSummary(markdown, options) {
  const { env, log } = options;
  const path = env["GITHUB_STEP_SUMMARY"] ?? "";
  if (path === "") {
    log.warn("the summary was not written: GITHUB_STEP_SUMMARY is not set");
    return;
  }
  try {
    const size = await sizeOf(path);
    const text = cutMarkdown(markdown, MOST_BYTES - size);
    if (text === void 0) {
      log.warn(
        `the summary was not written: this step has written ${formatBytes(size)} of 1 MiB, all that GitHub takes`
      );
    } else {
      await appendFile(path, text);
    }
  } catch (error) {
    log.warn(`the summary was not written: ${reasonOf(error)}`);
  }
}
async function sizeOf(path) {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error.code === "ENOENT") return 0;
    throw error;
  }
}
function cutMarkdown(text, most) {
  const total = Buffer.byteLength(text);
  if (total <= most) return text;
  if (most < ROOM) return void 0;
  const lines = text.split(/(?<=\n)/);
  let kept = 0;
  let bytes = 0;
  for (; kept < lines.length; kept++) {
    const next = Buffer.byteLength(lines[kept]);
    if (bytes + next > most - ROOM) break;
    bytes += next;
  }
  const rest = lines.slice(0, kept).join("");
  const count = (mark) => rest.split(mark).length - 1;
  const ends = BLOCKS.flatMap((tag) => Array(count(`<${tag}>`) - count(`</${tag}>`)).fill(tag));
  const missing = `${formatCount(lines.length - kept)} more lines (${formatBytes(total - bytes)})`;
  return `${rest}${ends.map((tag) => `</${tag}>
`).join("")}
The summary was cut: ${missing} do not fit into 1 MiB.
`;
}

export {
  appendSummary
};
