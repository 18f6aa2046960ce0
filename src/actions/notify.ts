import { setOutputs } from '../runtime/github/outputs.ts';
import type { Host } from '../session/host.ts';
import { notify } from '../session/notify.ts';
import { runAction } from './entry.ts';

/** What cannot be told is a warning: a load that is done stays done. */
export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('notify', host, async (session) => {
    const { sent, unsent, state } = await notify(session, { yes: true });
    await setOutputs({ sent: String(sent), unsent: String(unsent), state: state ?? '' });
    return 0;
  });
}
