import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ACTIONS } from '../../src/session/surfaces.ts';
import { runMain } from '../cli/in-process.ts';
import { fencesOf } from './blocks.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT });
const pages = tracked
  .toString()
  .trim()
  .split('\n')
  .filter((page) => existsSync(join(ROOT, page)));

/** Without fences. */
const proseOf = (page: string) => read(page).replace(/^ *```[\s\S]*?^ *```$/gm, '');

/** What GitHub makes of a heading: small letters, hyphens for blanks, no other signs. */
function anchorOf(heading: string): string {
  const text = heading.replace(/^#+ /, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
}

test('each link leads to a file that is there, and to a heading that it has', () => {
  const broken = pages.flatMap((page) => {
    const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    return links
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? page : normalize(join(dirname(page), path));
        if (!existsSync(join(ROOT, target))) return true;
        if (anchor === undefined || !target.endsWith('.md')) return false;
        return !proseOf(target)
          .split('\n')
          .some((line) => /^#+ /.test(line) && anchorOf(line) === anchor);
      })
      .map((link) => `${page}: ${link}`);
  });
  assert.deepEqual(broken, []);
});

test('every page of docs is reached from docs/README.md', () => {
  const reached = new Set(['docs/README.md']);
  for (const page of reached) {
    for (const [, link = ''] of proseOf(page).matchAll(/\]\(([^)#\s]+\.md)/g)) {
      const target = normalize(join(dirname(page), link));
      if (target.startsWith('docs/') && pages.includes(target)) reached.add(target);
    }
  }
  const unreached = pages.filter(
    (page) => page.startsWith('docs/') && !page.startsWith('docs/adr/') && !reached.has(page),
  );
  assert.deepEqual(unreached, []);
});

test('each action has a guide, and so has each kind of lake and warehouse', () => {
  const page = proseOf('docs/README.md');
  const guides = [...page.matchAll(/^\| \[([a-z-]+)\]\([\w/-]+\.md\) \|/gm)].map(([, name]) => name);
  assert.deepEqual(guides.sort(), Object.keys(ACTIONS).sort());
  for (const place of ['folder', 'Google Cloud Storage', 'DuckDB', 'PostgreSQL', 'BigQuery']) {
    assert.match(page, new RegExp(`^\\| [^|]*${place}[^|]* \\| \\[`, 'm'));
  }
});

test('each image that a page shows is there, each that is there is shown, and all are small', () => {
  const shown = pages.flatMap((page) => {
    const found = [...read(page).matchAll(/(?:src(?:set)?=")([^"]+)"|!\[[^\]]*\]\(([^)]+)\)/g)];
    return found.map(([, html, markdown]) => normalize(join(dirname(page), html ?? markdown ?? '')));
  });
  const there = readdirSync(join(ROOT, 'docs/images')).map((name) => `docs/images/${name}`);
  assert.deepEqual(
    shown.filter((path) => !existsSync(join(ROOT, path))),
    [],
  );
  assert.deepEqual(
    there.filter((path) => !shown.includes(path)),
    [],
  );
  const sizes = there.map((path) => statSync(join(ROOT, path)).size);
  assert.ok(Math.max(...sizes) < 150_000 && sizes.reduce((sum, size) => sum + size, 0) < 1_000_000, sizes.join());
});

test('each command in a sentence is one that the command line has, with flags that it takes', async () => {
  const helps = new Map<string, string>();
  const helpOf = async (command: string) => {
    const known = helps.get(command);
    if (known !== undefined) return known;
    const { code, stdout } = await runMain(command === '' ? ['--help'] : [command, '--help'], { folder: ROOT });
    helps.set(command, code === 0 ? stdout : '');
    return helps.get(command) ?? '';
  };
  const wrong: string[] = [];
  let count = 0;
  for (const page of pages) {
    for (const [, words = ''] of proseOf(page).matchAll(/`(?:npx )?lakeferry ((?:--)?[a-z][^`]*)`/g)) {
      count += 1;
      const [command = ''] = words.split(' ');
      const help = await helpOf(command.startsWith('--') ? '' : command);
      const flags = words.match(/--[a-z-]+/g) ?? [];
      if (help === '' || flags.some((flag) => !help.includes(flag))) wrong.push(`${page}: lakeferry ${words}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(count > 10, String(count));
});

test('each script, file and code that a page names is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const sources = execFileSync('git', ['grep', '-hoE', "'[A-Z]+(_[A-Z]+)+'", '--', 'src'], { cwd: ROOT }).toString();
  const codes = new Set(sources.split('\n').map((code) => code.slice(1, -1)));
  const wrong = pages
    .filter((page) => !page.startsWith('docs/adr/') && page !== 'CHANGELOG.md')
    .flatMap((page) => {
      const prose = proseOf(page);
      const runs = [...prose.matchAll(/npm run ([a-z:]+)/g)].filter(([, name = '']) => scripts[name] === undefined);
      const paths = [
        ...prose.matchAll(/`(?:node )?((?:src|test|scripts|bench|demo|examples|assembly)\/[\w./-]+\.\w+)`/g),
      ];
      const lost = paths.filter(([, path = '']) => !existsSync(join(ROOT, path)));
      const table = [...prose.matchAll(/^\| ((?:`[A-Z]+(?:_[A-Z]+)+`(?:, )?)+) \|/gm)];
      const unknown = table.flatMap(([, cell = '']) =>
        (cell.match(/[A-Z_]+/g) ?? []).filter((code) => !codes.has(code)),
      );
      return [...runs.map(([run]) => run), ...lost.map(([path]) => path), ...unknown].map((what) => `${page}: ${what}`);
    });
  assert.deepEqual(wrong, []);
});

test('the README begins with the two commands of the demo, the first of which a fresh clone runs first in CI', () => {
  const [install = '', demo] = fencesOf(read('README.md'))[0]?.text.split('\n') ?? [];
  assert.deepEqual([install, demo], ['npm ci', 'npm run demo']);
  assert.match(read('.ci/run'), new RegExp(`^${install} `, 'm'));
});

test("the README's picture is one that GitHub draws: nodes with a label, arrows with a task or without", () => {
  const [picture] = fencesOf(read('README.md')).filter(({ language }) => language === 'mermaid');
  const [head, ...lines] = picture?.text.trimEnd().split('\n') ?? [];
  assert.equal(head, 'flowchart LR');
  const node = String.raw`\w+(?:\["[^"]+"\])?`;
  for (const line of lines) assert.match(line, new RegExp(`^  ${node} -- [a-z -]+ --> ${node}$`));
});
