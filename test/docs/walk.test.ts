import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { blocksOf, fencesOf } from './blocks.ts';
import { isOfWorkflow, mergePipeline, wholeWorkflow, workflowProblems } from './fragments.ts';
import type { Machine } from './machine.ts';
import { firstUnseen, walkPage } from './walk.ts';

const page = (language: string, text: string) => `# T\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;

test('every fence is found, in a list too; one without language or end is an error', () => {
  assert.deepEqual(fencesOf('a\n\n1. b\n\n   ```sh\n   c\n     d\n   ```\n'), [{ language: 'sh', text: 'c\n  d\n' }]);
  assert.throws(() => fencesOf('```\na\n```\n'), /has no language/);
  assert.throws(() => fencesOf('```sh\na\n'), /has no end: a/);
});

test('a block is lines to type, a file to save, something to see, or a piece', () => {
  assert.deepEqual(blocksOf(page('sh', '# a note\na \\\n  b\n\nc # d')), [
    { kind: 'type', line: 'a b' },
    { kind: 'type', line: 'c # d' },
  ]);
  assert.deepEqual(blocksOf(page('yaml', '# a/b.yml\nc: d')), [
    { kind: 'save', path: 'a/b.yml', text: '# a/b.yml\nc: d\n' },
  ]);
  assert.deepEqual(blocksOf(page('text', 'a')), [{ kind: 'see', text: 'a\n' }]);
  assert.deepEqual(blocksOf(page('sql', 'SELECT 1')), [{ kind: 'piece', language: 'sql', text: 'SELECT 1\n' }]);
});

test('what a page shows has to be shown, line by line and in order; … and durations may be anything', () => {
  const said = 'one: 3 done\n  took 0.4 s\n ──────\ntwo\n';
  assert.equal(firstUnseen('one: … done\n…\ntook 1.2 s\n───\ntwo', said), undefined);
  assert.equal(firstUnseen('two\none: 3 done', said), 'one: 3 done');
  assert.equal(firstUnseen('one: 4 done', said), 'one: 4 done');
  assert.equal(firstUnseen('t.o', said), 't.o', 'signs stand for themselves');
});

test('a piece of a workflow is read as GitHub reads it, and by the rules for all others', async () => {
  const steps = `- uses: actions/checkout@main\n  if: '\${{ nothing.here }}'\n`;
  assert.ok(isOfWorkflow(steps));
  const problems = (await workflowProblems('docs/page.md', steps)).join('\n');
  assert.match(problems, /uses actions\/checkout@main; expected owner\/name@<40 hex digits>/);
  assert.match(problems, /nothing/);
  assert.match(wholeWorkflow("on: { schedule: [{ cron: '7 5 * * *' }] }\n"), /^on: .* '7 5 \* \* \*' }\] }$/m);
});

test('a piece of a pipeline file takes the place of what the file has', () => {
  assert.ok(!isOfWorkflow('lake: ./lake\n'));
  const merged = mergePipeline('name: a\nlake: ./lake # here\n', 'lake: gs://b\nhistory: 1\n');
  assert.equal(merged, 'name: a\nlake: gs://b\nhistory: 1\n');
});

test('a block that nobody answers for, a line that fails and an outcome that does not come are failures', async () => {
  const machine = { type: async () => ({ code: 1, output: 'no' }) } as unknown as Machine;
  const walk = (markdown: string, scene = {}) =>
    walkPage({
      context: {} as TestContext,
      page: 'docs/page.md',
      blocks: blocksOf(markdown),
      machine,
      scene,
      used: { notTyped: new Set(), heldElsewhere: new Set() },
    });
  await assert.rejects(walk(page('python', 'print(1)')), /nobody answers for this:\nprint/);
  await assert.rejects(walk(page('sh', 'false')), /^AssertionError .*: false\nno/);
  await assert.rejects(walk('# T\n', { shows: [[/never/, /x/]] }), /is not on the page/);
});
