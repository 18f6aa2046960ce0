import type { Kind, Tree, YamlFile } from '../tree.ts';

/** Something that holds of every file of some kinds. */
export interface Rule {
  /** What holds, as a sentence. */
  name: string;
  /** Absent: of all. */
  kinds?: readonly Kind[];
  /** `path:line: what is wrong there`, one line a problem. */
  check(file: YamlFile, tree: Tree): string[];
}

/** The expressions of a scalar: what stands in `${{ }}`, or all of an `if`, where the braces may be left out. */
export function expressionsOf(scalar: { keys: readonly (string | number)[]; value: unknown }): string[] {
  const text = String(scalar.value);
  const inBraces = [...text.matchAll(/\$\{\{(.*?)\}\}/gs)].map(([, expression = '']) => expression.trim());
  return inBraces.length === 0 && scalar.keys.at(-1) === 'if' ? [text] : inBraces;
}
