import { createInterface } from 'node:readline/promises';
import { ConfigurationError } from '../base/errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { redactUrl } from '../source/shown-url.ts';
import { isLocal } from './places.ts';
import { isCi, type Session } from './session.ts';

/**
 * On a laptop, what others share is written only after a yes: `--yes`, or an answer where somebody sits at a terminal. A CI
 * job was told by whoever wrote it. Throws ConfigurationError CONSENT.
 */
export async function askConsent(
  session: Session,
  pipeline: Pipeline,
  { partitions, yes, does = 'writes' }: { partitions: number; yes: boolean; does?: string },
): Promise<void> {
  const { host, json } = session;
  const places = [pipeline.lake, pipeline.warehouse].filter((place) => place !== undefined && isShared(place));
  if (places.length === 0 || isCi(host) || yes) return;
  const shown = places.map((place) => redactUrl(place as string)).join(' and ');
  const what = `this ${does} ${partitions === 1 ? 'one partition' : `${partitions} partitions`} to ${shown}`;
  const { stdin, stderr } = host;
  if (stdin?.isTTY === true && stderr.isTTY === true && !json) {
    const lines = createInterface({ input: stdin, output: stderr });
    try {
      const answer = await lines.question(session.secrets.mask(`${what}; go on? [y/N] `), { signal: host.signal });
      if (/^y(?:es)?$/i.test(answer.trim())) return;
    } finally {
      lines.close();
    }
    throw new ConfigurationError('CONSENT', 'nothing was written');
  }
  throw new ConfigurationError('CONSENT', `${what}, which others may share; say --yes if that is meant`);
}

/** Where others may read and write too: neither a place of this machine nor a server on it. */
function isShared(place: string): boolean {
  return (
    !isLocal(place) &&
    !/^postgres(?:ql)?:\/\/(?:[^/@]*@)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])?(?:[:/?#]|$)/i.test(place)
  );
}
