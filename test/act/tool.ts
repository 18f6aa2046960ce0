import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type GoTool, installGoTool } from '../../scripts/go-tool.ts';

/** What act.md and the parser of its log were written against; a newer one is tried, then pinned. */
export const ACT_VERSION = '0.2.89';

const run = promisify(execFile);

const ACT: GoTool = {
  name: 'act',
  version: ACT_VERSION,
  source: 'github.com/nektos/act',
  takes: 'a minute or two',
  async isThere(path) {
    // It refuses to start without a HOME, and makes a folder for settings there.
    const answer = await run(path, ['--version'], { env: { HOME: dirname(path) } }).catch(() => undefined);
    return answer?.stdout.trim() === `act version ${ACT_VERSION}`;
  },
};

/** The path of act; see `installGoTool`. */
export function installAct(options: Parameters<typeof installGoTool>[1] = {}): Promise<string> {
  return installGoTool(ACT, options);
}
