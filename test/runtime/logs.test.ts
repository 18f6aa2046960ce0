import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import type { Clock } from '../../src/base/ports/clock.ts';
import type { Log } from '../../src/base/ports/log.ts';
import { createPlainLog, type LogOptions } from '../../src/runtime/plain-log.ts';
import { createTerminalLog } from '../../src/runtime/terminal-log.ts';
import { COMMANDS, commandsIn } from '../servers/runner.ts';
import { createScreen } from './screen.ts';

const SECRET = 'hunter2secret';
const mask: LogOptions['mask'] = (line) => line.replaceAll(SECRET, '***');

function manualClock(): Clock & { pass(ms: number): void } {
  let now = 1_000_000;
  return {
    now: () => now,
    random: () => 0.5,
    sleep: async () => {},
    pass(ms) {
      now += ms;
    },
  };
}

function openPlain(options: Partial<LogOptions> = {}) {
  const clock = manualClock();
  let text = '';
  const out = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  const log = createPlainLog({ out, clock, verbose: false, mask, ...options });
  return { log, clock, lines: () => text.split('\n').slice(0, -1), text: () => text };
}

function openTerminal(columns = 80) {
  const clock = manualClock();
  const screen = createScreen(columns);
  const log = createTerminalLog({ out: screen.out, clock, verbose: false, mask });
  return { log, clock, lines: screen.lines };
}

const MB = 1_000_000;
const fetching = (subject: string, done: number, total?: number) => ({
  subject,
  phase: 'fetch',
  done,
  unit: 'bytes' as const,
  ...(total === undefined ? {} : { total }),
});

test('plain: each kind of message has its own form', () => {
  const { log, lines } = openPlain();
  log.debug('unheard');
  log.info('one');
  log.warn('two', { file: 'a.yml', line: 3, column: 5 });
  log.error('three', { file: 'a.yml', line: 3 });
  log.error('four', { file: 'a.yml' });
  log.group('five', ['six', '']);
  assert.deepEqual(lines(), [
    'one',
    'warning: a.yml:3:5: two',
    'error: a.yml:3: three',
    'error: a.yml: four',
    'five',
    '  six',
    '  ',
  ]);
  const verbose = openPlain({ verbose: true });
  verbose.log.debug('heard');
  assert.deepEqual(verbose.lines(), ['debug: heard']);
});

test('plain: progress is a line each ten seconds, with rate and time to go', () => {
  const { log, clock, lines } = openPlain();
  log.progress(fetching('2021-01', 0, 30 * MB));
  clock.pass(9999);
  log.progress(fetching('2021-01', 9 * MB, 30 * MB));
  assert.deepEqual(lines(), []);
  clock.pass(1);
  log.progress(fetching('2021-01', 10 * MB, 30 * MB));
  clock.pass(5000);
  log.progress(fetching('2021-01', 20 * MB, 30 * MB));
  assert.deepEqual(lines(), ['2021-01 fetch 10.0 MB of 30.0 MB (33 %), 1.0 MB/s, 20 s to go']);
  // Another phase and another partition have their own time.
  log.progress({ subject: '2021-01', phase: 'clean', done: 0, total: 100, unit: 'rows' });
  log.progress(fetching('2021-02', 0));
  clock.pass(10_000);
  log.progress({ subject: '2021-01', phase: 'clean', done: 50, total: 100, unit: 'rows' });
  log.progress(fetching('2021-02', 5 * MB));
  assert.deepEqual(lines().slice(1), [
    '2021-01 clean 50 rows of 100 rows (50 %), 5 rows/s, 10 s to go',
    '2021-02 fetch 5.0 MB, 500 kB/s',
  ]);
});

test('plain: a download that begins anew counts from there, and an ended partition says nothing more', () => {
  const { log, clock, lines } = openPlain();
  log.progress(fetching('a', 0, 100 * MB));
  clock.pass(10_000);
  log.progress(fetching('a', 50 * MB, 100 * MB));
  log.progress(fetching('a', 0, 100 * MB));
  clock.pass(10_000);
  log.progress(fetching('a', 10 * MB, 100 * MB));
  assert.deepEqual(lines().slice(1), ['a fetch 10.0 MB of 100 MB (10 %), 1.0 MB/s, 1 min 30 s to go']);
  log.progress({ subject: 'a', phase: 'end', done: 1, total: 1, unit: 'rows' });
  clock.pass(20_000);
  log.progress({ subject: 'a', phase: 'end', done: 1, total: 1, unit: 'rows' });
  assert.equal(lines().length, 2);
});

test('terminal: one live line for each partition, and messages stay above them', () => {
  const { log, clock, lines } = openTerminal();
  log.info('before');
  log.progress(fetching('2021-01', 0, 30 * MB));
  log.progress(fetching('2021-02', 0));
  clock.pass(1000);
  log.progress(fetching('2021-01', 10 * MB, 30 * MB));
  log.progress(fetching('2021-02', 2 * MB));
  clock.pass(100);
  log.progress(fetching('2021-02', 2.2 * MB));
  const first = '… 2021-01 fetch 10.0 MB of 30.0 MB (33 %), 10.0 MB/s, 2.0 s to go';
  assert.deepEqual(lines(), ['before', first, '… 2021-02 fetch 2.2 MB, 2.0 MB/s']);
  log.warn('a message');
  log.group('a group', ['in it']);
  assert.deepEqual(lines(), [
    'before',
    'warning: a message',
    'a group',
    '  in it',
    first,
    '… 2021-02 fetch 2.2 MB, 2.0 MB/s',
  ]);
  log.progress({ subject: '2021-01', phase: 'clean', done: 0, unit: 'rows' });
  clock.pass(100);
  log.progress({ subject: '2021-01', phase: 'clean', done: 7, unit: 'rows' });
  assert.deepEqual(lines().slice(4), ['… 2021-01 clean 7 rows', '… 2021-02 fetch 2.2 MB, 2.0 MB/s']);
  log.progress({ subject: '2021-01', phase: 'end', done: 1, total: 1, unit: 'rows' });
  assert.deepEqual(lines().slice(4), ['… 2021-02 fetch 2.2 MB, 2.0 MB/s']);
  log.info('2021-01: done');
  log.progress({ subject: '2021-02', phase: 'end', done: 1, total: 1, unit: 'rows' });
  log.done();
  assert.deepEqual(lines(), ['before', 'warning: a message', 'a group', '  in it', '2021-01: done']);
});

test('terminal: it is not drawn more often than the eye follows', () => {
  const { log, clock, lines } = openTerminal();
  log.progress(fetching('a', 0));
  clock.pass(79);
  log.progress(fetching('a', 1 * MB));
  assert.deepEqual(lines(), ['… a fetch 0 B']);
  clock.pass(1);
  log.progress(fetching('a', 2 * MB));
  assert.deepEqual(lines(), ['… a fetch 2.0 MB']);
});

test('terminal: what is left of live lines goes with the log', () => {
  const { log, lines } = openTerminal();
  log.progress(fetching('a', 0));
  log.error('failed');
  log.done();
  assert.deepEqual(lines(), ['error: failed']);
});

/** Everything that a log prints, with the same text in each place. */
function sayEverywhere(log: Log, text: string): void {
  log.debug(text);
  log.info(text);
  log.warn(text, { file: text, line: 1 });
  log.error(text, { file: text });
  log.group(text, [text, ` ${text}`]);
  log.progress({ subject: text, phase: 'fetch', done: 0, unit: 'bytes' });
}

test('both: no command, no escape and no secret gets through, wherever it stands', () => {
  const hostile = COMMANDS.flatMap((name) =>
    ['', ' ', '\u00a0', '\u2028', '\r', '\n', '\u0085', 'mid '].flatMap((before) => [
      `${before}::${name}::x`,
      `${before}##[${name}]x`,
    ]),
  );
  const plain = openPlain({ verbose: true });
  for (const text of hostile) sayEverywhere(plain.log, text);
  sayEverywhere(plain.log, `\u001b[2J\u0000\u202e${SECRET}`);
  assert.deepEqual(commandsIn(plain.text()), []);
  assert.doesNotMatch(plain.text(), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|hunter2/);
  assert.match(plain.text(), /\*\*\*/);

  const { log, clock, lines } = openTerminal(2000);
  for (const text of [...hostile.slice(0, 16), `\u001b[2J\u0000\u202e${SECRET}`]) {
    sayEverywhere(log, text);
    clock.pass(100);
    log.progress({ subject: text, phase: 'fetch', done: 1, unit: 'bytes' });
    const shown = lines().join('\n');
    assert.deepEqual(commandsIn(shown), []);
    assert.equal(shown.includes('hunter2'), false);
    assert.match(lines().at(-1) ?? '', text.includes(SECRET) ? /^… .*\*\*\* fetch 1 B/ : /^… .* fetch 1 B/);
    log.progress({ subject: text, phase: 'end', done: 1, total: 1, unit: 'rows' });
  }
});

test('a line of a megabyte is cut, and a secret that the cut goes through is hidden whole', () => {
  const { log, lines, text } = openPlain();
  log.info('x'.repeat(1e6));
  assert.equal(lines()[0], `${'x'.repeat(2000)}… (998000 more characters)`);
  log.error(`${'x'.repeat(1995)}${SECRET}`);
  assert.doesNotMatch(text(), /hunt/);
});
