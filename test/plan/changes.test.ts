import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf } from '../../src/plan/changes.ts';
import { job, read } from '../pipeline/text-files.ts';

test('a schedule and who is told are settings like others, and no address is shown', async () => {
  const url = '$' + '{SLACK}';
  const [before, after] = [
    await read(job()),
    await read(job('schedule: { cron: "0 6 * * *" }', `notify: [{ to: slack, url: "${url}", on: [late] }]`), {
      env: { SLACK: 'https://hooks.example/s3cret' },
    }),
  ];
  assert.deepEqual(changesOf(before, after), [
    { what: 'schedule', after: '{"kind":"cron","cron":"0 6 * * *","timezone":"UTC"}' },
    { what: 'notify', after: 'slack (slack): late' },
  ]);
});
