import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyRule, RULES } from './rules.ts';
import { SEEDS, type Seed } from './seeds.ts';
import { parseFile, readTree, snippetsOf, type Tree } from './tree.ts';

const tree = await readTree();

/** The tree with one mistake in it. */
function plant({ path, from, to }: Seed): Tree {
  const sound = tree.files.find((file) => file.path === path && file.text !== file.text.replace(from, ''));
  assert.ok(sound !== undefined, `${path} has no ${from}`);
  const text = sound.text.replace(from, () => to);
  const file = parseFile({ path, kind: sound.kind, text });
  return { files: tree.files.map((each) => (each === sound ? file : each)) };
}

test('the tree holds every kind of file', () => {
  const paths = tree.files.map(({ kind, path }) => `${kind} ${path}`);
  for (const path of ['action action.yml', 'action actions/load/action.yml', 'reusable .github/workflows/etl.yml']) {
    assert.ok(paths.includes(path), path);
  }
  for (const path of ['own .github/workflows/release.yml', 'caller examples/callers/steps.yml', 'snippet README.md']) {
    assert.ok(paths.includes(path), path);
  }
});

for (const rule of RULES) {
  test(rule.name, () => {
    const said = tree.files.flatMap((file) => applyRule(rule, file, tree));
    assert.deepEqual(said, []);
    const planted = SEEDS.filter((seed) => seed.rule === rule.name);
    assert.ok(planted.length > 0, 'a mistake that shows that the rule bites');
    for (const seed of planted) {
      const bad = plant(seed);
      const problems = bad.files.flatMap((file) => applyRule(rule, file, bad));
      const what = `${seed.path}: ${seed.from} → ${seed.to}`;
      assert.match(problems.join('\n') || 'nothing', new RegExp(seed.says.source, 'm'), what);
      for (const problem of problems) assert.match(problem, /^[\w./-]+(?::\d+)?: ./, what);
    }
  });
}

test('every mistake is planted for a rule', () => {
  const names = RULES.map(({ name }) => name);
  assert.deepEqual(
    SEEDS.filter(({ rule }) => !names.includes(rule)),
    [],
  );
});

test('a workflow in Markdown is found with its lines, a fragment is not', () => {
  const page = '# T\n\n```yaml\non: push\njobs:\n  a: { uses: x/y@v1 }\n```\n\n```yaml\nuses: z\n```\n';
  const found = snippetsOf('docs/page.md', page);
  assert.deepEqual(
    found.flatMap(({ path, scalars }) => scalars.map(({ keys, line }) => `${path}:${line} ${keys.join('.')}`)),
    ['docs/page.md:4 on', 'docs/page.md:6 jobs.a.uses'],
  );
});
