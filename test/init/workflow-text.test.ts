import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workflowText } from '../../src/init/workflow-text.ts';
import { parseWorkflow } from '../workflows/github.ts';

test('GitHub reads the workflow as it is meant: a schedule, a dispatch, one job; with the right to log in where Google is asked', async () => {
  for (const [isFolder, isGoogle] of [
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ] as const) {
    const text = workflowText({ name: 'trips', pipeline: 'etl: "a"/#pipeline.yml', isFolder, isGoogle });
    const { errors, jobs } = await parseWorkflow('.github/workflows/lakeferry.yml', text);
    assert.deepEqual(errors, []);
    assert.deepEqual(
      jobs.map(({ id, type }) => [id.value, type]),
      [isFolder ? ['ferry', 'job'] : ['etl', 'reusableWorkflowJob']],
    );
    assert.equal(text.includes("ephemeral: 'true'"), isFolder);
    assert.equal(text.includes('id-token: write'), isGoogle);
    assert.match(text, /"etl: \\"a\\"\/#pipeline\.yml"/);
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    assert.ok(lines.length <= 17, `${lines.length} lines`);
  }
});
