const FORM = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

export const FLOAT64_FORM = 'a decimal number such as 12.5, .5 or 1e-3';

/**
 * The double nearest to a decimal text, as IEEE 754 rounds. `.50`, `5.` and exponents are read, `-0` keeps its sign.
 * `NaN` and `Infinity` are rejected in every spelling: name them in `csv.nulls` when a file writes them for missing
 * values. A text beyond the range (`1e400`) is rejected; one below it (`1e-400`) is 0, the nearest double.
 */
export function parseFloat64(text: string): number | undefined {
  if (!FORM.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
