import type { Placed } from './template.ts';

/** A variable that says of itself that it is one. */
const SECRET_VARIABLE = /token|secret|passw|passphrase|pwd|credential|signature|(?:api|access|private|account)_?key/i;

/** A query value that lets somebody in. */
const SECRET_PARAMETER = /token|secret|passw|passphrase|pwd|credential|^sig$|signature|key$/i;

/** `Bearer …`: the word before it is no secret, and what is behind it may be printed without the word. */
const AUTHORIZATION = /^[A-Za-z][\w-]*[ \t]+(\S.*)$/;

interface Span {
  start: number;
  end: number;
}

/**
 * What nobody may see of a header: what came from the environment. Of `Bearer abc` also `abc` alone, which a server may
 * quote.
 */
export function secretsOfHeader({ placed }: { placed: readonly Placed[] }): string[] {
  return placed.flatMap(({ value }) => [value, ...(AUTHORIZATION.exec(value)?.slice(1) ?? [])]);
}

/** What nobody may see of a source's URL: what came from the environment, because a path may be a token as well. */
export function secretsOfSource({ text, placed }: { text: string; placed: readonly Placed[] }): string[] {
  return [...placed.map(({ value }) => value), ...(placed.length === 0 ? [] : credentialsIn(text))];
}

/**
 * What nobody may see of a lake or a warehouse: values from the environment in user and password, in a query or a
 * fragment, or of a variable that is named like a secret. All others are names of buckets, projects and files: whoever
 * hid those would lose each output of a job in which the same word stands.
 */
export function secretsOfPlace({ text, placed }: { text: string; placed: readonly Placed[] }): string[] {
  const secret = [userInfo(text), query(text)].filter((span) => span !== undefined);
  const hidden = placed.filter(
    (each) => SECRET_VARIABLE.test(each.name) || secret.some(({ start, end }) => each.start < end && start < each.end),
  );
  return [...hidden.map(({ value }) => value), ...(hidden.length === 0 ? [] : credentialsIn(text))];
}

/** Password, tokens and signatures in an address, as they are written and as they are meant: a driver may print either. */
export function credentialsIn(text: string): string[] {
  const user = userInfo(text);
  const asked = query(text);
  const password = user === undefined ? undefined : /:(.*)$/s.exec(text.slice(user.start, user.end))?.[1];
  const values = (asked === undefined ? '' : text.slice(asked.start, asked.end)).split(/[&;#]/).flatMap((part) => {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    return SECRET_PARAMETER.test(name) ? [value] : [];
  });
  return [password ?? '', ...values].filter((value) => value !== '').flatMap((value) => [value, decoded(value)]);
}

/** Up to the last `@`, wherever it stands: a password that was not escaped may hold a slash or a question mark. */
function userInfo(text: string): Span | undefined {
  const start = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0].length;
  const end = text.lastIndexOf('@');
  return start === undefined || end < start ? undefined : { start, end };
}

function query(text: string): Span | undefined {
  const start = text.slice(userInfo(text)?.end ?? 0).search(/[?#]/);
  return start === -1 ? undefined : { start: start + (userInfo(text)?.end ?? 0) + 1, end: text.length };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
