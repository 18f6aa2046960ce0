import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ENTRY_FORMAT, type Entry, type NewEntry } from '../../src/ledger/entry.ts';
import { foldEntries, foldEntry } from '../../src/ledger/fold.ts';
import { A, B, failed, loaded, notReady, publicationOf, published, publishing, run } from './records.ts';

const held: NewEntry = { kind: 'held', who: 'ann', why: 'publisher corrects it' };
const released: NewEntry = { kind: 'released', who: 'bob', why: 'corrected' };

function logOf(...entries: NewEntry[]): Entry[] {
  return entries.map(
    (entry, k) =>
      ({
        format: ENTRY_FORMAT,
        dataset: 'taxi',
        partition: '2021-01',
        number: k + 1,
        at: `2021-02-0${k + 1}T00:00:00.000Z`,
        run,
        ...entry,
      }) as Entry,
  );
}

test('a publication: intent, object, load', () => {
  assert.deepEqual(foldEntries(logOf(publishing(), published(), loaded(2))), {
    partition: '2021-01',
    number: 3,
    kind: 'loaded',
    at: '2021-02-03T00:00:00.000Z',
    published: { number: 2, at: '2021-02-02T00:00:00.000Z', publication: publicationOf(A) },
    loaded: { 'duckdb:1': { number: 3, publication: 2, sha256: A, rows: 9, at: '2021-02-03T00:00:00.000Z' } },
  });
});

test('an intent stays open until the next publication, through failures too', () => {
  const open = foldEntries(logOf(publishing(), published(), publishing(B), failed()));
  assert.deepEqual(open.open, { number: 3, sha256: B, base: 'absent' });
  assert.equal(open.published?.number, 2);
  assert.equal(open.failed?.number, 4);
  const closed = foldEntries(logOf(publishing(), published(), publishing(B), failed(), published(B)));
  assert.equal(closed.open, undefined);
  assert.equal(closed.failed, undefined);
  assert.equal(closed.published?.publication.object.sha256, B);
});

test('the last attempt counts: failure, wait, load', () => {
  const failure = foldEntries(logOf(notReady(), failed('late')));
  assert.equal(failure.failed?.message, 'late');
  assert.equal(failure.notReady, undefined);
  const wait = foldEntries(logOf(failed(), notReady(403)));
  assert.equal(wait.failed, undefined);
  assert.equal(wait.notReady?.status, 403);
  assert.equal(foldEntries(logOf(publishing(), published(), failed(), loaded(2))).failed, undefined);
  assert.equal(foldEntries(logOf(notReady(), publishing(), published())).notReady, undefined);
});

test('held until released', () => {
  assert.deepEqual(foldEntries(logOf(held)).held, {
    number: 1,
    who: 'ann',
    why: 'publisher corrects it',
    at: '2021-02-01T00:00:00.000Z',
  });
  assert.equal(foldEntries(logOf(held, failed())).held?.who, 'ann');
  assert.equal(foldEntries(logOf(held, released)).held, undefined);
});

test('an empty log has no head', () => {
  assert.throws(() => foldEntries([]), TypeError);
});

test('folding on from any head is folding the whole log, and changes nothing that was given', () => {
  const entry = fc.constantFrom(
    publishing(),
    published(),
    publishing(B),
    published(B),
    loaded(2),
    failed(),
    notReady(),
    held,
    released,
  );
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 9 }), fc.nat(), (entries, at) => {
      const log = logOf(...entries);
      const cut = 1 + (at % log.length);
      let head = foldEntries(log.slice(0, cut));
      for (const next of log.slice(cut)) {
        const before = structuredClone(head);
        const after = foldEntry(head, next);
        assert.deepEqual(head, before);
        head = after;
      }
      assert.deepEqual(head, foldEntries(log));
      assert.deepEqual(JSON.parse(JSON.stringify(head)), head);
    }),
    { seed: 7, numRuns: 200 },
  );
});
