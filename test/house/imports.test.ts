import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findCycle, type Import, readImports, specifiersOf } from './imports.ts';
import { COMPUTED, PACKAGES, pictureText, refusal, roomsOfPicture } from './picture.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const imports = await readImports(at('src'));

test('the rooms of src are the rooms of the picture', async () => {
  const rooms = (await readdir(at('src'), { withFileTypes: true })).map((entry) => entry.name).sort();
  assert.deepEqual(rooms, roomsOfPicture());
});

test('each room imports only what the picture lets it', (t) => {
  const edges = new Map<string, Set<string>>();
  const broken: string[] = [];
  for (const { file, room, target } of imports) {
    if (target.kind !== 'room' || target.room === room) continue;
    edges.set(room, (edges.get(room) ?? new Set()).add(target.room));
    const why = refusal(room, target.room);
    if (why !== undefined) broken.push(`src/${file} imports ${target.path}: ${why}`);
  }
  for (const line of pictureText().split('\n')) t.diagnostic(line);
  for (const room of [...edges.keys()].sort())
    t.diagnostic(`${room} → ${[...(edges.get(room) ?? [])].sort().join(', ')}`);
  assert.deepEqual(broken, []);
});

test('each third-party package is imported by the one room that wraps it', () => {
  const broken = imports.flatMap(({ file, room, target }) =>
    target.kind === 'package' && PACKAGES[target.name] !== room
      ? [`src/${file} imports ${target.name}, which belongs to ${PACKAGES[target.name] ?? 'no room'}`]
      : [],
  );
  assert.deepEqual(broken, []);
  const used = new Set(imports.flatMap(({ target }) => (target.kind === 'package' ? [target.name] : [])));
  assert.deepEqual([...used].sort(), Object.keys(PACKAGES).sort(), 'the picture names what is used, and only that');
});

test('every import can be read from the text, but for the ones that are named', async () => {
  const unread = imports.filter(({ target }) => target.kind === 'unknown').map(({ file }) => file);
  assert.deepEqual(unread, Object.keys(COMPUTED));
  for (const [file, name] of Object.entries(COMPUTED)) {
    assert.ok((await readFile(at(`src/${file}`), 'utf8')).includes(`= '${name}'`), `src/${file} names ${name}`);
  }
});

test('no file imports itself by a detour', () => {
  assert.equal(findCycle(imports), undefined);
});

test('docs/architecture.md carries this picture', async () => {
  const text = await readFile(at('docs/architecture.md'), 'utf8');
  assert.equal(/<!-- picture -->\n```text\n([\s\S]*?)\n```\n<!-- \/picture -->/.exec(text)?.[1], pictureText());
});

test('the rules refuse what they are there to refuse', () => {
  assert.equal(refusal('cli', 'base'), undefined);
  assert.equal(refusal('pipeline', 'table'), undefined);
  assert.match(refusal('table', 'pipeline') ?? '', /siblings/);
  assert.match(refusal('csv', 'clean') ?? '', /siblings/);
  assert.match(refusal('base', 'table') ?? '', /below/);
  assert.match(refusal('flow', 'runtime') ?? '', /only cli/);
  assert.match(refusal('runtime', 'flow') ?? '', /base alone/);
  assert.match(refusal('cli', 'elsewhere') ?? '', /not in the picture/);
});

test('imports are found in every form, and not in comments', () => {
  const text = [
    "import { a } from './a.ts';",
    "import type { B } from './b.ts';",
    'import {',
    '  c,',
    "} from 'c';",
    "import './d.ts';",
    "export { e } from './e.ts';",
    "export type * from './f.ts';",
    "const g = await import('./g.ts');",
    'type H = import("./h.ts").H;',
    'const i = await import(name);',
    "// import { x } from './x.ts';",
    "/* import('./y.ts') */ const url = 'http://example.org';",
    "export const z = 'from';",
  ].join('\n');
  assert.deepEqual(
    specifiersOf(text).map((each) => each.specifier ?? `? ${each.text}`),
    ['./a.ts', './b.ts', 'c', './e.ts', './f.ts', './d.ts', './g.ts', './h.ts', '? import(name)'],
  );
});

test('a circle is found and told', () => {
  const edge = (file: string, path: string): Import => ({ file, room: 'x', target: { kind: 'room', room: 'x', path } });
  assert.equal(findCycle([edge('a.ts', 'b.ts'), edge('b.ts', 'c.ts'), edge('a.ts', 'c.ts')]), undefined);
  assert.equal(findCycle([edge('a.ts', 'b.ts'), edge('b.ts', 'c.ts'), edge('c.ts', 'b.ts')]), 'b.ts → c.ts → b.ts');
});
