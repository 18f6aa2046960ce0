import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { formatCount } from '../base/byte-size.ts';
import { ConfigurationError } from '../base/errors.ts';
import { previewText } from '../convert/preview.ts';
import { createHttp } from '../http/client.ts';
import { readForeign } from '../parquet/foreign.ts';
import { DEFAULT_LIMITS, DEFAULT_TASKS } from '../pipeline/defaults.ts';
import { previewLines } from '../report/preview.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { nodeFiles, removeFolder } from '../runtime/node-files.ts';
import type { Session } from '../session/session.ts';
import { fetchSource } from '../source/fetch.ts';
import { openText } from '../source/open-text.ts';
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
  try {
    const path = isUrl ? await download(session, target, shown, join(folder, 'raw')) : resolve(host.cwd, target);
    const start = await firstBytes(path, shown);
    if (new TextDecoder('latin1').decode(start.subarray(0, 4)) === 'PAR1') {
      const found = await readForeign({ path });
      tell(session, shown, { ...found, columns: [...found.columns] });
      return 0;
    }
    const open = () => openText({ files: nodeFiles, path, name: shown, limits: DEFAULT_LIMITS });
    const preview = await previewText({
      open,
      name: shown,
      csv: {
        delimiter: delimiter ?? (await likelyDelimiter(open())),
        quote: '"',
        nulls: [''],
        encoding: 'utf-8',
        extraEmptyColumns: 'drop',
      },
      limits: DEFAULT_LIMITS,
    });
    tell(session, shown, preview);
    if (preview.malformed > 0)
      log.warn(`${shown}: ${formatCount(preview.malformed)} records do not have the header's columns`);
    return 0;
  } finally {
    await removeFolder(folder);
  }
}

function tell(session: Session, shown: string, preview: Parameters<typeof previewLines>[0]): void {
  if (session.json) session.answer(preview);
  else session.log.group(`Preview of ${shown}`, previewLines(preview));
}

async function download(session: Session, target: string, shownUrl: string, into: string): Promise<string> {
  const fetched = await fetchSource({
    url: target,
    shownUrl,
    headers: {},
    settings: {
      url: target,
      shownUrl,
      headers: {},
      notReady: [],
      allowPrivate: false,
      allowUnverifiedLength: false,
      allowEmpty: false,
    },
    limits: DEFAULT_LIMITS,
    policy: DEFAULT_TASKS.fetch,
    subject: 'preview',
    into,
    http: createHttp(),
    files: nodeFiles,
    clock: nodeClock,
    log: session.log,
    signal: session.host.signal,
  });
  if (fetched.kind !== 'fetched') throw new Error(`a preview without conditions was answered ${fetched.kind}`);
  return fetched.path;
}

async function firstBytes(path: string, shown: string): Promise<Uint8Array> {
  const stat = await nodeFiles.stat(path);
  if (stat === undefined || stat.isDirectory) {
    throw new ConfigurationError(
      'PREVIEW_FILE',
      `${shown}: ${stat === undefined ? 'there is no such file' : 'this is a folder'}; give a CSV or Parquet file`,
    );
  }
  for await (const chunk of nodeFiles.stream(path, { end: 4096 })) return chunk as Uint8Array;
  return new Uint8Array();
}

/** The character that the header line holds most of. */
async function likelyDelimiter(start: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of start) {
    text += new TextDecoder().decode(chunk.subarray(0, 65_536));
    if (text.includes('\n') || text.length > 65_536) break;
  }
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t', '|'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
