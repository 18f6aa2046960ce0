/** What a column of text could be typed as, narrowest first. A guess for people to confirm, never for loading. */
const CANDIDATES: readonly (readonly [type: string, form: RegExp])[] = [
  ['int64', /^[+-]?\d{1,18}$/],
  ['float64', /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/],
  ['bool', /^(?:true|false)$/i],
  ['date', /^\d{4}-\d{2}-\d{2}$/],
  ['datetime', /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/],
  ['timestamp', /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/],
];

/** A number written with leading zeros is a code, not a number: `007`. */
const CODE = /^0\d/;

/** What people write where a value is missing. */
const NULL_WORDS: ReadonlySet<string> = new Set([
  'NA',
  'N/A',
  'n/a',
  'NULL',
  'null',
  'None',
  'NaN',
  'nan',
  '\\N',
  '-',
  '-999',
  '-9999',
]);

export interface TypeGuess {
  see(text: string): void;
  /** `string` when no candidate fits all texts seen; `undefined` when none was seen. */
  type(): string | undefined;
  /** What the type would be if these words stood for null; absent where that changes nothing. */
  withoutNulls(): { type: string; words: readonly string[] } | undefined;
}

export function createTypeGuess(): TypeGuess {
  const strict = createCandidates();
  const lenient = createCandidates();
  const words = new Set<string>();
  return {
    see(text) {
      strict.see(text);
      if (NULL_WORDS.has(text)) words.add(text);
      else lenient.see(text);
    },
    type: strict.type,
    withoutNulls() {
      const type = lenient.type();
      if (words.size === 0 || type === undefined || type === 'string') return undefined;
      const inRange = strict.type() === type;
      // A number among numbers is a value, whatever it looks like, unless it is nothing but nines.
      const telling = [...words].filter((word) => !inRange || /^-9+$/.test(word));
      return telling.length === 0 ? undefined : { type, words: telling.sort() };
    },
  };
}

function createCandidates(): { see(text: string): void; type(): string | undefined } {
  let left = CANDIDATES;
  let seen = false;
  return {
    see(text) {
      seen = true;
      if (left.length === 0) return;
      left = left.filter(
        ([type, form]) => form.test(text) && !(CODE.test(text) && (type === 'int64' || type === 'float64')),
      );
    },
    type: () => (seen ? (left[0]?.[0] ?? 'string') : undefined),
  };
}
