import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMANDS } from '../servers/runner.ts';
import { outputsOfJob, readOutputsFile, readRunnerOutput } from './runner-commands.ts';

const namesIn = (output: string) => readRunnerOutput(output).commands.map(({ name }) => name);

test('the judge finds each registered command in both syntaxes, wherever the runner would', () => {
  for (const name of COMMANDS.filter((each) => each !== 'stop-commands')) {
    for (const before of ['', ' ', '\t', '\v', '\u00a0', '\u2028', '\u3000', '\u0085', 'text\r', 'text\n', '\r\n']) {
      assert.deepEqual(namesIn(`${before}::${name}::x`), [name], JSON.stringify(before));
    }
    for (const before of ['', 'mid ', ':: ', 'mid # #[']) assert.deepEqual(namesIn(`${before}##[${name}]x`), [name]);
    assert.deepEqual(namesIn(`::${name.toUpperCase()} a=b::x`), [name]);
  }
  for (const text of ['x ::error::y', '::error:y', '\ufeff::error::y', '::errors::y', '##[errors]', '# #[error]', '']) {
    assert.deepEqual(namesIn(text), [], text);
  }
});

test('the judge reads properties and data with their escapes', () => {
  assert.deepEqual(readRunnerOutput('::error file=a%3Ab%2C%252C=c,line=3,col=::x%0A%3A%25,::y\nshown\n'), {
    commands: [{ name: 'error', properties: { file: 'a:b,%2C=c', line: '3' }, data: 'x\n%3A%,::y' }],
    lines: ['shown'],
    masks: [],
  });
  assert.deepEqual(readRunnerOutput('mid ##[error file=a%3Bb;line=3]x%5D::').commands, [
    { name: 'error', properties: { file: 'a;b', line: '3' }, data: 'x]::' },
  ]);
});

test('the judge masks each line of a value, and heeds nothing between stop-commands and its token', () => {
  assert.deepEqual(readRunnerOutput('::add-mask::{%0A  "a": 1%0A}').masks, ['{\n  "a": 1\n}', '{', '"a": 1', '}']);
  const { commands, lines, masks } = readRunnerOutput('::stop-commands::Go\n::add-mask::x\n::go::\n::add-mask::y\n');
  assert.deepEqual([commands.length, lines, masks], [2, ['::add-mask::x'], ['y']]);
});

test('the judge reads a file of outputs, and fails where the runner does', () => {
  const text = 'a=b<<c\n\nd<<EOF\n1\n\n2\r\nEOF\ne<<=\n=\n';
  assert.deepEqual(
    [...readOutputsFile(text)],
    [
      ['a', 'b<<c'],
      ['d', '1\n\n2\r'],
      ['e', ''],
    ],
  );
  for (const bad of ['a<<EOF\nb\n', 'plain\n', '=b\n', 'a<<\nb\n\n']) assert.throws(() => readOutputsFile(bad), bad);
  assert.deepEqual(
    [
      ...outputsOfJob(
        new Map([
          ['matrix', '[1]'],
          ['x', 'y'],
        ]),
        ['1'],
      ),
    ],
    [['x', 'y']],
  );
});
