import * as z from 'zod';
import { isTimeZone } from '../base/calendar.ts';
import { ConfigurationError, reasonOf } from '../base/errors.ts';

/**
 * The smallest pieces of the pipeline file. Each one carries, as zod's message, what it is and how it is written,
 * apart by a line end (after `=` a whole predicate): `issues.ts` makes a problem of it. Texts are checked here and turned into values in `resolve.ts`.
 */
function says(kind: string, form: string): string {
  return `${kind}\n${form}`;
}

/** A text that `parse` accepts. Our own parsers say best what is wrong, so their words go before `kind` and `form`. */
export function parsedBy(parse: (text: string) => unknown, kind: string, form: string) {
  return z.string({ error: says(kind, form) }).superRefine((text, context) => {
    try {
      parse(text);
    } catch (error) {
      const own =
        error instanceof ConfigurationError ? /^".*" ((?:is|does) [^;]*)(?:; (.*))?$/s.exec(error.message) : null;
      const message = own === null ? says(kind, form) : says(`=${own[1]}`, own[2] ?? form);
      context.addIssue({ code: 'custom', message });
    }
  });
}

export function matching(pattern: RegExp, kind: string, form: string) {
  const error = says(kind, form);
  return z.string({ error }).regex(pattern, { error });
}

export const line = matching(
  /^[^\r\n]*\S[^\r\n]*$/,
  'a line of text',
  'write one line, in quotes where it holds : # { }',
);
export const paragraph = matching(/\S/, 'a text', 'write at least a word');

export const yesNo = z.boolean({ error: says('true or false', 'write true or false') });

export function wholeNumber(from: number, to: number) {
  const error = says(`a whole number from ${from} to ${to}`, `write a number like ${Math.max(from, Math.min(to, 3))}`);
  return z.number({ error }).int({ error }).min(from, { error }).max(to, { error });
}

export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, { error: says(`one of ${words.join(', ')}`, `write one of ${words.join(', ')}`) });
}

const SCALAR = says('a text', 'write a text or a number');

/** A text that YAML may take for a number, a boolean or null; `document.text` has its spelling. */
export const spelled = z.union([z.string(), z.number(), z.boolean()], { error: SCALAR });
export const spelledOrNull = z.union([z.string(), z.number(), z.boolean(), z.null()], { error: SCALAR });

export function oneOrMany<T extends z.ZodType>(item: T, kind: string, form: string) {
  const error = says(kind, form);
  return z.union([item, z.array(item).min(1, { error })], { error });
}

export function listOf<T extends z.ZodType>(item: T, form: string, least = 0) {
  const error = says(least === 0 ? 'a list' : 'a list with something in it', form);
  return z.array(item, { error }).min(least, { error });
}

export function mapping<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.strictObject(shape, {
    // Unknown keys are described from the issue itself, by their names.
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? undefined : says('a mapping', 'write its keys below it, each "key: value"'),
  });
}

export function mappingOf<T extends z.ZodType>(item: T, form: string) {
  return z.record(z.string(), item, { error: says('a mapping', form) });
}

export const timezone = z
  .string({ error: says('a time zone', 'write a name of the IANA database, like America/New_York') })
  .refine(isTimeZone, { error: says('a time zone', 'write a name of the IANA database, like America/New_York') });

/** The regular expression's own complaint is worth more than a form. */
export const pattern = z
  .string({ error: says('a regular expression', 'write it in single quotes') })
  .superRefine((text, context) => {
    try {
      new RegExp(text, 'u');
    } catch (error) {
      const why = reasonOf(error).replace(/^invalid regular expression: .*\/u: /is, '');
      context.addIssue({ code: 'custom', message: says('a regular expression', `JavaScript says: ${why}`) });
    }
  });
