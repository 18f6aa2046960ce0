export const TRUE_TEXTS = ['true', 'True', 'TRUE'] as const;
export const FALSE_TEXTS = ['false', 'False', 'FALSE'] as const;

/** 1 for one of the `true` texts, 0 for one of the `false` texts, compared exactly; `Y`, `t` or `1` only when named. */
export function parseBool(
  text: string,
  trueTexts: readonly string[],
  falseTexts: readonly string[],
): 0 | 1 | undefined {
  if (trueTexts.includes(text)) return 1;
  return falseTexts.includes(text) ? 0 : undefined;
}
