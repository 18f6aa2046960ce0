import type { Log, Place } from '../../base/ports/log.ts';
import { createProgressLines, type LogOptions, placeText, shownText } from '../plain-log.ts';
import { commandLine } from './command.ts';

/**
 * GitHub shows ten errors and ten warnings of a step; whoever looks at a pull request's files reads ten in all. Warnings take
 * half of them at most, for what broke comes behind them.
 */
const MOST_ANNOTATIONS = 10;
const MOST_WARNINGS = 5;

/**
 * For a step on GitHub: groups that fold, errors and warnings as annotations beside the user's file. Every other line
 * begins with two blanks, so that no problem matcher takes what stands in it for a compiler's word.
 */
export function createActionsLog(options: LogOptions): Log {
  const { clock, mask, out, verbose } = options;
  const shown = (text: string) => shownText(text, mask);
  const line = (text: string) => void out.write(`  ${mask(text)}\n`);
  // Its parts are masked already: in the whole a value may stand escaped, or be a word of the command itself.
  const order = (...command: Parameters<typeof commandLine>) => void out.write(`${commandLine(...command)}\n`);
  const said = { error: 0, warning: 0 };
  const cut = new Set<string>();

  function annotate(kind: 'error' | 'warning', message: string, place: Place | undefined): void {
    const isFull =
      said.error + said.warning >= MOST_ANNOTATIONS || (kind === 'warning' && said.warning >= MOST_WARNINGS);
    if (!isFull) {
      said[kind]++;
      const { file, line: row, column: col } = place ?? {};
      order(kind, shown(message), file === undefined ? {} : { file: shown(file), line: row, col });
      return;
    }
    if (!cut.has(kind)) line(`(enough annotations for one step: further ${kind}s are lines of the log)`);
    cut.add(kind);
    line(`${kind}: ${placeText(place, mask)}${shown(message)}`);
  }

  return {
    debug(message) {
      if (verbose) line(`debug: ${shown(message)}`);
      else order('debug', shown(message));
    },
    info: (message) => line(shown(message)),
    warn: (message, place) => annotate('warning', message, place),
    error: (message, place) => annotate('error', message, place),
    group(title, lines) {
      if (lines.length === 0) {
        line(shown(title));
        return;
      }
      order('group', shown(title));
      for (const text of lines) line(shown(text));
      order('endgroup', '');
    },
    progress: createProgressLines({ clock, mask, line }),
  };
}
