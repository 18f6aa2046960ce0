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

export interface TypeGuess {
  see(text: string): void;
  /** `string` when no candidate fits all texts seen, or none was seen. */
  type(): string;
}

export function createTypeGuess(): TypeGuess {
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
    type: () => (seen ? (left[0]?.[0] ?? 'string') : 'string'),
  };
}
