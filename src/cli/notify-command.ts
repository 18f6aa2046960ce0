import { notify } from '../session/notify.ts';
import type { Session } from '../session/session.ts';

/** Here nothing but telling was asked for: what could not be told is a failure. */
export async function notifyCommand(session: Session): Promise<number> {
  const yes = session.inputs.bool('yes', false);
  const { unsent } = await notify(session, { yes });
  return unsent === 0 ? 0 : 1;
}
