import { join } from 'node:path';
import type { Files } from '../base/ports/files.ts';
import type { Session } from '../session/session.ts';

/**
 * A folder of this step's own in the workspace: `.lakeferry/<dataset>/<task>`, with a number behind it where a step before
 * took the name. In the workspace, so that its paths mean the same to the next step, in a container too.
 */
export async function stepFolder(session: Session, files: Files, dataset: string, task: string): Promise<string> {
  const parent = join(session.host.cwd, '.lakeferry', dataset);
  const taken = new Set(await files.names(parent));
  let name = task;
  for (let count = 2; taken.has(name); count++) name = `${task}-${count}`;
  const folder = join(parent, name);
  await files.makeFolder(folder);
  return folder;
}
