import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/runtime/github/event.ts
import { readFile } from "node:fs/promises";
async function readEvent(env) {
  const path = env["GITHUB_EVENT_PATH"] ?? "";
  if (path === "") return void 0;
  try {
    const value = JSON.parse(await readFile(path, "utf8"));
    return typeof value === "object" && value !== null ? value : void 0;
  } catch {
    return void 0;
  }
}
function isFromFork({ pull_request: pull }) {
  const from = pull?.head?.repo?.full_name;
  return pull !== void 0 && from !== pull.base?.repo?.full_name;
}

export {
  readEvent,
  isFromFork
};
