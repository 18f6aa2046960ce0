import { join } from 'node:path';
import type { FileStat, Files } from '../base/ports/files.ts';
import { isObjectName, OWN_FILE } from './path.ts';

/** A file's generation: what changes whenever its content is replaced. */
export function generationOf(stat: FileStat): string {
  return `${stat.size}-${stat.mtimeNs}-${stat.ctimeNs}`;
}

interface Found {
  name: string;
  stat: FileStat;
}

/**
 * The files below `folder` whose path from there starts with `rest`, sorted by full name as an object store does:
 * `a.txt` before `a/b`. Names are relative to `root`, joined with `/`.
 */
export async function* walk(options: {
  root: string;
  folder: readonly string[];
  rest: string;
  files: Files;
}): AsyncGenerator<Found> {
  const { root, folder, rest, files } = options;
  const path = join(root, ...folder);
  const names = (await files.names(path)).filter((name) => name.startsWith(rest) && !name.startsWith(OWN_FILE));
  const found = await Promise.all(names.map(async (name) => ({ name, stat: await files.stat(join(path, name)) })));
  const entries = found
    .filter((entry): entry is Found => entry.stat !== undefined && isObjectName(entry.name))
    .map((entry) => ({ ...entry, order: entry.stat.isDirectory ? `${entry.name}/` : entry.name }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  for (const { name, stat } of entries) {
    if (stat.isDirectory) yield* walk({ root, folder: [...folder, name], rest: '', files });
    else yield { name: [...folder, name].join('/'), stat };
  }
}
