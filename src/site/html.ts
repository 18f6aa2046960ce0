import { safeText } from '../base/safe-text.ts';

/** Markup that is safe to stand in a page. Only `html` makes it. */
export interface Html {
  readonly markup: string;
}

export type Content = Html | string | number | undefined | false | readonly Content[];

/** Longest text of somebody else's in a page. */
const LONGEST = 4000;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * A template whose every value is text, for an element or a quoted attribute: escaped, and without characters that turn
 * or hide what stands around them. What another `html` made is taken as it is, lists are joined, `undefined` and `false`
 * are nothing.
 */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Html {
  let markup = literals[0] as string;
  for (const [at, value] of values.entries()) markup += markupOf(value) + (literals[at + 1] as string);
  return { markup };
}

function markupOf(content: Content): string {
  if (content === undefined || content === false) return '';
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escapeText(content);
  return 'markup' in content ? content.markup : content.map(markupOf).join('');
}

function escapeText(text: string): string {
  return entities(safeText(text, LONGEST));
}

function entities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

/** A value as JSON for a quoted attribute, whole however long it is: a script reads it back. */
export function json(value: unknown): Html {
  const ascii = JSON.stringify(value).replace(/[^ -~]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return { markup: entities(ascii) };
}

/** Several lines of text, each on its own: a line break of the text is one in the page. */
export function lines(text: string): Html {
  const [first = '', ...rest] = text.split(/\r?\n/);
  return html`${first}${rest.map((line) => html`<br>${line}`)}`;
}
