import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runMain } from '../cli/in-process.ts';
import { COMMANDS, commandsIn } from '../servers/runner.ts';
import { type Finished, lakeferry } from './cli-process.ts';
import { createJob } from './job.ts';

/** Where a command may stand so that the runner takes it for one: at the start of a line, behind blanks of any kind, behind a bare CR. */
const BEFORE = ['', ' ', '\t', '\u00a0', '\u2028', '\u0085', 'text\r', 'text\n'];
const HOSTILE = COMMANDS.flatMap((name, at) => [`${BEFORE[at % BEFORE.length]}::${name}::2021`, `mid ##[${name}]2021`]);
const MATCHED = 'a.ts(1,2): error TS1: x';
const ESCAPES = `\u001b[31mred\u001b[2J\u202egpj.exe\u200b\u0007`;
const LONG = 'x'.repeat(1_000_000);

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What CI and a terminal are shown holds no command, no control character, no line of data at its very start. */
function assertHarmless({ stdout, stderr }: Finished): void {
  for (const text of [stdout, stderr]) {
    assert.deepEqual(commandsIn(text), []);
    assert.deepEqual(text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u202a-\u202e]/g), null);
    const lines = text.split('\n');
    assert.deepEqual(
      lines.filter((line) => line.startsWith(MATCHED)),
      [],
    );
    assert.ok(Math.max(...lines.map((line) => line.length)) < 2200, 'no line is endless');
  }
}

test('cells, headers, file names and what a server says are printed as text', async (context) => {
  const job = await createJob(context, []);
  const { files, origin } = job.publisher;
  const months = 'partitions: { by: month, start: 2021-01, end: 2021-12 }';
  const path = '/##[error]dir/::warning::';
  await job.write(
    months,
    `source: { url: ${JSON.stringify(`${origin}${path}{YYYY}-{MM}.csv`)} }`,
    'contract: { new_columns: evolve, max_rejected: 100% }',
  );
  // What follows a # is not sent: all months are asked for under one path, one after the other.
  const answers = [
    // Cells: two rows are shown.
    ...HOSTILE.map((text) => ({ body: `id,note\n1,${quoted(text)}\n2,${quoted(MATCHED)}\n` })).slice(0, 3),
    { body: `id,note\n1,${quoted(ESCAPES)}\n2,${LONG}\n` },
    // Headers that no column names.
    { body: `id,note,${HOSTILE.slice(0, 16).map(quoted).join(',')}\n1,a${',b'.repeat(16)}\n` },
    { body: `id,note,${HOSTILE.slice(16).map(quoted).join(',')}\n1,a${',b'.repeat(16)}\n` },
    { body: `${HOSTILE.slice(0, 9).map(quoted).join(',')}\n${'1,'.repeat(8)}1\n` },
    { body: `id,note,${quoted(MATCHED)},${quoted(ESCAPES)}\n1,a,b,c\n` },
    // What a server says.
    { status: 503, reason: '##[add-mask]2021 ::error::x', body: HOSTILE.join('\n') },
    { status: 404, reason: '::stop-commands::x', body: HOSTILE.join('\r') },
    { status: 302, headers: { location: '/elsewhere/##[error]x/::error::' } },
    { headers: { 'content-encoding': '##[add-mask]2021', etag: '"##[error]x"' }, body: 'id,note\n' },
  ];
  assert.equal(answers.length, 12);
  let at = 0;
  files.set('/', () => answers[at++] ?? { status: 500 });
  const done = await lakeferry(['run', '--concurrency', '1', '--samples', 'full'], job.folder);
  assert.equal(at, 12, 'each answer was given');
  assert.equal(done.code, 1);
  assertHarmless(done);
  for (const text of ['add-mask', 'stop-commands', 'red', 'gpj.exe', '2021-12', MATCHED]) {
    assert.ok(done.stdout.includes(text), `"${text}" is shown, as text`);
  }

  const told = await lakeferry(['status', '--json', '--check-source', 'none'], job.folder, { CI: 'true' });
  assertHarmless(told);
  assert.ok(told.stdout.includes('add-mask'));
  const { partitions } = JSON.parse(told.stdout) as { partitions: { reason: string }[] };
  assert.ok(
    partitions.some(({ reason }) => reason.includes('##[')),
    'JSON says what was seen',
  );
});

test('names of files on this machine and of flags are printed as text', async (context) => {
  const job = await createJob(context, []);
  const folder = 'a\r::error::x ##[error]y';
  await mkdir(join(job.folder, folder));
  await writeFile(
    join(job.folder, folder, `${MATCHED.replace('/', '')}.csv`),
    `id,${quoted(HOSTILE[0] as string)}\n1,${quoted(ESCAPES)}\n`,
  );
  const preview = await lakeferry(['preview', `${folder}/${MATCHED}.csv`], job.folder);
  assert.equal(preview.code, 0, preview.stdout);
  assertHarmless(preview);
  const inside = await lakeferry(['preview', `${MATCHED}.csv`], join(job.folder, folder));
  assertHarmless(inside);
  for (const args of [
    ['preview', `${folder}/none.csv`],
    ['run', '--pipeline', `${folder}/none.yml`],
    ['run', '--lake', '##[error]://x'],
    ['run', '--partitions', '##[error]x\r::error::y'],
    ['run', '--##[error]x'],
    ['##[error]x'],
    ['run', '--set', '##[error]x'],
    ['run', '--json', '--limit', '##[error]x'],
  ]) {
    const refused = await runMain(args, job);
    assert.equal(refused.code, 2, args.join(' '));
    assertHarmless(refused);
    assert.match(refused.stdout + refused.stderr, /error:/);
  }
});
