import { readdir, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join, posix, sep } from 'node:path';

export type Target =
  | { kind: 'room'; room: string; path: string }
  | { kind: 'package'; name: string }
  | { kind: 'builtin'; name: string }
  /** An import that cannot be read from the text, so that nothing can be held about it. */
  | { kind: 'unknown'; text: string };

export interface Import {
  /** Relative to the source folder: `cli/main.ts`. */
  file: string;
  room: string;
  target: Target;
}

const STATEMENT = /^[ \t]*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm;
const BARE = /^[ \t]*import\s*['"]([^'"]+)['"]/gm;
const CALL = /\bimport\(\s*([^)]*?)\s*\)/g;

/** What a source text imports, in any form: static, re-exported, for its effect, as a type, dynamic. */
export function specifiersOf(text: string): { specifier?: string; text: string }[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
  const found = [...code.matchAll(STATEMENT), ...code.matchAll(BARE)].map(
    ([match, specifier]): { specifier?: string; text: string } => ({ specifier: specifier ?? '', text: match }),
  );
  for (const [match, argument = ''] of code.matchAll(CALL)) {
    const literal = /^['"]([^'"]+)['"]$/.exec(argument)?.[1];
    found.push(literal === undefined ? { text: match } : { specifier: literal, text: match });
  }
  return found;
}

/** Every import of every TypeScript file below `folder`, whose own folders are the rooms. */
export async function readImports(folder: string): Promise<Import[]> {
  const imports: Import[] = [];
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    if (!name.endsWith('.ts')) continue;
    const file = name.split(sep).join('/');
    const room = file.split('/')[0] as string;
    for (const { specifier, text } of specifiersOf(await readFile(join(folder, name), 'utf8'))) {
      imports.push({
        file,
        room,
        target: specifier === undefined ? { kind: 'unknown', text } : targetOf(file, specifier),
      });
    }
  }
  return imports;
}

function targetOf(file: string, specifier: string): Target {
  if (specifier.startsWith('.')) {
    const path = posix.join(posix.dirname(file), specifier);
    return { kind: 'room', room: path.split('/')[0] as string, path };
  }
  if (specifier.startsWith('node:')) return { kind: 'builtin', name: specifier };
  if (builtinModules.includes(specifier)) return { kind: 'unknown', text: `${specifier} without node:` };
  return {
    kind: 'package',
    name: specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/'),
  };
}

/** The first circle of files that import one another, as `a.ts → b.ts → a.ts`; undefined where there is none. */
export function findCycle(imports: readonly Import[]): string | undefined {
  const edges = new Map<string, string[]>();
  for (const { file, target } of imports) {
    if (target.kind === 'room') edges.set(file, [...(edges.get(file) ?? []), target.path]);
  }
  const finished = new Set<string>();
  const visit = (file: string, way: readonly string[]): string | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file].join(' → ');
    if (finished.has(file)) return undefined;
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next, [...way, file]);
      if (cycle !== undefined) return cycle;
    }
    finished.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
