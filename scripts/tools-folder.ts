import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where tools that npm does not bring, and the state of simulated runs, live: LAKEFERRY_TOOLS, or `lakeferry-tools` in the user's cache folder. */
export function toolsFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const own = environment['LAKEFERRY_TOOLS'];
  if (own !== undefined && own !== '') return own;
  const cache = environment['XDG_CACHE_HOME'];
  // The specification: a relative path there is to be ignored.
  const base = cache !== undefined && isAbsolute(cache) ? cache : join(environment['HOME'] ?? homedir(), '.cache');
  return join(base, 'lakeferry-tools');
}
