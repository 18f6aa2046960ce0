import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import type { Clock } from '../../src/base/ports/clock.ts';
import type { Log } from '../../src/base/ports/log.ts';
import { createActionsLog } from '../../src/runtime/github/log.ts';
import type { LogOptions } from '../../src/runtime/plain-log.ts';
import { COMMANDS } from '../servers/runner.ts';
import { outputsOfJob, readRunnerOutput } from './runner-commands.ts';

function open(options: Partial<LogOptions> = {}) {
  let now = 1_000_000;
  const clock: Clock = { now: () => now, random: () => 0.5, sleep: async () => {} };
  let text = '';
  const out = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  const log = createActionsLog({ out, clock, verbose: false, mask: (line) => line, ...options });
  return {
    log,
    pass: (ms: number) => {
      now += ms;
    },
    text: () => text,
    read: () => readRunnerOutput(text),
  };
}

const annotation = (name: string, data: string, properties = {}) => ({ name, properties, data });

test('each kind of message has its own form', () => {
  const { log, text } = open();
  log.debug('one');
  log.info('two');
  log.warn('three', { file: 'a.yml', line: 3, column: 5 });
  log.error('four', { file: 'a.yml', line: 3 });
  log.error('five', { file: 'a.yml' });
  log.error('six');
  log.group('seven', ['eight', '']);
  log.group('nine', []);
  assert.deepEqual(text().split('\n'), [
    '::debug::one',
    '  two',
    '::warning file=a.yml,line=3,col=5::three',
    '::error file=a.yml,line=3::four',
    '::error file=a.yml::five',
    '::error::six',
    '::group::seven',
    '  eight',
    '  ',
    '::endgroup::',
    '  nine',
    '',
  ]);
});

test('verbose shows debug messages in the log, whatever the runner shows', () => {
  const { log, read } = open({ verbose: true });
  log.debug('one');
  assert.deepEqual(read(), { commands: [], lines: ['  debug: one'], masks: [] });
});

test('the runner reads back what was said of a place, whatever characters it holds', () => {
  const { log, read } = open();
  const file = '%3A a,b:c=d::e%.yml';
  log.error('100 % of a,b:c::d %0A %25', { file, line: 3, column: 5 });
  assert.deepEqual(read().commands, [annotation('error', '100 % of a,b:c::d %0A %25', { file, line: '3', col: '5' })]);
});

test('ten annotations of a step in all, of them five warnings at most; the rest are lines with their places', () => {
  const { log, read } = open();
  for (let at = 1; at <= 5; at++) log.warn(`w${at}`);
  for (let at = 1; at <= 5; at++) log.error(`e${at}`);
  assert.deepEqual(read().lines, [], 'nothing is said of a limit that was not passed');
  for (const at of [6, 7]) log.error(`e${at}`, { file: 'a.yml', line: at, column: 1 });
  log.warn('w6');
  const { commands, lines } = read();
  assert.deepEqual(
    commands.map(({ name, data }) => `${name} ${data}`),
    ['warning w', 'error e'].flatMap((said) => [1, 2, 3, 4, 5].map((at) => `${said}${at}`)),
  );
  assert.deepEqual(lines, [
    '  (enough annotations for one step: further errors are lines of the log)',
    '  error: a.yml:6:1: e6',
    '  error: a.yml:7:1: e7',
    '  (enough annotations for one step: further warnings are lines of the log)',
    '  warning: w6',
  ]);
});

test('warnings leave room for errors, and errors may take all of it', () => {
  const { log, read } = open();
  for (let at = 1; at <= 6; at++) log.warn(`w${at}`);
  assert.deepEqual(read().lines.slice(1), ['  warning: w6']);
  const quiet = open();
  for (let at = 1; at <= 11; at++) quiet.log.error(`e${at}`);
  assert.equal(quiet.read().commands.length, 10);
  assert.deepEqual(quiet.read().lines.slice(1), ['  error: e11']);
});

test('progress is a line each ten seconds, also on a terminal of no columns', () => {
  const columns = Object.assign(new Writable(), { isTTY: true, columns: 0, rows: 0 });
  let text = '';
  columns._write = (chunk, _, done) => {
    text += String(chunk);
    done();
  };
  const { log, pass } = open({ out: columns });
  for (let second = 0; second <= 25; second++) {
    log.progress({ subject: '2021-01', phase: 'fetch', done: second * 1e6, total: 30e6, unit: 'bytes' });
    pass(1000);
  }
  log.progress({ subject: '2021-01', phase: 'end', done: 1, unit: 'bytes' });
  assert.deepEqual(text.split('\n'), [
    '  2021-01 fetch 10.0 MB of 30.0 MB (33 %), 1.0 MB/s, 20 s to go',
    '  2021-01 fetch 20.0 MB of 30.0 MB (66 %), 1.0 MB/s, 10 s to go',
    '',
  ]);
});

const BEFORE = [
  '',
  ' ',
  '\t',
  '\v',
  '\u00a0',
  '\u1680',
  '\u2028',
  '\u3000',
  '\u0085',
  'text\r',
  'text\n',
  '\r\n',
  'x ',
];
const HOSTILE = COMMANDS.flatMap((name) =>
  BEFORE.flatMap((before) => [`${before}::${name}::2021`, `${before}::${name} a=b::2021`, `${before}##[${name}]2021`]),
);

/** The same text in every place that text from outside can stand in. */
function sayEverywhere(log: Log, text: string, pass: (ms: number) => void): void {
  log.debug(text);
  log.info(text);
  log.warn(text, { file: text, line: 1, column: 1 });
  log.error(text, { file: text });
  log.group(text, [text, ` ${text}`, `\t${text}`]);
  log.group(text, []);
  for (const done of [0, 1]) {
    log.progress({ subject: text, phase: 'fetch', done, unit: 'rows' });
    pass(10_000);
  }
}

test('R1, R2: the runner finds the commands that were meant, and no other', () => {
  const { log, read, pass, text } = open();
  for (const hostile of HOSTILE) sayEverywhere(log, hostile, pass);
  const { commands, masks, lines } = read();
  const counts = new Map<string, number>();
  for (const { name } of commands) counts.set(name, (counts.get(name) ?? 0) + 1);
  const { length } = HOSTILE;
  assert.deepEqual(Object.fromEntries(counts), {
    debug: length,
    warning: 5,
    error: 5,
    group: length,
    endgroup: length,
  });
  assert.deepEqual(masks, []);
  assert.ok(lines.every((line) => line.startsWith('  ')));
  for (const { properties } of commands) {
    for (const key of Object.keys(properties)) assert.ok(['file', 'line', 'col'].includes(key), key);
  }
  assert.match(text(), /add-mask/, 'it is shown, as text');
});

test('R1: the judge finds these commands where they are printed as they are', () => {
  const { commands } = readRunnerOutput(HOSTILE.filter((text) => !text.includes('stop-')).join('\n'));
  const hidden = COMMANDS.length - 1;
  // After a word `::` means nothing.
  assert.equal(commands.length, hidden * BEFORE.length * 3 - hidden * 2);
});

test('R3: a mask in the data hides nothing, so that outputs and matrix stay', () => {
  const outputs = new Map([['matrix', '[{"name":"2021-01"}]']]);
  const { log, read, pass } = open();
  for (const data of ['##[add-mask]2021', '::add-mask::2021', '\u2028::add-mask::2021', 'x\r##[add-mask]2021']) {
    assert.equal(outputsOfJob(outputs, readRunnerOutput(data).masks).size, 0, 'printed as it is it would');
    sayEverywhere(log, data, pass);
  }
  assert.deepEqual(outputsOfJob(outputs, read().masks), outputs);
});

test('R6: escapes, bidirectional controls and NUL are shown, a line of a megabyte is cut', () => {
  const { log, text, pass } = open();
  sayEverywhere(log, `\u001b[31mred\u001b[2J\u202egpj.exe\u200b\u0007\u0000`, pass);
  assert.doesNotMatch(text(), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u202a-\u202e]/);
  assert.match(text(), /\\u\{1b\}\[31mred/);
  const long = open();
  sayEverywhere(long.log, 'x'.repeat(1e6), long.pass);
  // Two such texts stand in an annotation: the place and the message.
  assert.ok(
    Math.max(
      ...long
        .text()
        .split('\n')
        .map((line) => line.length),
    ) < 4200,
  );
  assert.match(long.text(), /… \(998000 more characters\)/);
});

test('R7: no line looks like the beginning of what a compiler says', () => {
  const { log, read, pass } = open({ verbose: true });
  for (const text of ['a.ts(1,2): error TS1: x', '/src/a.js', '1:2  error  x  rule', ''])
    sayEverywhere(log, text, pass);
  const { lines } = read();
  assert.ok(lines.length > 20);
  // setup-node's matchers for tsc and for the first line of ESLint's both begin with something that is no blank.
  assert.deepEqual(
    lines.filter((line) => !line.startsWith('  ')),
    [],
  );
});

test('a secret is hidden in every place, also where the runner reads it escaped or where a line is cut', () => {
  const secret = 'p%ss,w:rd';
  const { log, text, read, pass } = open({ mask: (line) => line.replaceAll(secret, '***') });
  sayEverywhere(log, `a ${secret} b`, pass);
  assert.ok(!/p%ss|p%25ss|w:rd|w%3Ard/.test(text()), text());
  assert.equal(read().commands.find(({ name }) => name === 'error')?.data, 'a *** b');
  const long = open({ mask: (line) => line.replaceAll('hunter2secret', '***') });
  sayEverywhere(long.log, `${'x'.repeat(1995)}hunter2secret`, long.pass);
  assert.doesNotMatch(long.text(), /hunt/);
});

test('a secret that is the name of a command breaks none', () => {
  const { log, read } = open({ mask: (line) => line.replaceAll('error', '***').replaceAll('group', '***') });
  log.error('an error', { file: 'error.yml' });
  log.group('a group', ['of lines']);
  assert.deepEqual(read().commands, [
    annotation('error', 'an ***', { file: '***.yml' }),
    annotation('group', 'a ***'),
    annotation('endgroup', ''),
  ]);
});
