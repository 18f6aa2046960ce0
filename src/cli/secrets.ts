/** Shorter values would take harmless text apart, and protect nobody. */
const SHORTEST = 4;

/** Values that must never be printed, whatever message or answer they turn up in. */
export interface Secrets {
  add(values: readonly string[]): void;
  mask(text: string): string;
}

export function createSecrets(): Secrets {
  const known = new Set<string>();
  return {
    add(values) {
      for (const value of values) {
        if (value.length < SHORTEST) continue;
        known.add(value);
        known.add(encodeURIComponent(value));
      }
    },
    mask: (text) => [...known].reduce((masked, secret) => masked.replaceAll(secret, '***'), text),
  };
}
