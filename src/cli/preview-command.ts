import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { formatCount } from '../base/byte-size.ts';
import { createHttp } from '../http/client.ts';
import { downloadOnce, type Look, lookAtFile } from '../init/look.ts';
import { previewLines } from '../report/preview.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { nodeFiles, removeFolder } from '../runtime/node-files.ts';
import type { Session } from '../session/session.ts';
import { redactUrl } from '../source/shown-url.ts';

/** Shows any file of CSV, JSON Lines or Parquet: columns, types (guessed for texts), first rows, row count, empty fields. */
export async function previewCommand(session: Session, target: string): Promise<number> {
  const { host, log } = session;
  // A tab is hard to type in a shell.
  const delimiter = session.inputs.exact('delimiter')?.replaceAll('\\t', '\t');
  session.inputs.check();
  const folder = join(tmpdir(), `lakeferry-preview-${process.pid}-${Date.now()}`);
  await nodeFiles.makeFolder(folder);
  const isUrl = /^https?:/i.test(target);
  // Whatever a query holds, it is not needed to know the file again, and it may open a door.
  const shown = isUrl ? redactUrl(target).replace(/[?#].*$/, '') : target;
  const tools = { http: createHttp(), files: nodeFiles, clock: nodeClock, log, signal: host.signal };
  try {
    const path = isUrl
      ? await downloadOnce({ ...tools, url: target, shown, into: join(folder, 'raw'), missing: [] })
      : resolve(host.cwd, target);
    const look = await lookAtFile({ path: path as string, shown, files: nodeFiles, delimiter });
    tell(session, shown, look);
    if (look.malformed > 0)
      log.warn(`${shown}: ${formatCount(look.malformed)} records do not have the header's columns`);
    return 0;
  } finally {
    await removeFolder(folder);
  }
}

function tell(session: Session, shown: string, look: Look): void {
  const columns = look.columns.map(({ type, ...column }) => ({ ...column, type: type ?? 'string' }));
  const { head, rows, malformed } = look;
  session.answer({ columns, head, rows, ...(look.format === 'text' ? { malformed } : {}) });
  if (session.json) return;
  session.log.group(`Preview of ${shown}`, [
    ...previewLines({ columns, head, rows }),
    ...columns.flatMap(({ name, withoutNulls }) =>
      withoutNulls === undefined
        ? []
        : [
            `${name} is ${withoutNulls.type} where ${withoutNulls.words.join(', ')} ${withoutNulls.words.length === 1 ? 'is' : 'are'} null`,
          ],
    ),
  ]);
}
