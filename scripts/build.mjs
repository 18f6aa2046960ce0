/**
 * `node scripts/build.mjs [folder]` makes dist/ (or the folder) from src/. A file that is already right is not touched, so a
 * process that runs from dist meanwhile is not disturbed; one that the build does not make is removed.
 */
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, ENTRIES } from './bundle.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'dist');
const files = await bundle();
await mkdir(folder, { recursive: true });
for (const name of await readdir(folder)) if (!files.has(name)) await rm(join(folder, name), { recursive: true });
for (const [name, text] of files) {
  const path = join(folder, name);
  if ((await readFile(path, 'utf8').catch(() => undefined)) !== text) await writeFile(path, text);
}
for (const { stub } of ENTRIES) await chmod(join(folder, `${stub}.mjs`), 0o755);
const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
process.stdout.write(`built ${files.size} files, ${(bytes / 1e6).toFixed(1)} MB\n`);
