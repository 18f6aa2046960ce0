import { type Document, isPair, isScalar, Scalar, visit } from 'yaml';

/** A value that was joined again. */
export interface SplitValue {
  /** Where it begins in the source. */
  offset: number;
  /** As it was meant: `numeric(10,2)`. */
  text: string;
}

/**
 * YAML's quietest trap: in `{ type: numeric(10,2) }` the comma ends the value, and `2)` becomes a key without a value;
 * no parser complains. Joins such values in place, so that nothing else is reported about them, and returns them.
 */
export function joinSplitValues(document: Document): SplitValue[] {
  const found: SplitValue[] = [];
  visit(document, {
    Map(_, map) {
      if (map.flow !== true) return;
      for (let at = 0; at < map.items.length; at++) {
        const value = map.items[at]?.value;
        if (!isPlainText(value) || isClosed(value.value)) continue;
        const parts = [value.value];
        let next = at + 1;
        while (!isClosed(parts.join(',')) && next < map.items.length) {
          const pair = map.items[next];
          if (!isPair(pair) || !isScalar(pair.key) || (pair.value !== null && !isEmpty(pair.value))) break;
          parts.push(pair.key.source ?? String(pair.key.value));
          next += 1;
        }
        const text = parts.join(comma(parts));
        if (parts.length === 1 || !isClosed(text)) continue;
        map.items.splice(at + 1, next - at - 1);
        value.value = text;
        value.source = text;
        found.push({ offset: value.range?.[0] ?? 0, text });
      }
    },
  });
  return found;
}

/** `numeric(10,2)` is written without a blank, `exponential(2s, 60s)` with one. */
function comma(parts: readonly string[]): string {
  return parts[0]?.startsWith('numeric') ? ',' : ', ';
}

function isPlainText(node: unknown): node is Scalar<string> {
  return isScalar(node) && node.type === Scalar.PLAIN && typeof node.value === 'string';
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

function isClosed(text: string): boolean {
  return text.split('(').length <= text.split(')').length;
}
