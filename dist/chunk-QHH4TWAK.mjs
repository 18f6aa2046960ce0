import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";

// src/pipeline/problems.ts
var PipelineProblems = class extends ConfigurationError {
  problems;
  /** The file's text, for `formatProblems`. */
  text;
  constructor(problems, text) {
    const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
    const [first] = sorted;
    const more = sorted.length > 1 ? ` (and ${sorted.length - 1} more)` : "";
    super("PIPELINE", first === void 0 ? "the pipeline file is wrong" : `${oneLine(first)}${more}`, {
      problems: sorted
    });
    this.problems = sorted;
    this.text = text;
  }
};
var WIDTH = 120;
function formatProblems(problems, sourceText) {
  const lines = sourceText.split(/\r\n|\n|\r/);
  return problems.map((problem) => {
    const head = `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;
    const hint = problem.hint === void 0 ? [] : [`      ${problem.hint}`];
    return [head, ...excerpt(lines[problem.line - 1], problem), ...hint].join("\n");
  }).join("\n\n");
}
function excerpt(line, { line: number, column }) {
  if (line === void 0 || line.trim() === "") return [];
  const from = column - 1 > WIDTH - 20 ? column - 41 : 0;
  const shown = line.slice(from, from + WIDTH).replace(/\t/g, " ");
  const gutter = `${String(number).padStart(4)} | `;
  return [`${gutter}${shown}`, `${" ".repeat(gutter.length - 2)}| ${" ".repeat(column - 1 - from)}^`];
}
function oneLine({ file, line, column, message, hint }) {
  return `${file}:${line}:${column}: ${message}${hint === void 0 ? "" : `; ${hint}`}`;
}

export {
  PipelineProblems,
  formatProblems
};
