import { safeText } from '../base/safe-text.ts';

/** Longest text in a cell. */
const LONGEST = 300;

/**
 * Text that somebody else wrote, inert in GitHub's Markdown: every character that could mean something is an HTML
 * entity, and the whole is `<code>`, in which GitHub looks for no mentions and issue numbers. Addresses it links there as
 * anywhere: `www.` it finds before entities are read, so that the dot has to be one; what holds an `@` it finds after, so
 * that a comment has to part it. https://github.github.com/gfm/#autolinks-extension-
 */
export function codeText(text: string, longest: number = LONGEST): string {
  const safe = safeText(text, longest);
  const entities = safe.replace(/[^A-Za-z0-9 ,/=%-]/gu, (character) => {
    return `&#${character.codePointAt(0)};${character === '@' ? '<!-- -->' : ''}`;
  });
  return `<code>${entities}</code>`;
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
