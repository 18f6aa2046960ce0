import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licence texts of every package that went into a bundle, and their NOTICE files (Apache-2.0 §4 d), for
 * dist/licenses.txt. `inputs` are the paths of esbuild's
 * metafile, relative to `root`. A package that names no licence stops the build: it may not be shipped.
 */
export async function licensesText({ root, inputs }: { root: string; inputs: readonly string[] }): Promise<string> {
  const folders = new Set<string>();
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match?.[1] !== undefined) folders.add(match[1]);
  }
  // By title: one version of a package may lie in several folders.
  const sections = new Map<string, string>();
  for (const folder of folders) {
    const { title, text } = await section(join(root, folder));
    sections.set(title, text);
  }
  const intro =
    'Lakeferry is licensed under Apache-2.0. dist/ also holds code of these packages, under their own licences.\n';
  const titles = [...sections.keys()].sort();
  return [intro, ...titles.map((title) => `${'-'.repeat(80)}\n${title}\n\n${sections.get(title)}\n`)].join('\n');
}

interface Manifest {
  name: string;
  version: string;
  license?: unknown;
  author?: string | { name: string };
}

async function section(folder: string): Promise<{ title: string; text: string }> {
  const { name, version, license, author } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  if (typeof license !== 'string') throw new Error(`${name}@${version} names no licence in its package.json`);
  const names = (await readdir(folder)).sort();
  const file = names.find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each));
  const notice = names.find((each) => /^notice(\.(md|txt))?$/i.test(each));
  const holder = typeof author === 'string' ? author : author?.name;
  const text =
    file === undefined
      ? `The package carries no licence text; its package.json names ${license}${holder ? ` and its author ${holder}` : ''}.`
      : await plainText(join(folder, file));
  const more = notice === undefined ? '' : `\n\n${await plainText(join(folder, notice))}`;
  return { title: `${name}@${version} (${license})`, text: text + more };
}

async function plainText(path: string): Promise<string> {
  return (await readFile(path, 'utf8'))
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
}
