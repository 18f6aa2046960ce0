import { appendFile, stat } from 'node:fs/promises';
import { formatBytes, formatCount } from '../../base/byte-size.ts';
import { reasonOf } from '../../base/errors.ts';
import type { Log } from '../../base/ports/log.ts';

/** GitHub refuses a step's summary above 1 MiB whole; what the step wrote before counts too. */
const MOST_BYTES = 1024 * 1024;

/** Blocks of our summaries that would swallow what comes behind them, were they not closed. */
const BLOCKS = ['pre', 'details'] as const;

/** For the last words and the ends of blocks. */
const ROOM = 200;

/**
 * Adds Markdown, which ends in a line break, to the step's summary, as far as it fits. One that cannot be written costs one
 * warning, never the run.
 */
export async function appendSummary(
  markdown: string,
  options: { env: Readonly<Record<string, string | undefined>>; log: Log },
): Promise<void> {
  const { env, log } = options;
  const path = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (path === '') {
    log.warn('the summary was not written: GITHUB_STEP_SUMMARY is not set');
    return;
  }
  try {
    const size = await sizeOf(path);
    const text = cutMarkdown(markdown, MOST_BYTES - size);
    if (text === undefined) {
      log.warn(
        `the summary was not written: this step has written ${formatBytes(size)} of 1 MiB, all that GitHub takes`,
      );
    } else {
      await appendFile(path, text);
    }
  } catch (error) {
    log.warn(`the summary was not written: ${reasonOf(error)}`);
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    // The runner makes the file; where somebody removed it, it is made again.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/**
 * The text if it has at most `most` bytes, else as many of its lines as fit, open blocks closed, and how much is missing.
 * Undefined where not even these words fit.
 */
function cutMarkdown(text: string, most: number): string | undefined {
  const total = Buffer.byteLength(text);
  if (total <= most) return text;
  if (most < ROOM) return undefined;
  const lines = text.split(/(?<=\n)/);
  let kept = 0;
  let bytes = 0;
  for (; kept < lines.length; kept++) {
    const next = Buffer.byteLength(lines[kept] as string);
    if (bytes + next > most - ROOM) break;
    bytes += next;
  }
  const rest = lines.slice(0, kept).join('');
  const count = (mark: string) => rest.split(mark).length - 1;
  const ends = BLOCKS.flatMap((tag) => Array<string>(count(`<${tag}>`) - count(`</${tag}>`)).fill(tag));
  const missing = `${formatCount(lines.length - kept)} more lines (${formatBytes(total - bytes)})`;
  return `${rest}${ends.map((tag) => `</${tag}>\n`).join('')}\nThe summary was cut: ${missing} do not fit into 1 MiB.\n`;
}
