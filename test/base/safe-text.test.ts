import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeJson, safeText } from '../../src/base/safe-text.ts';
import { COMMANDS, commandsIn } from '../servers/runner.ts';

test('R1: no registered command survives in either syntax, wherever it stands', () => {
  for (const name of COMMANDS) {
    const forms = [`::${name}::x`, `::${name} a=b::x`, `##[${name}]x`, `##[${name} a=b]x`];
    for (const form of forms) {
      for (const before of [
        '',
        ' ',
        '\t',
        '\u00a0',
        '\u2028',
        '\u3000',
        'text\r',
        'text\n',
        'text ',
        '\r\n',
        '\u0085',
      ]) {
        const hostile = `${before}${form}`;
        assert.deepEqual(commandsIn(safeText(hostile)), [], JSON.stringify(hostile));
      }
    }
  }
});

test('R1: the judge itself finds commands in what was not made safe', () => {
  assert.equal(commandsIn('a\r::error::x').length, 1);
  assert.equal(commandsIn('mid ##[add-mask]1 line').length, 1);
});

test('R6: terminal escapes, bidirectional controls, NUL and lone surrogates are shown, not sent', () => {
  assert.equal(safeText('\u001b[2J'), '\\u{1b}[2J');
  assert.equal(safeText('abc\u202egpj'), 'abc\\u{202e}gpj');
  assert.equal(safeText('a\u0000b'), 'a\\u{0}b');
  assert.equal(safeText('\ud800'), '\\u{d800}');
  assert.equal(safeText('tab\there'), 'tab\\there');
});

test('what people write stays as it is', () => {
  for (const text of ['Zürich · 東京 · 🚕', '12:30:00', 'a::b', 'C# [x]', '  indented'])
    assert.equal(safeText(text), text);
});

test('R6: a long line is cut and the rest counted', () => {
  assert.equal(safeText('x'.repeat(12), 10), `${'x'.repeat(10)}… (2 more characters)`);
});

test('JSON holds no command and no control character either, and reads back as the value', () => {
  const value = {
    '##[error]key': COMMANDS.map((name) => `##[${name}]x\r::${name}::\u0085::${name}::`),
    text: 'Zürich \u202e \u001b[2J \u{e0041} "\\\n',
    nested: [{ a: null, b: 1.5 }],
  };
  const text = safeJson(value);
  assert.deepEqual(commandsIn(text), []);
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  assert.match(text, /Zürich/);
  assert.deepEqual(JSON.parse(text), value);
});
