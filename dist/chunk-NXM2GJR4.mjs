import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/actions/workspace.ts
import { join } from "node:path";
async function stepFolder(session, files, dataset, task) {
  const parent = join(session.host.cwd, ".lakeferry", dataset);
  const taken = new Set(await files.names(parent));
  let name = task;
  for (let count = 2; taken.has(name); count++) name = `${task}-${count}`;
  const folder = join(parent, name);
  await files.makeFolder(folder);
  return folder;
}

export {
  stepFolder
};
