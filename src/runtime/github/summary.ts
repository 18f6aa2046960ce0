import { appendFile, stat } from 'node:fs/promises';
import { formatCount } from '../../base/byte-size.ts';
import { reasonOf } from '../../base/errors.ts';
import type { Log } from '../../base/ports/log.ts';

/** GitHub refuses a step's summary above 1 MiB whole; what the step wrote before counts too. */
const MOST_BYTES = 1024 * 1024;

/** Adds Markdown to the step's summary. One that cannot be written costs a warning, never the run. */
export async function appendSummary(markdown: string, log: Log): Promise<void> {
  const path = process.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (path === '') {
    log.debug('there is no summary: GITHUB_STEP_SUMMARY is not set');
    return;
  }
  try {
    const { size } = await stat(path).catch(() => ({ size: 0 }));
    await appendFile(path, cutText(markdown, MOST_BYTES - size));
  } catch (error) {
    log.warn(`the summary was not written: ${reasonOf(error)}`);
  }
}

/** As many whole lines as fit, and how many did not. */
export function cutText(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  const lines = text.split('\n');
  let kept = 0;
  let bytes = 0;
  // Room for the last word, and for the end of a block that was cut.
  const room = most - 200;
  while (kept < lines.length) {
    const next = Buffer.byteLength(lines[kept] as string) + 1;
    if (bytes + next > room) break;
    bytes += next;
    kept++;
  }
  if (room <= 0) return '';
  const rest = lines.slice(0, kept).join('\n');
  return `${rest}\n\nThe summary was cut: ${formatCount(lines.length - kept)} more lines do not fit into 1 MiB.\n`;
}
