import { withDeadline } from '../base/deadline.ts';
import { exitCodeFor } from '../base/exit-code.ts';
import { type Answer, type Check, failOf } from './answer.ts';
import { CHECKS } from './checks.ts';
import type { Setup } from './setup.ts';

/** A check that had something to say. */
export interface Finding extends Answer {
  code: string;
}

/** Milliseconds for one check; what they look at together is looked at by the first one. */
const PATIENCE = 120_000;

/** Asks all questions, one after the other. Never throws: a check that breaks is a failed one. */
export async function examine(setup: Setup, checks: readonly Check[] = CHECKS): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { code, run } of checks) {
    if (setup.signal.aborted) break;
    const answer = await withDeadline(`the check ${code}`, PATIENCE, setup.signal, () => run(setup)).catch(
      (error: unknown) => failOf(error, 'run it again with --verbose'),
    );
    if (answer !== undefined) findings.push({ code, ...answer });
  }
  return findings;
}

/** Of what failed; a warning is no failure. */
export function exitCodeOf(findings: readonly Finding[]): number {
  return exitCodeFor(findings.filter(({ state }) => state === 'fail').map(({ exitCode }) => exitCode));
}
