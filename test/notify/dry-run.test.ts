import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, openScene } from './scene.ts';

test('a dry run prints what would be sent, letter by letter, without secrets, and sends and notes nothing', async (context) => {
  const scene = await openScene(context);
  await scene.write(
    [
      `{ to: slack, url: "${at('SLACK')}" }`,
      `{ to: email, server: "${at('SMTP_URL')}", from: etl@example.org, recipients: [data@example.org] }`,
      `{ to: issue, labels: [data], body: "${'{reason}'} for ${'{owner}'}" }`,
    ],
    `source: { url: "${scene.job.publisher.origin}/{YYYY}-{MM}.csv", headers: { Authorization: "${at('SOURCE_TOKEN')}" } }`,
    `owner: hunter2-hunter2@example.org`,
  );
  scene.breakMonth('2021-02');
  // The source's token stands where nobody would put it, so that it is seen to be masked.
  const env = { SOURCE_TOKEN: 'hunter2-hunter2', SMTP_URL: 'smtp://u:p4ssw0rd@127.0.0.1:1' };
  await (await import('../cli/in-process.ts')).runMain(['run'], scene.job, { ...env, SLACK: 'x' });
  const before = await scene.job.lake();
  const shown = await scene.notify(env, '--dry-run');
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /notify "slack" \(slack\) would send:/);
  assert.match(shown.stdout, /"type": "header"/);
  assert.match(shown.stdout, /"subject": "trips 2021-02 failed"/);
  assert.match(shown.stdout, /"labels": \[/);
  assert.match(shown.stdout, /Owner: \*\*\*@example\.org/);
  assert.doesNotMatch(shown.stdout + shown.stderr, /hunter2|p4ssw0rd/);
  const asJson = await scene.notify(env, '--dry-run', '--json');
  const { messages } = JSON.parse(asJson.stdout) as {
    messages: { channel: string; partitions: string[]; message: object }[];
  };
  assert.deepEqual(
    messages.map(({ channel, partitions }) => `${channel} ${partitions}`),
    ['slack 2021-02', 'email 2021-02', 'issue 2021-02'],
  );
  assert.deepEqual(scene.channels.asked, []);
  assert.deepEqual(await scene.job.lake(), before);
});

test('without a block there is nothing to do, and the lake is not opened', async (context) => {
  const scene = await openScene(context);
  await scene.job.write();
  const { code, stdout } = await scene.notify();
  assert.equal(code, 0);
  assert.match(stdout, /pipeline\.yml has no notify, so nobody is told/);
});
