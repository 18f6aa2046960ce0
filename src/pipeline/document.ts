import { type Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { reasonOf } from '../base/errors.ts';
import { joinSplitValues } from './flow-map.ts';
import type { Problem } from './problems.ts';

export type Path = readonly PropertyKey[];

/** Says what is wrong at a place of the file, and how it should be. */
export type Tell = (path: Path, message: string, hint: string, at?: 'key') => void;

/** A YAML file as plain values, together with where each of them stands and how it is spelled. */
export interface PipelineDocument {
  /** Plain values; key order kept. Undefined when the file is no YAML at all: `problems` says why. */
  value: unknown;
  /** What is wrong with the YAML itself. */
  problems: readonly Problem[];
  /** A problem at the value (or at the key) that `path` leads to, or at what comes nearest to it. */
  problem(path: Path, message: string, options?: { hint?: string | undefined; at?: 'key' | 'value' }): Problem;
  /** Line of the key, counted from 1. */
  line(path: Path): number;
  /**
   * A scalar exactly as it is spelled: `1.10` and not 1.1, `NULL` and not null. Undefined when there is none, or when
   * it is no scalar.
   */
  text(path: Path): string | undefined;
}

/** Reads YAML 1.2 (so `Y`, `no` and `2021-01-01` are texts). Never throws. */
export function readDocument(file: string, source: string): PipelineDocument {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const at = (offset: number, message: string, hint?: string): Problem => {
    const { line, col } = lines.linePos(Math.min(offset, source.length));
    return {
      file,
      line: Math.max(1, line),
      column: Math.max(1, col),
      message,
      ...(hint === undefined ? {} : { hint }),
    };
  };
  // One slip makes several errors: the first of a line is told.
  const told = new Set<number>();
  const problems = [...document.errors, ...document.warnings].flatMap((error) => {
    const { line } = lines.linePos(error.pos[0]);
    if (told.has(line)) return [];
    told.add(line);
    const lineText = source.slice(source.lastIndexOf('\n', error.pos[0] - 1) + 1).split('\n', 1)[0] as string;
    return [at(error.pos[0], ...explain(error.code, error.message, lineText))];
  });
  for (const { offset, text } of joinSplitValues(document)) {
    problems.push(at(offset, `an unquoted ${text} inside { } splits at its comma`, `quote it: "${text}"`));
  }
  const readable = document.errors.every((error) => error.code === 'DUPLICATE_KEY');
  let value: unknown;
  try {
    if (readable) value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    problems.push(at(0, `cannot read the YAML: ${reasonOf(error)}`));
  }
  return {
    value,
    problems,
    problem(path, message, { hint, at: where = 'value' } = {}) {
      const found = nodeAt(document, path);
      const node = where === 'key' ? (found.key ?? found.value) : (found.value ?? found.key);
      return at(node?.range?.[0] ?? 0, message, hint);
    },
    line(path) {
      const found = nodeAt(document, path);
      return Math.max(1, lines.linePos((found.key ?? found.value)?.range?.[0] ?? 0).line);
    },
    text(path) {
      const { value: node, exact } = nodeAt(document, path);
      if (!exact || !isScalar(node)) return undefined;
      return node.source ?? String(node.value ?? '');
    },
  };
}

/** The parser's words in ours, with the slip that is behind most of them. */
function explain(code: string, message: string, line: string): [message: string, hint?: string] {
  if (code === 'DUPLICATE_KEY') return ['this key stands twice in the same mapping', 'remove one of the two'];
  if (code === 'MULTIPLE_DOCS') return ['a second document begins here', 'write one pipeline a file, without "---"'];
  const what = `this is not YAML: ${reasonOf(new Error(message.trim()))}`;
  const braces = /(?:^|[\s:,[{])(\$?\{\w+\}[^\s,}]*|[^\s"'{},]+\$?\{\w+\}[^\s,}]*)/.exec(line);
  if (braces !== null) return [what, `quote a text that holds { or }: "${braces[1]}"`];
  if (line.includes('\t')) return [what, 'indent with blanks, not with tabs'];
  return [what];
}

interface Found {
  key?: Node;
  value?: Node;
  /** The whole path was there; else key and value are those of the deepest part that was. */
  exact: boolean;
}

function nodeAt(document: Document, path: Path): Found {
  let value = resolveAlias(document, document.contents);
  let key: Node | undefined;
  for (const step of path) {
    if (isMap(value)) {
      const pair = value.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (pair === undefined) return found(key, value, false);
      key = pair.key as Node;
      value = resolveAlias(document, pair.value as Node | null);
    } else if (isSeq(value) && typeof step === 'number' && step < value.items.length) {
      value = resolveAlias(document, value.items[step] as Node | null);
      // An item has no key of its own.
      key = undefined;
    } else {
      return found(key, value, false);
    }
  }
  return found(key, value, true);
}

function found(key: Node | undefined, value: Node | undefined, exact: boolean): Found {
  return { ...(key === undefined ? {} : { key }), ...(value === undefined ? {} : { value }), exact };
}

function resolveAlias(document: Document, node: Node | null | undefined): Node | undefined {
  return (isAlias(node) ? node.resolve(document) : node) ?? undefined;
}
