import assert from 'node:assert/strict';
import { readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { appendSummary } from '../../src/runtime/github/summary.ts';
import { asNobody, commandFile, keepingLog, UNWRITABLE } from './github-files.ts';

/** What the runner takes of a step: CreateStepSummaryCommand refuses what is longer, whole. */
const MOST = 1024 * 1024;

async function append(path: string | undefined, markdown: string): Promise<string[]> {
  const log = keepingLog();
  await appendSummary(markdown, { env: path === undefined ? {} : { GITHUB_STEP_SUMMARY: path }, log });
  return log.said;
}

test('a summary comes behind what the step wrote before, byte for byte', async (context) => {
  const path = await commandFile(context, '# before\n');
  assert.deepEqual(await append(path, '# Zürich 🚕\n\n| a |\n'), []);
  assert.deepEqual(await append(path, 'more\n'), []);
  assert.equal(await readFile(path, 'utf8'), '# before\n# Zürich 🚕\n\n| a |\nmore\n');
});

test('a summary of 1 MiB is taken whole, with what was there before', async (context) => {
  const path = await commandFile(context, 'x'.repeat(999));
  assert.deepEqual(await append(path, `${'y'.repeat(MOST - 1000)}\n`), []);
  assert.equal((await stat(path)).size, MOST);
  assert.doesNotMatch(await readFile(path, 'utf8'), /cut/);
});

test('a longer one is cut behind a line, and says how much is missing', async (context) => {
  const path = await commandFile(context, 'x'.repeat(500_000));
  // Two bytes a character: the limit is one of bytes.
  const row = `| ${'ü'.repeat(497)} |\n`;
  assert.deepEqual(await append(path, row.repeat(1000)), []);
  const text = (await readFile(path, 'utf8')).slice(500_000);
  const { size } = await stat(path);
  assert.ok(size <= MOST && size > MOST - 2000, String(size));
  const [, rows = '', missing, bytes] =
    /^((?:\| ü+ \|\n)*)\nThe summary was cut: (\d+) more lines \((.*)\) do not fit into 1 MiB\.\n$/.exec(text) ?? [];
  const kept = rows.length / row.length;
  assert.equal(kept + Number(missing), 1000);
  assert.equal(bytes, `${(((1000 - kept) * 999) / 1000).toFixed(0)} kB`);
});

test('R5: a cell of ten megabytes costs its line, and what comes behind it, alone', async (context) => {
  const path = await commandFile(context);
  assert.deepEqual(await append(path, `# title\n\n| ${'x'.repeat(10_000_000)} |\n| a |\n`), []);
  assert.equal(
    await readFile(path, 'utf8'),
    '# title\n\n\nThe summary was cut: 2 more lines (10.0 MB) do not fit into 1 MiB.\n',
  );
});

test('a block that is open where it is cut is closed, so that the words behind it are seen', async (context) => {
  const closed = '<pre>\na\n</pre>\n\n<details><summary>b</summary>\n\nc\n\n</details>\n\n';
  for (const [begin, end] of [
    ['<pre>\n', '</pre>\n'],
    ['<details><summary>x</summary>\n\n', '</details>\n'],
    // A closed block inside an open one does not close that.
    ['<details><summary>x</summary>\n\n<details>\n</details>\n', '</details>\n'],
    ['plain\n', ''],
  ] as const) {
    const path = await commandFile(context);
    await append(path, `${closed}${begin}${'x\n'.repeat(MOST)}`);
    const text = await readFile(path, 'utf8');
    assert.match(text, new RegExp(`x\\n${end}\\nThe summary was cut: [\\d,]+ more lines \\(.* MB\\) do not fit`));
    assert.ok((await stat(path)).size <= MOST);
  }
});

test('R8: where the step has written all that GitHub takes, one warning and nothing more', async (context) => {
  for (const size of [MOST, MOST - 100, MOST + 1]) {
    const path = await commandFile(context, 'x'.repeat(size));
    const said = await append(path, `${'y'.repeat(200)}\n`);
    assert.equal(said.length, 1);
    assert.match(said[0] as string, /^warning: the summary was not written: this step has written 1\.0 MB of 1 MiB/);
    assert.equal((await stat(path)).size, size);
  }
});

test('R8: without a file for it, one warning', async () => {
  for (const path of [undefined, '']) {
    assert.deepEqual(await append(path, 'x\n'), [
      'warning: the summary was not written: GITHUB_STEP_SUMMARY is not set',
    ]);
  }
});

test('R8: a file that somebody removed is made again; where its folder is gone, one warning', async (context) => {
  const path = await commandFile(context);
  await rm(path);
  assert.deepEqual(await append(path, 'x\n'), []);
  assert.equal(await readFile(path, 'utf8'), 'x\n');
  const said = await append(join(dirname(path), 'none', 'file'), 'x\n');
  assert.equal(said.length, 1);
  assert.match(said[0] as string, /^warning: the summary was not written: .*ENOENT/i);
});

for (const { name, why, make, isHere } of UNWRITABLE) {
  test(`R8: a file that is ${name} costs one warning`, {
    skip: !isHere && 'this system has no such file',
  }, async (context) => {
    const path = await make(await commandFile(context));
    const said = await asNobody(() => append(path, 'x\n'));
    assert.equal(said.length, 1, said.join('\n'));
    assert.match(said[0] as string, /^warning: the summary was not written: /);
    assert.match(said[0] as string, why);
  });
}
