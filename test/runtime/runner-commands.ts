import { COMMANDS } from '../servers/runner.ts';

/** A line that the runner takes for an order to itself. */
export interface RunnerCommand {
  name: string;
  properties: Readonly<Record<string, string>>;
  data: string;
}

/** What GitHub's runner makes of what a step prints. */
export interface RunnerOutput {
  commands: RunnerCommand[];
  /** What is shown as text, and read by problem matchers, in order. */
  lines: string[];
  /** What the runner replaces by `***` from there on, and for which it drops a job's outputs. */
  masks: string[];
}

/** .NET's white space: JavaScript's and the next-line control, without the byte order mark. */
const LEADING_BLANKS = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * Reads an output by the runner's own rules (actions/runner: StreamReader.ReadLine, OutputManager, ActionCommandManager,
 * ActionCommand): lines end at LF, CR or both; `::name key=value,…::data` counts at the start of a line and after any white
 * space; where that is none, `##[name key=value;…]data` counts anywhere in it; names are those that are registered, in any
 * case. After stop-commands nothing counts until its token comes.
 */
export function readRunnerOutput(output: string): RunnerOutput {
  const read: RunnerOutput = { commands: [], lines: [], masks: [] };
  const known = new Set(COMMANDS);
  let token: string | undefined;
  const lines = output.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    const command = firstSyntax(line, known) ?? secondSyntax(line, known);
    if (command === undefined || (token !== undefined && command.name !== token)) {
      read.lines.push(line);
      continue;
    }
    if (token !== undefined) {
      known.delete(token);
      token = undefined;
      continue;
    }
    read.commands.push(command);
    if (command.name === 'stop-commands') {
      token = command.data.toLowerCase();
      known.add(token);
    }
    if (command.name === 'add-mask') read.masks.push(...masksOf(command.data));
  }
  return read;
}

/** The whole, and each of its lines without the blanks around it, however short: `{` of pretty JSON is one. */
function masksOf(data: string): string[] {
  if (data.trim() === '') return [];
  const lines = data.split(/[\r\n]/).flatMap((line) => line.trim() || []);
  return [...new Set([data, ...lines])];
}

function firstSyntax(line: string, known: ReadonlySet<string>): RunnerCommand | undefined {
  const [, head, data] = /^::(.*?)::(.*)$/su.exec(line.replace(LEADING_BLANKS, '')) ?? [];
  if (head === undefined || data === undefined) return undefined;
  return command(known, head, data, { separator: ',', escapes: ['\r', '\n', ':', ','], dataEscapes: ['\r', '\n'] });
}

function secondSyntax(line: string, known: ReadonlySet<string>): RunnerCommand | undefined {
  const [, head, data] = /##\[(.*?)\](.*)$/su.exec(line) ?? [];
  if (head === undefined || data === undefined) return undefined;
  const escapes = [';', '\r', '\n', ']'];
  return command(known, head, data, { separator: ';', escapes, dataEscapes: escapes });
}

function command(
  known: ReadonlySet<string>,
  head: string,
  data: string,
  syntax: { separator: string; escapes: readonly string[]; dataEscapes: readonly string[] },
): RunnerCommand | undefined {
  const blank = head.indexOf(' ');
  const name = (blank < 0 ? head : head.slice(0, blank)).toLowerCase();
  if (!known.has(name)) return undefined;
  const properties: Record<string, string> = {};
  for (const pair of blank < 0 ? [] : head.slice(blank + 1).split(syntax.separator)) {
    const at = pair.indexOf('=');
    if (at > 0 && at < pair.length - 1) {
      properties[pair.slice(0, at).trim()] = unescaped(pair.slice(at + 1), syntax.escapes);
    }
  }
  return { name, properties, data: unescaped(data, syntax.dataEscapes) };
}

/** One character after the other, the percent sign last. */
function unescaped(text: string, characters: readonly string[]): string {
  return [...characters, '%'].reduce((done, character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
    return done.replaceAll(`%${code}`, character);
  }, text);
}

/**
 * The values of a GITHUB_OUTPUT file as the runner reads them (FileCommandManager): `name=value`, or `name<<delimiter`, the
 * lines of the value and the delimiter as a line of its own. Throws where the runner would fail the step.
 */
export function readOutputsFile(text: string): Map<string, string> {
  const values = new Map<string, string>();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (line === '') continue;
    const [, name, sign, rest] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (name === undefined || name === '' || rest === undefined) throw new Error(`Invalid format '${line}'`);
    if (sign === '=') {
      values.set(name, rest);
      continue;
    }
    const end = lines.indexOf(rest, at + 1);
    if (rest === '' || end < 0) throw new Error(`Matching delimiter not found '${rest}'`);
    values.set(name, lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return values;
}

/** A job's outputs behind the runner: it drops each that holds something it masks. */
export function outputsOfJob(outputs: ReadonlyMap<string, string>, masks: readonly string[]): Map<string, string> {
  return new Map([...outputs].filter(([, value]) => !masks.some((mask) => value.includes(mask))));
}
