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
  const session = openSession(host, readFlags(name, host.env), github);
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
