import { nearest } from '../pipeline/nearest.ts';
import type { Host } from '../session/host.ts';
import type { Flags } from '../session/inputs.ts';
import { openSession, type Session } from '../session/session.ts';
import { ACTIONS, type ActionName } from '../session/surfaces.ts';
import { tellError } from '../session/tell-error.ts';
import { github } from './github.ts';

/** Runs an action: its inputs are read once, what goes wrong is told, and the answer is the process's exit code. */
export async function runAction(
  name: ActionName,
  host: Host,
  body: (session: Session) => Promise<number>,
): Promise<number> {
  const session = await openSession(host, readFlags(name, host.env), github);
  for (const line of unknownInputs(name, host.env)) session.log.warn(line);
  try {
    return await body(session);
  } catch (error) {
    return tellError(session, error);
  } finally {
    session.close();
  }
}

/**
 * The action's inputs as the runner hands them on: `INPUT_` and the name in upper case, blanks as `_`, hyphens as they
 * are. `set` is a list of lines.
 */
export function readFlags(name: ActionName, env: Host['env']): Flags {
  // What the runner sets when a run is repeated with debug logging.
  const flags: Record<string, unknown> = env['RUNNER_DEBUG'] === '1' ? { verbose: 'true' } : {};
  for (const word of ACTIONS[name].inputs) {
    const value = env[`INPUT_${word.toUpperCase()}`];
    if (value === undefined) continue;
    const key = word.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    flags[key] = word === 'set' ? value.split('\n') : value;
  }
  return flags;
}

/**
 * One line for each input that this action does not have: `dry_run: true` would else run for real without a word. No error,
 * because act hands on the inputs of an action around this one.
 */
export function unknownInputs(name: ActionName, env: Host['env']): string[] {
  const known: readonly string[] = ACTIONS[name].inputs;
  return Object.entries(env).flatMap(([variable, value]) => {
    const input = /^INPUT_(.+)$/s.exec(variable)?.[1]?.toLowerCase();
    if (input === undefined || known.includes(input) || (value ?? '').trim() === '') return [];
    const guess = nearest(input, known);
    const hint = guess === undefined ? `its inputs are ${known.join(', ')}` : `did you mean "${guess}"?`;
    return [`${name}: there is no input "${input}", and it changes nothing; ${hint}`];
  });
}
