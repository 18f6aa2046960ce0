import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { localReferences } from '../../scripts/pins.ts';
import { ROOT, readTreeFile } from './tree.ts';

test('without Go and Python the linters say what is missing, and nothing passes', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'lakeferry-tools-'));
  try {
    const { code, stdout, stderr } = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      const env = { PATH: empty, LAKEFERRY_TOOLS: join(empty, 'tools') };
      execFile(process.execPath, [join(ROOT, 'scripts/lint-workflows.ts')], { env }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
    const [go, python] = stderr.trim().split('\n');
    assert.match(
      go ?? '',
      /^error: actionlint [\d.]+ is not here and could not be installed: it needs Go, from https:/,
    );
    assert.match(
      python ?? '',
      /^error: zizmor [\d.]+ is not here and could not be installed: it needs Python 3 with venv/,
    );
    assert.deepEqual(await readdir(join(empty, 'tools')), [], 'no half of an installation is left');
  } finally {
    await rm(empty, { recursive: true });
  }
});

test('references to this repository become local ones, others stay', () => {
  const sha = 'a'.repeat(40);
  const text = ['', '/actions/plan', '/.github/workflows/etl.yml'].map(
    (path) => `uses: lakeferry/lakeferry${path}@${sha}`,
  );
  assert.equal(
    localReferences([...text, `uses: ${'lakeferry/lakeferry'}@${sha} # v1.2.3`, `uses: a/b@${sha}`].join('\n')),
    `uses: ./\nuses: ./actions/plan\nuses: ./.github/workflows/etl.yml\nuses: ./\nuses: a/b@${sha}`,
  );
});

test('whatever zizmor is told to overlook has its reason beside it', async () => {
  const lines = (await readTreeFile('.github/zizmor.yml')).split('\n');
  const exemptions = lines.filter((line) => /^\s+(?:- |disable:)/.test(line));
  assert.ok(exemptions.length > 0);
  for (const line of exemptions) assert.match(line, / # \S.{5,}/);
});

test('every check of the repository runs it', async () => {
  assert.match(await readTreeFile('.ci/run'), /^step '.*' npm run lint:workflows$/m);
});
