import { LakeferryError, reasonOf } from '../base/errors.ts';
import type { Setup } from './setup.ts';

/** What a check found. */
export interface Answer {
  state: 'ok' | 'warn' | 'fail';
  /** One line for a person. */
  what: string;
  /** What mends it, one step a line. */
  fix: readonly string[];
  /** Whose fault a failure is, as the exit codes tell: 1 an outage, 2 the user's mistake, 3 the data. */
  exitCode: 1 | 2 | 3;
}

/** One question about a set-up. */
export interface Check {
  /** Stable, for scripts: the name of what is wrong when the answer is no. */
  code: string;
  /** Undefined: the question does not arise, or another check already told why it cannot be answered. */
  run(setup: Setup): Promise<Answer | undefined>;
}

export function ok(what: string): Answer {
  return { state: 'ok', what, fix: [], exitCode: 2 };
}

export function warn(what: string, ...fix: string[]): Answer {
  return { state: 'warn', what, fix, exitCode: 2 };
}

export function fail(exitCode: Answer['exitCode'], what: string, ...fix: string[]): Answer {
  return { state: 'fail', what, fix, exitCode };
}

/** What was thrown. Our own messages end with what mends it, behind a semicolon; where one does not, `otherwise` is told. */
export function failOf(error: unknown, otherwise: string): Answer {
  if (!(error instanceof LakeferryError)) return fail(1, reasonOf(error), otherwise);
  const { message, exitCode } = error;
  const cut = message.lastIndexOf('; ');
  const [what, fix] = [message.slice(0, cut), message.slice(cut + 2)];
  // A semicolon inside of brackets ends no sentence.
  if (cut < 0 || count(fix, '(') !== count(fix, ')')) return fail(exitCode, message, otherwise);
  return fail(exitCode, what, fix);
}

function count(text: string, character: string): number {
  return text.split(character).length;
}
