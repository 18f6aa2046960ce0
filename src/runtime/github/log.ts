import type { Log, Place } from '../../base/ports/log.ts';
import { safeText } from '../../base/safe-text.ts';
import { createPlainLog, type LogOptions } from '../plain-log.ts';
import { commandLine } from './command.ts';

/** More of a kind than this in one step are not shown by GitHub. https://docs.github.com/actions/reference/limits */
const MOST_ANNOTATIONS = 10;

/** Longest message of an annotation; GitHub cuts at 4,096 characters. */
const LONGEST_MESSAGE = 2000;

/**
 * For a step on GitHub: groups that fold, errors and warnings as annotations beside the user's file. Every line of data
 * begins with two blanks, so that no problem matcher takes it for a compiler's word.
 */
export function createActionsLog(options: LogOptions): Log {
  const { out, mask, verbose } = options;
  const plain = createPlainLog(options);
  const line = (text: string) => out.write(`${mask(text)}\n`);
  const said = { error: 0, warning: 0 };

  function annotate(kind: 'error' | 'warning', message: string, place: Place | undefined): void {
    said[kind]++;
    if (said[kind] > MOST_ANNOTATIONS) {
      line(`  ${kind}: ${safeText(message)}`);
      return;
    }
    const { file, line: row, column: col } = place ?? {};
    const where = file === undefined ? {} : { file: safeText(file), line: row, col };
    line(commandLine(kind, safeText(message, LONGEST_MESSAGE), where));
    if (said[kind] === MOST_ANNOTATIONS)
      line(`  (GitHub shows ${MOST_ANNOTATIONS} of a kind; the rest are lines of the log)`);
  }

  return {
    debug(message) {
      line(verbose ? `  debug: ${safeText(message)}` : commandLine('debug', safeText(message)));
    },
    info: (message) => line(safeText(message)),
    warn: (message, place) => annotate('warning', message, place),
    error: (message, place) => annotate('error', message, place),
    group(title, lines) {
      if (lines.length === 0) {
        line(safeText(title));
        return;
      }
      line(commandLine('group', safeText(title)));
      for (const text of lines) line(`  ${safeText(text)}`);
      line(commandLine('endgroup', ''));
    },
    progress: plain.progress,
  };
}
