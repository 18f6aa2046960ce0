import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { hideValues } from '../../src/runtime/github/secrets.ts';
import { outputsOfJob, readRunnerOutput } from './runner-commands.ts';

function hide(...values: string[]) {
  let text = '';
  const out = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  hideValues(values, out);
  return readRunnerOutput(text);
}

test('each value is one that the runner masks from now on, whatever it holds, and nothing is shown', () => {
  const values = ['hunter2', 'p%ss w:rd,100 %0A', '::error::x', '##[error]x', 'Zürich 🚕', '::stop-commands::x'];
  const { masks, lines, commands } = hide(...values);
  assert.deepEqual(masks, values);
  assert.deepEqual(lines, []);
  assert.equal(commands.length, values.length);
});

test('a value of many lines is masked line by line, without the blanks around them', () => {
  const key = '-----BEGIN KEY-----\r\n  MIIBVgIB\r  ADANBgkq\n-----END KEY-----\n';
  assert.deepEqual(hide(key).masks, ['-----BEGIN KEY-----', 'MIIBVgIB', 'ADANBgkq', '-----END KEY-----']);
});

test('lines that are too short to be secret are not masked, so that no output of a job is lost', () => {
  const account = JSON.stringify({ type: 'service_account', key: 'abc', ids: [1, { a: 2 }] }, null, 2);
  const { masks } = hide(account, 'abc', ' ab ', '', '\n');
  assert.deepEqual(masks, ['"type": "service_account",', '"key": "abc",', '"ids": [', '"a": 2']);
  const outputs = new Map([['matrix', '[{"name":"2021-01","partitions":"2021-01"}]']]);
  assert.deepEqual(outputsOfJob(outputs, masks), outputs);
  const whole = readRunnerOutput(`::add-mask::${account.replaceAll('\n', '%0A')}\n`);
  assert.equal(outputsOfJob(outputs, whole.masks).size, 0, 'told as a whole it would be');
});

test('a value is told once', () => {
  assert.deepEqual(hide('hunter2', 'hunter2', 'hunter2\nhunter2').masks, ['hunter2']);
});

test('the runner reads it on stdout', async () => {
  const file = new URL('../../src/runtime/github/secrets.ts', import.meta.url).href;
  const script = `import { hideValues } from ${JSON.stringify(file)}; hideValues(['hunter2']);`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  assert.deepEqual([stdout, stderr], ['::add-mask::hunter2\n', '']);
});
