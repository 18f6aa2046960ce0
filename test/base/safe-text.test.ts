import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { safeJson, safeLines, safeText } from '../../src/base/safe-text.ts';
import { textTable } from '../../src/report/table.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { createPlainLog } from '../../src/runtime/plain-log.ts';
import { COMMANDS, commandsIn } from '../servers/runner.ts';

/** Format characters that show something: numerals and marks of Arabic, Syriac and Kaithi. */
const VISIBLE = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]/;

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

test('R1: nor in any text that is put together from the pieces of commands', () => {
  const pieces = fc.constantFrom(
    ...[
      '#',
      '##',
      '[',
      '##[',
      ']',
      ':',
      '::',
      'add-mask',
      'ERROR',
      '1',
      ' ',
      '\t',
      '\u00a0',
      '\u2003',
      '\u2028',
      '\u0085',
    ],
    ...['\u200b', '\ufeff', '\r', '\n', '\r\n', '\\', '\u001b', '\u{e0023}', '\ud83d'],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), fc.constantFrom(3, 8, 2000), (parts, longest) => {
      const text = parts.join('');
      for (const line of [safeText(text, longest), ...safeLines(text)]) {
        assert.deepEqual(commandsIn(line), []);
        assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/, 'it is one line');
      }
    }),
    { numRuns: 5000, seed: 16 },
  );
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
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    if (!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(character) || VISIBLE.test(character)) continue;
    assert.equal(safeText(`a${character}b`).includes(character), false, `U+${code.toString(16)}`);
  }
});

test("R7: what looks like a compiler's message never begins a line: what is printed of data stands behind words of ours", () => {
  let printed = '';
  const out = new Writable({
    write(chunk, _, done) {
      printed += String(chunk);
      done();
    },
  });
  const log = createPlainLog({ out, clock: nodeClock, verbose: true, mask: (line) => line });
  const alike = ['a.ts(1,2): error TS1: x', 'a.c:1:2: error: x', '/src/a.js: line 1, col 2, Error - x'];
  for (const text of alike) {
    for (const data of [text, `\n${text}`, `\r${text}`, `\u2028${text}`]) {
      log.debug(data);
      log.warn(data);
      log.error(data, { file: data, line: 1, column: 2 });
      log.group('2021-01', [data, ...textTable(['column', data], [[data, data]])]);
    }
  }
  const lines = printed.split(/\r\n|\n|\r|\u2028/);
  assert.ok(lines.length > 60);
  for (const line of lines) assert.ok(!alike.some((text) => line.startsWith(text)), line);
  for (const line of lines.filter((each) => each !== ''))
    assert.match(line, /^(?:debug: |warning: |error: |2021-01$| {2})/);
});

test('what people write stays as it is', () => {
  for (const text of ['Zürich · 東京 · 🚕', '12:30:00', 'a::b', 'C# [x]', '  indented'])
    assert.equal(safeText(text), text);
});

test('R6: a long line is cut and the rest counted', () => {
  assert.equal(safeText('x'.repeat(12), 10), `${'x'.repeat(10)}… (2 more characters)`);
  assert.equal(safeText('x'.repeat(1_000_000)), `${'x'.repeat(2000)}… (998000 more characters)`);
  assert.ok(safeText('\u0000'.repeat(1_000_000)).length < 20_000);
  assert.equal(safeText('ab\u{1f695}cd', 3), 'ab\\u{d83d}… (3 more characters)');
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
