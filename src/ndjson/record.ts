/** A JSON object's values as texts: numbers as they are spelled, so that no digit is lost on the way through a double. */
export type JsonRecord = Map<string, JsonCell>;

/** `text` is absent for null. `nested`: an object or a list, whose text is its JSON as it stands in the file. */
export interface JsonCell {
  text?: string;
  nested: boolean;
}

/** Why a line is no record, in words that hold none of its text. */
export interface BadRecord {
  rule: 'JSON_SYNTAX' | 'JSON_NOT_OBJECT' | 'JSON_DUPLICATE_KEY' | 'JSON_SURROGATE';
  problem: string;
}

const SPACE = /[ \t\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** Up to the closing quote; what the escapes mean, and whether control characters stand in it, `JSON.parse` judges. */
const STRING = /"(?:[^"\\]|\\.)*"/y;
const WORD = /true|false|null/y;

/**
 * Reads one line strictly (RFC 8259): an object and nothing behind it. A key that stands twice is refused, because readers
 * differ about which one counts.
 */
export function parseRecord(line: string): JsonRecord | BadRecord {
  let at = 0;
  const record: JsonRecord = new Map();

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(line)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }

  function sign(character: string): boolean {
    take(SPACE);
    if (line[at] !== character) return false;
    at++;
    return true;
  }

  function key(): string | undefined {
    take(SPACE);
    const quoted = take(STRING);
    return quoted === undefined ? undefined : unquote(quoted);
  }

  function cell(): JsonCell | undefined {
    take(SPACE);
    const first = line[at];
    if (first === '"') {
      const quoted = take(STRING);
      const text = quoted === undefined ? undefined : unquote(quoted);
      return text === undefined ? undefined : { text, nested: false };
    }
    if (first === '{' || first === '[') {
      const text = nested(line, at);
      if (text === undefined) return undefined;
      at += text.length;
      return { text, nested: true };
    }
    const word = take(WORD);
    if (word !== undefined) return word === 'null' ? { nested: false } : { text: word, nested: false };
    const number = take(NUMBER);
    return number === undefined || number === '' ? undefined : { text: number, nested: false };
  }

  const broken = (): BadRecord => ({ rule: 'JSON_SYNTAX', problem: `it is no JSON from character ${at + 1} on` });

  if (!sign('{')) {
    return isJson(line) ? { rule: 'JSON_NOT_OBJECT', problem: 'it is JSON but no object' } : broken();
  }
  if (!sign('}')) {
    do {
      const name = key();
      if (name === undefined || !sign(':')) return broken();
      const value = cell();
      if (value === undefined) return broken();
      if (record.has(name)) return { rule: 'JSON_DUPLICATE_KEY', problem: 'a key stands twice in it' };
      if (!name.isWellFormed() || value.text?.isWellFormed() === false) {
        return { rule: 'JSON_SURROGATE', problem: 'it holds half a character (a lone surrogate)' };
      }
      record.set(name, value);
    } while (sign(','));
    if (!sign('}')) return broken();
  }
  take(SPACE);
  return at === line.length ? record : broken();
}

function unquote(quoted: string): string | undefined {
  if (!quoted.includes('\\') && !/[\u0000-\u001f]/.test(quoted)) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

/** The object or list that begins at `start`, as it is spelled; undefined where it is no JSON. */
function nested(line: string, start: number): string | undefined {
  let depth = 0;
  for (let at = start; at < line.length; at++) {
    const character = line[at];
    if (character === '"') {
      STRING.lastIndex = at;
      const string = STRING.exec(line)?.[0];
      if (string === undefined) return undefined;
      at += string.length - 1;
    } else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) {
      const text = line.slice(start, at + 1);
      return isJson(text) ? text : undefined;
    }
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
