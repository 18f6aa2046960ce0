import { ConfigurationError } from '../base/errors.ts';

/** One thing that is wrong in a pipeline file. Line and column count from 1. Never holds a value from the environment. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  /** What is wrong: the key and the value seen. */
  message: string;
  /** The form expected, or the word that was probably meant. */
  hint?: string;
}

/** Everything that is wrong with one pipeline file, in the order of its lines. */
export class PipelineProblems extends ConfigurationError {
  readonly problems: readonly Problem[];
  /** The file's text, for `formatProblems`. */
  readonly text: string;

  constructor(problems: readonly Problem[], text: string) {
    const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
    const [first] = sorted;
    const more = sorted.length > 1 ? ` (and ${sorted.length - 1} more)` : '';
    super('PIPELINE', first === undefined ? 'the pipeline file is wrong' : `${oneLine(first)}${more}`, {
      problems: sorted,
    });
    this.problems = sorted;
    this.text = text;
  }
}

/** Longest stretch of a source line that is shown. */
const WIDTH = 120;

/** For people: each problem with its source line, a caret under the place, and what was expected. */
export function formatProblems(problems: readonly Problem[], sourceText: string): string {
  const lines = sourceText.split(/\r\n|\n|\r/);
  return problems
    .map((problem) => {
      const head = `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;
      const hint = problem.hint === undefined ? [] : [`      ${problem.hint}`];
      return [head, ...excerpt(lines[problem.line - 1], problem), ...hint].join('\n');
    })
    .join('\n\n');
}

function excerpt(line: string | undefined, { line: number, column }: Problem): string[] {
  if (line === undefined || line.trim() === '') return [];
  const from = column - 1 > WIDTH - 20 ? column - 41 : 0;
  // A tab is one column for the parser and one blank here, so that the caret stands where it should.
  const shown = line.slice(from, from + WIDTH).replace(/\t/g, ' ');
  const gutter = `${String(number).padStart(4)} | `;
  return [`${gutter}${shown}`, `${' '.repeat(gutter.length - 2)}| ${' '.repeat(column - 1 - from)}^`];
}

function oneLine({ file, line, column, message, hint }: Problem): string {
  return `${file}:${line}:${column}: ${message}${hint === undefined ? '' : `; ${hint}`}`;
}
