import { userInfo } from 'node:os';
import type { Host } from './host.ts';

/** GitHub's name for who started the job, or this machine's for who sits at it. */
export function whoSays({ env }: Host): string {
  return env['GITHUB_ACTOR']?.trim() || userInfo().username;
}
