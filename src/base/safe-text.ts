/**
 * The one printing function: whatever text somebody else wrote (data, headers, URLs, server answers) becomes a line
 * that a terminal shows as text and in which GitHub's runner finds no command.
 *
 * The runner executes `::command::` at the start of a line (after any white space) and `##[command]` anywhere in it,
 * and takes a bare CR for a line end (actions/runner: ActionCommandManager, OutputManager). Terminals execute escape
 * sequences; bidirectional controls make text look like other text (Trojan Source, CVE-2021-42574).
 */

/** C0 and C1 controls, DEL, bidi and zero-width characters, line and paragraph separators, byte order marks. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** Longest line handed to a log; the rest is counted, not printed. */
const LONGEST_LINE = 2000;

const NAMED: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  return NAMED[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** One line, safe to print anywhere in a line of ours. */
export function safeText(text: string, longest: number = LONGEST_LINE): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}… (${text.length - longest} more characters)` : text;
  return cut
    .replace(UNSAFE, escaped)
    .replace(/##\[/g, '#\\#[')
    .replace(/^(\s*):(?=:)/u, '$1\\:');
}

/** Many lines: each made safe on its own, so that our own tables and blocks keep their shape. */
export function safeLines(text: string): string[] {
  return text.split('\n').map((line) => safeText(line));
}

/**
 * A value as indented JSON that is as safe to print: what could be a command or a control character is written with
 * JSON's own escapes, so that a reader of JSON gets back exactly the value.
 */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .split('\n')
    .map((line) => line.replace(UNSAFE, unicodeEscaped).replace(/##\[/g, '#\\u0023['))
    .join('\n');
}

function unicodeEscaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');
}
