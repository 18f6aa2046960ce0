import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionErrors, parseWorkflow } from './github.ts';
import { readTree } from './tree.ts';

const { files } = await readTree();
const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? assert.fail(path);

const ETL = '.github/workflows/etl.yml';
const SCHEDULE = 'examples/callers/schedule.yml';

/** What GitHub's parser says when `from` is `to` in a file, of the file or of the one that calls it. */
async function errorsOf(path: string, from: string, to: string, caller = path): Promise<string> {
  const sound = textOf(path);
  assert.ok(sound.includes(from), `${path} has no ${from}`);
  const text = sound.replace(from, () => to);
  if (path.endsWith('action.yml')) return actionErrors(path, text).join('\n');
  const { errors } = await parseWorkflow(caller, caller === path ? text : textOf(caller), { [path]: text });
  return errors.join('\n');
}

for (const { path, kind, text } of files) {
  test(`GitHub reads ${path} without a complaint`, async () => {
    if (kind === 'action') assert.deepEqual(actionErrors(path, text), []);
    else {
      const { errors, jobs } = await parseWorkflow(path, text);
      assert.deepEqual(errors, []);
      assert.ok(jobs.length > 0);
      // A call that was not followed would hold no jobs, and its inputs would not have been looked at.
      for (const job of jobs) if (job.type === 'reusableWorkflowJob') assert.ok((job.jobs?.length ?? 0) >= 3, path);
    }
  });
}

test('GitHub complains of a key, a function and a context that it does not know', async () => {
  assert.match(await errorsOf(ETL, 'fail-fast: false', 'fail-slow: true'), /Unexpected value 'fail-slow'/);
  assert.match(await errorsOf(ETL, 'fromJSON(', 'parseJSON('), /Unrecognized function: 'parseJSON'/);
  assert.match(await errorsOf(ETL, 'needs.plan.outputs.count !=', 'env.COUNT !='), /Unrecognized named-value: 'env'/);
  assert.match(await errorsOf(ETL, '${{ !cancelled() }}', '${{ matrix.name }}'), /Unrecognized named-value: 'matrix'/);
  assert.match(await errorsOf(ETL, 'needs: plan', 'needs: plans'), /plans/);
});

test('GitHub complains of a caller that the workflow it calls does not suit', async () => {
  assert.match(
    await errorsOf(SCHEDULE, "force: '${{", "forced: '${{"),
    /forced is not defined in the referenced workflow/,
  );
  assert.match(
    await errorsOf(SCHEDULE, 'secrets: { environment:', 'secrets: { token:'),
    /secret, token is not defined/,
  );
  assert.match(await errorsOf(SCHEDULE, 'etl.yml@', 'elt.yml@'), /Unable to find reusable workflow/);
  assert.match(await errorsOf(ETL, '        type: string\n', '        type: date\n'), /Unexpected value 'date'/);
  const required = ['type: string\n      set:', 'type: string\n        required: true\n      set:'] as const;
  assert.equal(await errorsOf(ETL, ...required, SCHEDULE), '', 'this caller gives it');
  const unnamed = ['type: string\n      # End', 'type: string\n        required: true\n      # End'] as const;
  assert.match(await errorsOf(ETL, ...unnamed, SCHEDULE), /Input runner is required, but not provided/);
});

test('GitHub complains of an action that it could not start', async () => {
  assert.match(await errorsOf('action.yml', 'using: node24', 'using: node25'), /node25/);
  assert.match(await errorsOf('action.yml', '  main: dist/run.mjs\n', ''), /main/);
  assert.match(await errorsOf('action.yml', 'inputs:', 'input:'), /Unexpected value 'input'/);
});
