import { safeText } from '../base/safe-text.ts';

/** Longest text in a cell. */
const LONGEST = 300;

/**
 * Text that somebody else wrote, inert in GitHub's Markdown: every character that could mean something is an HTML
 * entity, and the whole is `<code>`, in which GitHub looks for no mentions, issue numbers and bare links.
 */
export function codeText(text: string, longest: number = LONGEST): string {
  const safe = safeText(text, longest);
  return `<code>${safe.replace(/[^A-Za-z0-9 .,/=%-]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}

/** Cells must be inert already. `right` names the columns of numbers. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (right.includes(at) ? '--:' : '---'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
