import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { CHECKS } from '../../src/doctor/checks.ts';

test('docs/doctor.md has a row for each check, in the order in which they are told', async () => {
  const page = await readFile(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, code]) => code);
  assert.deepEqual(
    rows,
    CHECKS.map(({ code }) => code),
  );
});

test('each check has a broken set-up in these tests that gives exactly its code', async () => {
  const folder = new URL('.', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.test.ts'));
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  const alone = new Set([...texts.join('').matchAll(/\['(?:fail|warn) ([\w-]+)'\]/g)].map(([, code]) => code));
  assert.deepEqual(
    CHECKS.map(({ code }) => code).filter((code) => !alone.has(code)),
    [],
  );
});

test('a check that breaks is a failed one, and hides none of the others', async () => {
  const { examine, exitCodeOf } = await import('../../src/doctor/examine.ts');
  const { ok } = await import('../../src/doctor/answer.ts');
  const broken = { code: 'broken', run: () => Promise.reject(new TypeError('a bug')) };
  const setup = { signal: new AbortController().signal } as Parameters<typeof examine>[0];
  const found = await examine(setup, [broken, { code: 'sound', run: async () => ok('fine') }]);
  assert.deepEqual(
    found.map(({ code, state, what }) => `${code} ${state} ${what}`),
    ['broken fail a bug', 'sound ok fine'],
  );
  assert.equal(exitCodeOf(found), 1);
});
