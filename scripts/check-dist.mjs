/**
 * `node scripts/check-dist.mjs [folder]`: is dist/ (or the folder) what the sources make? Exits 1 and names every file that
 * is changed, missing or there without a reason.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'dist');
const files = await bundle();
const present = await readdir(folder).catch(() => []);
const problems = present.filter((name) => !files.has(name)).map((name) => `${name}: the build does not make this file`);
for (const [name, text] of files) {
  if (!present.includes(name)) problems.push(`${name}: missing`);
  else if ((await readFile(join(folder, name), 'utf8')) !== text)
    problems.push(`${name}: differs from what the sources make`);
}
for (const problem of problems) process.stderr.write(`dist/${problem}\n`);
if (problems.length > 0) {
  process.stderr.write('dist is out of step; run "npm run build" and commit what it makes\n');
  process.exitCode = 1;
} else {
  process.stdout.write(`dist is in step: ${files.size} files\n`);
}
