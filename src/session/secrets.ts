import { safeJson, safeText } from '../base/safe-text.ts';

/** Shorter values would take harmless text apart, and protect nobody. */
const SHORTEST = 4;

/** Values that must never be printed, whatever message or answer they turn up in. */
export interface Secrets {
  add(values: readonly string[]): void;
  mask(text: string): string;
}

export function createSecrets(): Secrets {
  const known = new Set<string>();
  let longestFirst: readonly string[] = [];
  return {
    add(values) {
      for (const value of values) {
        if (value.length < SHORTEST) continue;
        // As it is, and as it looks in a URL, in JSON and in a line that was made safe.
        for (const form of [value, encodeURIComponent(value), safeJson(value).slice(1, -1), safeText(value)]) {
          known.add(form);
        }
      }
      longestFirst = [...known].sort((a, b) => b.length - a.length);
    },
    // A secret may begin with another one, and its rest must not stay behind.
    mask: (text) => longestFirst.reduce((masked, secret) => masked.replaceAll(secret, '***'), text),
  };
}
