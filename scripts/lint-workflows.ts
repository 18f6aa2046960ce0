/**
 * `npm run lint:workflows` asks actionlint and zizmor about every workflow, action and example. They are installed on the first
 * run, with Go and Python. Exits 1 where either has something to say, is missing, or does not find the mistakes of a
 * workflow that is wrong on purpose.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finish, installLinter, LINTERS, type Linter, SEED } from './linters.ts';
import { localReferences } from './pins.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SEED_PATH = '.github/workflows/seed.yml';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const workflows = await yamlBelow('.github/workflows');
const callers = [...(await yamlBelow('examples/callers')), ...(await yamlBelow('examples/pull-request'))];
const actions = ['action.yml', ...(await yamlBelow('actions'))];

const stage = await mkdtemp(join(tmpdir(), 'lakeferry-lint-'));
try {
  await fillStage();
  const passed: boolean[] = [];
  for (const linter of LINTERS) passed.push(await lint(linter));
  if (passed.includes(false)) process.exitCode = 1;
} finally {
  await rm(stage, { recursive: true });
}

async function yamlBelow(folder: string): Promise<string[]> {
  const names = await readdir(join(ROOT, folder), { recursive: true });
  return names
    .filter((name) => name.endsWith('.yml'))
    .map((name) => `${folder}/${name}`)
    .sort();
}

/**
 * The same files with references to this repository made local: actionlint follows only those, and then checks each input and
 * output. It takes a folder with `.git` for the repository.
 */
async function fillStage(): Promise<void> {
  await mkdir(join(stage, '.git'));
  await mkdir(join(stage, 'dist'));
  for (const path of [...workflows, ...callers, ...actions]) {
    await mkdir(dirname(join(stage, path)), { recursive: true });
    await writeFile(join(stage, path), localReferences(await readFile(join(ROOT, path), 'utf8')));
  }
  // It asks whether what an action starts is there.
  for (const name of await readdir(join(ROOT, 'dist'))) await writeFile(join(stage, 'dist', name), '');
  await cp(join(ROOT, '.github/zizmor.yml'), join(stage, '.github/zizmor.yml'));
  await writeFile(join(stage, SEED_PATH), SEED);
}

async function lint(linter: Linter): Promise<boolean> {
  const { name, version, options } = linter;
  const installed = await installLinter(linter);
  if ('missing' in installed) {
    process.stderr.write(`error: ${installed.missing}\n`);
    return false;
  }
  const seed = await finish(installed.path, [...options, SEED_PATH], { cwd: stage });
  const overlooked = linter.finds.filter((mistake) => !mistake.test(seed.output));
  if (seed.code === 0 || overlooked.length > 0) {
    process.stderr.write(
      `error: ${name} ${version} overlooked ${overlooked.join(', ')} in the seed; it said:\n${seed.output}`,
    );
    return false;
  }
  // zizmor reads the files as they are; it would take a local reference for a fault of its own.
  const isActionlint = name === 'actionlint';
  const files = isActionlint ? [...workflows, ...callers] : [...workflows, ...callers, ...actions];
  const { code, output } = await finish(installed.path, [...options, ...files], { cwd: isActionlint ? stage : ROOT });
  if (code !== 0) {
    process.stderr.write(`${output}error: ${name} ${version} has something to say of these files\n`);
    return false;
  }
  say(`${name} ${version}: ${files.length} files clean, ${linter.finds.length} mistakes of the seed found`);
  return true;
}
