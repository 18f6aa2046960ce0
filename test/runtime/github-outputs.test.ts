import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { setOutputs } from '../../src/runtime/github/outputs.ts';
import { asNobody, commandFile, UNWRITABLE } from './github-files.ts';
import { readOutputsFile } from './runner-commands.ts';

// Read as whoever may read the packages, before a test is nobody.
before(() => import('@actions/core'));
// GitHub's package reads the process's own environment; each test file is a process.
beforeEach(() => {
  delete process.env['GITHUB_OUTPUT'];
});

test('R4: what is set is what the next step gets, and what was there stays', async (context) => {
  const path = await commandFile(context, 'earlier=1\n');
  process.env['GITHUB_OUTPUT'] = path;
  const values = {
    empty: '',
    lines: 'a\nb\n\n\nc\n',
    windows: 'a\r\nb\r',
    EOF: 'EOF\nEOF\n',
    delimiter: 'ghadelimiter_x\nghadelimiter_00000000-0000-0000-0000-000000000000\n',
    sign: 'a=b\nc<<d\n=\n<<',
    matrix: '[{"name":"2021-01","partitions":"2021-01,2021-02"}]',
    'first-run': 'true',
    command: '::error::x\n##[add-mask]2021',
    text: 'Zürich 🚕 \u2028 \u0000',
  };
  await setOutputs(values);
  assert.deepEqual(Object.fromEntries(readOutputsFile(await readFile(path, 'utf8'))), { earlier: '1', ...values });
});

test('R4: any value comes back as it was', async (context) => {
  const path = await commandFile(context);
  process.env['GITHUB_OUTPUT'] = path;
  const pieces = fc.constantFrom('\n', '\r', 'EOF', 'ghadelimiter_', '<<', '=', 'a', '::', ' ');
  const values = fc.dictionary(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,9}$/), fc.string({ unit: pieces }));
  let earlier = 0;
  await fc.assert(
    fc.asyncProperty(values, async (given) => {
      await setOutputs(given);
      const text = await readFile(path, 'utf8');
      assert.deepEqual(readOutputsFile(text.slice(earlier)), new Map(Object.entries(given)));
      earlier = text.length;
    }),
    { numRuns: 200, seed: 4 },
  );
});

test('R4: a name that is none is a bug, and nothing is written', async (context) => {
  const path = await commandFile(context);
  process.env['GITHUB_OUTPUT'] = path;
  for (const name of ['', 'a b', 'a<<b', 'a=b', 'a\nb', '1a', '-a', 'a.b', 'ä']) {
    await assert.rejects(setOutputs({ good: '1', [name]: '2' }), { name: 'TypeError' }, name);
  }
  assert.equal(await readFile(path, 'utf8'), '');
});

test('R8: without a file for outputs the step fails, and says how it is run', async () => {
  for (const value of [undefined, '']) {
    if (value !== undefined) process.env['GITHUB_OUTPUT'] = value;
    await assert.rejects(setOutputs({ a: '1' }), {
      name: 'ConfigurationError',
      code: 'OUTPUTS',
      exitCode: 2,
      message: /^the outputs of this step cannot be written: GITHUB_OUTPUT is not set; run this as an action/,
    });
  }
});

test('R8: a file that somebody removed is an error with its path', async (context) => {
  const path = await commandFile(context);
  await rm(path);
  process.env['GITHUB_OUTPUT'] = path;
  await assert.rejects(setOutputs({ a: '1' }), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'OUTPUTS_WRITE');
    assert.ok(error.message.includes(path), error.message);
    return true;
  });
});

for (const { name, why, make, isHere } of UNWRITABLE) {
  test(`R8: a file that is ${name} is an error with its cause`, {
    skip: !isHere && 'this system has no such file',
  }, async (context) => {
    process.env['GITHUB_OUTPUT'] = await make(await commandFile(context));
    await assert.rejects(
      asNobody(() => setOutputs({ a: '1' })),
      { name: 'OutageError', code: 'OUTPUTS_WRITE', exitCode: 1, retryable: false, message: why },
    );
  });
}
